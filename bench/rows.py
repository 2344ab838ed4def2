"""Made rows for measuring how cost grows: published events that say they are made."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

BATCH = 10_000
START = datetime(2000, 1, 1, tzinfo=UTC)


def fill(database: Path, rows: int) -> None:
    """Replace the published events of a migrated database by ``rows`` made ones."""
    with sqlite3.connect(database, isolation_level=None) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        template = _template(connection)
        connection.execute("BEGIN")
        connection.execute("DELETE FROM published_event")
        marks = ", ".join("?" for _ in template)
        columns = ", ".join(template)
        for batch in _batches(template, rows):
            connection.executemany(
                f"INSERT INTO published_event ({columns}) VALUES ({marks})",  # noqa: S608 -- our own column names
                batch,
            )
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _template(connection: sqlite3.Connection) -> dict[str, object]:
    """One seeded event in all languages, as column and value."""
    connection.row_factory = sqlite3.Row
    row = connection.execute("SELECT * FROM published_event WHERE lang = 'mul' LIMIT 1").fetchone()
    connection.row_factory = None
    return dict(row)


def _batches(template: dict[str, object], rows: int) -> Iterator[list[tuple[object, ...]]]:
    for begin in range(0, rows, BATCH):
        yield [_row(template, number) for number in range(begin, min(begin + BATCH, rows))]


def _row(template: dict[str, object], number: int) -> tuple[object, ...]:
    day = START + timedelta(hours=number)
    made = {
        "id": f"e_{number:012d}",
        "slug": f"made-event-{number}",
        "sort_key": f"made event {number:012d}",
        "date_key": day.date().isoformat(),
        "updated_at": day.strftime("%Y-%m-%d %H:%M:%S.%f"),
        "body": f'{{"id":"e_{number:012d}","title":"Made event {number}","text":"{"m" * 700}"}}',
    }
    return tuple(made.get(column, value) for column, value in template.items())
