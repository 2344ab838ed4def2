"""A pack with a mistake tells file, line, field and what was expected, and writes nothing."""

import pytest
from sqlalchemy import func, select

from app.kit.db import Base, Database
from app.operations.seed.apply import apply_pack
from app.operations.seed.pack import PackError, load_pack
from app.operations.session import one_write
from tests.fixtures.application import START
from tests.operations.made_pack import write_pack

NAMES = "small letters, digits and hyphens"
MISTAKES = [
    ("pack", "name: made-pack", "name: Made Pack", f"pack.yaml:1: name: expected {NAMES}"),
    ("pack", "documents:\n  paper: paper.txt", "documents: [paper]", "pack.yaml:1: documents: "),
    ("pack", "documents:", "title: A made paper\ndocuments:", "pack.yaml:1: title: "),
    ("pack", "documents:", "title: {de: Papier}\ndocuments:", "pack.yaml:1: title: "),
    ("pack", "name: made-pack", "name: [", "pack.yaml:3: this is not YAML: "),
    ("events", "- key: made-march", "- key: 'made", "events.yaml:10: this is not YAML: "),
    ("events", "- key: made-march", "key: made-march", "events.yaml:"),
    ("places", "- key: made-city", "- &a made\n- key: made-city", "places.yaml:1: expected a rec"),
    ("places", "key: made-city", "key: Made City", f"places.yaml:1: key: expected {NAMES}"),
    ("places", "- key: made-city\n  kind", "- kind", f"places.yaml:1: key: expected {NAMES}"),
    ("places", "kind: city", "kind: town", "places.yaml:2: place.kind: expected one of: country,"),
    ("places", "  name: Made City", "", "places.yaml:1: place.name: expected a value"),
    ("places", "name: Made City", "name: ''", "places.yaml:3: place.name: expected a text"),
    ("places", "name: Made City", "name: [a]", "places.yaml:3: place.name: expected a text"),
    ("places", "name: Made City", 'name: "a\\0b"', "places.yaml:3: place.name: expected a text"),
    ("places", "name: Made City", 'name: "\\uE000"', "places.yaml:3: place.name: expected a text"),
    ("places", "name: Made", "colour: red\n  name: M", "places.yaml:3: place.colour: expected one"),
    ("places", "name: Made", "latitude: 91\n  longitude: 0\n  name: M", "places.yaml:1: "),
    ("places", "name: Made", "latitude: nan\n  name: M", "places.yaml:3: place.latitude: expect"),
    (
        "places",
        "name: Made",
        "latitude: far\n  name: M",
        "places.yaml:3: place.latitude: expected a",
    ),
    ("places", "name: Made City", "name: A\n  name: B", "places.yaml:4: place.name: expected each"),
    (
        "places",
        "name: Made",
        "parent: lima\n  name: M",
        "places.yaml:3: place.parent: expected the",
    ),
    ("places", "name: Made", "names: {tlh: a}\n  name: M", "places.yaml:3: place.names.tlh: exp"),
    (
        "places",
        "name: Made",
        "names: {en: a}\n  name: M",
        "places.yaml:3: place.names: expected th",
    ),
    ("places", "paragraph: 3", "paragraph: third", "places.yaml:4: place.cite[1].paragraph: expec"),
    ("places", "paragraph: 3", "paragraph: 0", "places.yaml:4: place.cite[1].paragraph: expected"),
    ("places", "paragraph: 3", "paragraph: 9-x", "places.yaml:4: place.cite[1].paragraph: expect"),
    ("places", "paragraph: 3", 'paragraph: "9-8"', "places.yaml:4: place.cite[1].paragraph: expe"),
    ("places", "paragraph: 3", "paragraph: 99999999999", "places.yaml:4: place.cite[1].paragraph"),
    ("places", "source: paper", "source: book", "places.yaml:4: place.cite[1].source: expected th"),
    ("places", "source: paper, ", "", "places.yaml:4: place.cite[1].source: expected"),
    ("places", ", opening:", ", page: 3, opening:", "places.yaml:4: place.cite[1].page: expected"),
    ("victims", "iris\n", "iris\n  slug: A B\n", "victims.yaml:2: victim.slug: expected"),
    ("victims", "value: 35", "value: young", "victims.yaml:9: victim.claims.age[1].value: expec"),
    ("victims", "value: 35", "value: 3.5", "victims.yaml:9: victim.claims.age[1].value: expected"),
    ("victims", "value: 35", f"value: {10**30}", "victims.yaml:9: victim.claims.age[1].value: exp"),
    ("victims", "- value: 35\n", "- basis: stated\n", "victims.yaml:9: victim.claims.age[1].value"),
    (
        "victims",
        "value: 35",
        "shown: maybe\n        value: 35",
        "victims.yaml:9: victim.claims.age[",
    ),
    ("victims", "age:", "height:", "victims.yaml:9: victim.claims.height: expected one of: name,"),
    ("victims", '"2023-01-18"', '"2023-13-18"', "victims.yaml:12: victim.claims.date_of_death[1]"),
    ("victims", '"2023-01-18"', '"18 January"', "victims.yaml:12: victim.claims.date_of_death[1]"),
    ("victims", "value: made-city", "value: lima", "victims.yaml:15: victim.claims.place_of_death"),
    ("victims", "kind: person", "kind: unnamed", "victims.yaml:1: "),
    ("victims", "value: 35\n        cite", "value: 35\n        cite_", "victims.yaml:9: victim.cl"),
    (
        "victims",
        "value: 35",
        "basis: computed\n        value: 35",
        "victims.yaml:9: victim.claims.",
    ),
    ("figures", "figure: 1200", "figure: many", "figures.yaml:5: figure.figure: expected a whole"),
    (
        "figures",
        "figure: 1200",
        f"figure: {2**63}",
        "figures.yaml:5: figure.figure: expected a whol",
    ),
    ("figures", "figure: 1200", "figure: -1", "figures.yaml:"),
    ("figures", "  figure: 1200\n", "", "figures.yaml:1: "),
    ("tolls", "figure: 12", "figure: 12\n  part_of: killed-one", "tolls.yaml:1: "),
    ("events", "T15:00-05:00", "T15:00", "events.yaml:6: event.starts_at: expected a moment with"),
    ("events", "T15:00-05:00", "", "events.yaml:6: event.starts_at: expected a moment with its"),
    ("events", "America/Lima", "America/Nowhere", "events.yaml:"),
    (
        "events",
        "remembers: [iris]",
        "remembers: iris",
        "events.yaml:8: event.remembers: expected a",
    ),
    (
        "events",
        "remembers: [iris]",
        "remembers: [nobody]",
        "events.yaml:8: event.remembers: expect",
    ),
    ("events", "kind: march", "kind: march\n  ends_at: 2023-01-17T15:00-05:00", "events.yaml:1: "),
    ("campaign", "America/Lima", "Mars/Base", "campaign.yaml:"),
    ("campaign", "default_timezone", "timezone", "campaign.yaml:2: campaign.timezone: expected on"),
]


def whole(db) -> dict[str, int]:
    """How many rows every table holds."""
    return {
        table.name: db.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }


@pytest.fixture(scope="module")
def database(sqlite_template, tmp_path_factory):
    from tests.fixtures.seeded import copy_sqlite

    path = tmp_path_factory.mktemp("mistakes") / "test.db"
    copy_sqlite(sqlite_template, path)
    database = Database(f"sqlite:///{path}", pool_size=1)
    yield database
    database.dispose()


@pytest.mark.parametrize(("file", "right", "wrong", "told"), MISTAKES)
def test_a_mistake_is_told_and_nothing_is_written(database, tmp_path, file, right, wrong, told):
    folder = write_pack(tmp_path / "pack", **{file: (right, wrong)})
    with database.reading() as db:
        before = whole(db)
    with pytest.raises(PackError) as refused, one_write(database, clock=lambda: START) as db:
        apply_pack(db, load_pack(folder), now=START)
    lines = str(refused.value).splitlines()
    assert any(line.startswith(told) for line in lines), lines
    with database.reading() as db:
        assert whole(db) == before


def test_every_mistake_is_told_at_once_but_no_more_than_forty(tmp_path):
    folder = write_pack(tmp_path / "pack", places=("kind: city", "kind: town\n  colour: red"))
    (folder / "victims.yaml").write_text("- key: a\n  x: 1\n" * 60)
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    lines = str(refused.value).splitlines()
    assert len(lines) == 41
    assert lines[-1].startswith("… and ")
    assert lines[-1].endswith(" more")


def test_without_a_mistake_it_is_read(tmp_path):
    pack = load_pack(write_pack(tmp_path / "pack"))
    assert [
        (collection.file, record.key, record.line) for collection, record in pack.all_records()
    ] == [
        ("sources.yaml", "paper", 1),
        ("places.yaml", "made-city", 1),
        ("victims.yaml", "iris", 1),
        ("tolls.yaml", "killed-one", 1),
        ("figures.yaml", "marchers", 1),
        ("events.yaml", "made-march", 1),
    ]
