"""The PostgreSQL of the tests is one of the versions that we promise, and each test's own."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from tests.fixtures.lent import Lender
from tests.fixtures.postgres import PostgresServer

MADE = """
create table row (id int generated always as identity primary key, name text unique);
create table part (row_id int not null references row, note text);
create table other (id serial);
insert into row (name) values ('one'), (E'two\\n'), (null);
insert into part values (2, 'kept'), (2, '');
"""
WRITTEN = """
insert into row (name) values ('four');
update row set name = 'changed' where id = 2;
delete from part where note = 'kept';
insert into other default values;
"""


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


class Borrowed:
    """Borrows one copy after another of a made database."""

    def __init__(self, server: PostgresServer) -> None:
        with psycopg.connect(template := server.create_database()) as connection:
            connection.execute(MADE)
        self.template = server.name_of(template)
        self.lender = Lender(server)

    def give_back_after(self, *statements: str) -> str:
        """Borrow one, run these in it, and return its address."""
        lent = self.lender.lend(self.template)
        with psycopg.connect(lent.url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())
        self.lender.free[self.template].append(lent)
        return lent.url


@pytest.fixture
def borrowed(postgres_server: PostgresServer) -> Iterator[Borrowed]:
    borrowed = Borrowed(postgres_server)
    yield borrowed
    borrowed.lender.close()


def held(url: str) -> list[list[tuple[object, ...]]]:
    asked = ("row", "part", "other", "row_id_seq", "other_id_seq")
    with psycopg.connect(url) as connection:
        found = [connection.execute(f"table {name}".encode()).fetchall() for name in asked]
        rows, sequences = found[:3], [[row[::2] for row in rows] for rows in found[3:]]
        return [*rows, *sequences]


def test_what_was_written_in_a_lent_database_is_undone(borrowed: Borrowed):
    url = borrowed.give_back_after()
    rows = [(1, "one"), (2, "two\n"), (3, None)], [(2, "kept"), (2, "")], []
    assert held(url) == [*rows, [(3, True)], [(1, False)]]
    assert borrowed.give_back_after(WRITTEN) == url
    assert held(url) == [
        [(1, "one"), (3, None), (4, "four"), (2, "changed")],
        [(2, "")],
        [(1,)],
        [(4, True)],
        [(1, True)],
    ]
    assert borrowed.give_back_after() == url
    assert held(url) == [*rows, [(3, True)], [(1, False)]]


def test_a_number_that_no_row_took_is_given_back_too(borrowed: Borrowed):
    borrowed.give_back_after("select nextval('other_id_seq')", "select setval('row_id_seq', 70)")
    assert held(borrowed.give_back_after())[3:] == [[(3, True)], [(1, False)]]


def test_who_is_still_connected_is_sent_away_and_has_written_nothing(borrowed: Borrowed):
    url = borrowed.give_back_after()
    with psycopg.connect(url) as left:
        left.execute("delete from part")
        assert borrowed.give_back_after() == url
        with pytest.raises(psycopg.OperationalError):
            left.execute("select 1")
    assert held(url)[1] == [(2, "kept"), (2, "")]


@pytest.mark.parametrize(
    "statement",
    [
        "create table new (n int)",
        "drop table other",
        "alter table row drop constraint row_name_key",
        "create index on part (note)",
        "truncate part",
        "vacuum full part",
        "comment on table row is 'made'",
        "create function made() returns int language sql return 1",
        "analyze row",
    ],
)
def test_a_database_that_was_changed_itself_is_not_lent_again(borrowed: Borrowed, statement: str):
    first = borrowed.give_back_after(statement)
    second = borrowed.give_back_after()
    assert second != first
    assert borrowed.give_back_after() == second


def test_a_database_whose_connections_were_all_ended_is_not_lent_again(borrowed: Borrowed):
    ends = (
        "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    assert borrowed.give_back_after(ends) != borrowed.give_back_after()
