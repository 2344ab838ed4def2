"""Transactions and savepoints: what goes wrong is told as the library tells it."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, OperationalError

from app.kit.db import Database


def test_a_file_that_somebody_else_writes_is_told_as_an_error_of_the_library(tmp_path):
    path = tmp_path / "made.db"
    database = Database(f"sqlite:///{path}", pool_size=1)
    with database.writing() as db:
        db.connection().exec_driver_sql("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(path, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        with database.writing() as db, pytest.raises(OperationalError, match="locked"):
            db.execute(select(1))
        with database.reading() as db:
            assert db.scalar(select(1)) == 1
    with database.writing() as db:
        assert db.scalar(select(1)) == 1
    database.dispose()


def test_a_point_to_return_to_that_is_gone_is_told_as_an_error_of_the_library(database):
    with database.writing() as db:
        inner = db.begin_nested()
        db.connection().connection.driver_connection.execute("ROLLBACK")  # as a full disk does
        with pytest.raises(DBAPIError):
            inner.rollback()
    with database.writing() as db:
        assert db.scalar(select(1)) == 1
