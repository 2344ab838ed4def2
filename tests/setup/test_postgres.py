"""The PostgreSQL of the tests is one of the versions that we promise, and each test's own."""

from collections.abc import Callable

import psycopg


def test_version_and_zone(create_database: Callable[..., str]):
    with psycopg.connect(create_database()) as connection:
        assert connection.info.server_version >= 150000
        assert connection.execute("show timezone").fetchall() == [("America/Lima",)]


def test_a_copy_holds_what_its_template_held(create_database: Callable[..., str]):
    template = create_database()
    with psycopg.connect(template) as connection:
        connection.execute("create table kept (n int)")
        connection.execute("insert into kept values (7)")
    name = template.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(create_database(name)) as connection:
        assert connection.execute("select n from kept").fetchall() == [(7,)]


def test_two_connections_meet(create_database: Callable[..., str]):
    url = create_database()
    with psycopg.connect(url, autocommit=True) as one, psycopg.connect(url) as other:
        one.execute("create table seat (n int unique)")
        other.execute("insert into seat values (1)")
        one.execute("set lock_timeout = '50ms'")
        try:
            one.execute("insert into seat values (1)")
        except psycopg.errors.LockNotAvailable:
            return
        raise AssertionError
