"""Statements on the driver's own cursor: the same values, the same errors as SQLAlchemy's."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, PendingRollbackError

from app.jobs.enums import JobStatus
from app.jobs.models import Job, PeriodicTask
from app.kit.prepared import Prepared, PreparedRow, forget_once, insert_plain, once

NOW = datetime(2026, 11, 27, 12, 30, 1, 250_000, tzinfo=UTC)
WAITING = Prepared(
    select(Job.id, Job.payload, Job.status, Job.due_at, Job.lease_until)
    .where(Job.status == JobStatus.WAITING, Job.due_at <= bindparam("now"))
    .order_by(Job.id)
)

BY_NUMBER = PreparedRow(Job, select(Job).where(Job.id == bindparam("number")))


def a_job(**more) -> dict[str, Any]:
    told = {"kind": "made", "payload": {"ñ": [1, None]}, "status": JobStatus.WAITING}
    return {**told, "attempts": 0, "due_at": NOW, "created_at": NOW, **more}


def test_values_come_back_as_they_went_in(database):
    with database.writing() as db:
        numbers = [insert_plain(db, Job, a_job()), insert_plain(db, Job, a_job(lease_until=NOW))]
        insert_plain(db, Job, a_job(status=JobStatus.DEAD))
        db.commit()
    with database.reading() as db:
        found = WAITING.rows(db, now=NOW)
        assert (WAITING.first(db, now=NOW), WAITING.scalar(db, now=NOW)) == (found[0], numbers[0])
        assert WAITING.first(db, now=NOW.replace(year=2025)) is None
        assert WAITING.scalar(db, now=NOW.replace(year=2025)) is None
        by_the_library = [tuple(row) for row in db.execute(WAITING.statement, {"now": NOW})]
    told = ({"ñ": [1, None]}, JobStatus.WAITING, NOW)
    assert found == [(numbers[0], *told, None), (numbers[1], *told, NOW)] == by_the_library


def test_what_the_session_has_yet_to_write_is_seen(database):
    with database.writing() as db:
        db.add(Job(**a_job()))
        assert len(WAITING.rows(db, now=NOW)) == 1


def test_a_whole_row_is_one_that_the_session_knows(database):
    with database.writing() as db:
        number = insert_plain(db, Job, a_job())
        job = BY_NUMBER.one(db, number=number)
        told = {name: getattr(job, name) for name in a_job()}
        job.kind = "changed"
        db.flush()
        db.execute(update(Job).values(attempts=7).execution_options(synchronize_session=False))
        again = BY_NUMBER.one(db, number=number)
        db.commit()
    assert (told, BY_NUMBER.one(db, number=number + 1)) == (a_job(), None)
    assert again is job
    assert (job.kind, job.attempts) == ("changed", 7)


def test_a_point_to_return_to_holds_for_them_too(database):
    with database.writing() as db:
        insert_plain(db, Job, a_job())
        inner = db.begin_nested()
        insert_plain(db, Job, a_job())
        with pytest.raises(IntegrityError):
            insert_plain(db, Job, a_job(attempts=-1))
        inner.rollback()
        assert len(WAITING.rows(db, now=NOW)) == 1


def test_nothing_is_written_once_something_failed(database):
    with database.writing() as db:
        insert_plain(db, Job, a_job())
        db.add(Job(**a_job(attempts=-1)))
        with pytest.raises(IntegrityError):
            db.flush()
        with pytest.raises(PendingRollbackError):
            insert_plain(db, Job, a_job())
        with pytest.raises(PendingRollbackError):
            db.commit()
    with database.reading() as db:
        assert WAITING.rows(db, now=NOW) == []


def test_an_error_is_the_librarys_and_adds_no_values(database):
    task = {"name": "zzsecret", "due_at": NOW}
    with database.writing() as db:
        insert_plain(db, PeriodicTask, task)
        with pytest.raises(IntegrityError) as refused:
            insert_plain(db, PeriodicTask, task)
    assert isinstance(refused.value.orig, database.writer.dialect.loaded_dbapi.IntegrityError)
    assert "zzsecret" not in str(refused.value).replace(str(refused.value.orig), "")
    with database.reading() as db:
        assert db.scalars(select(PeriodicTask.name)).all() == []  # rolled back


def test_a_connection_that_broke_is_told_and_given_up(database):
    with database.reading() as db:
        db.connection().connection.driver_connection.close()
        with pytest.raises(DBAPIError) as refused:
            WAITING.rows(db, now=NOW)
        assert refused.value.connection_invalidated
    with database.reading() as db:
        assert WAITING.rows(db, now=NOW) == []


def test_a_value_that_is_not_given_is_missed(database):
    with database.reading() as db, pytest.raises(KeyError):
        WAITING.rows(db)


def test_what_is_held_is_found_once_in_a_transaction(database):
    asked: list[str] = []

    def find(what: str | None) -> str | None:
        asked.append(str(what))
        return what

    with database.writing() as db:
        db.connection()
        found = [once(db, "key", partial(find, what)) for what in (None, "a", "b")]
        with database.part_of(db) as part:
            found += [once(db, "key", partial(find, "c")), once(db, "other", partial(find, "d"))]
            part.is_kept = True
        with database.part_of(db):
            found.append(once(db, "key", partial(find, "e")))
        found.append(once(db, "key", partial(find, "f")))
        forget_once(db, "key")
        found.append(once(db, "key", partial(find, "h")))
        db.commit()
        found.append(once(db, "key", partial(find, "g")))
    assert found == [None, "a", "a", "a", "d", "a", "f", "h", "g"]
    assert asked == ["None", "a", "d", "f", "h", "g"]
