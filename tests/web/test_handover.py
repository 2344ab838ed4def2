"""Two processes at one address: whoever reads waits for nobody who writes."""

import os
import re
import resource
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection

import httpx2
import pytest

from app.kit.turns import NICE
from app.web.handover import MOST, channel
from app.web.told import UNKNOWN, Told
from tests.accounts.test_command import PASSWORD
from tests.fixtures.forms import fields_of
from tests.fixtures.server import RunningServer, running

WRONG = "password=not+this+one"
SIGN_IN = "/organise/sign-in"
FORM = {"content-type": "application/x-www-form-urlencoded"}
PAGE = "/en/events"
NOT_YET = 1.0  # seconds in which a stopped process answers nothing
ENDS_WITHIN = 30.0


@pytest.fixture(scope="module")
def server(tmp_path_factory, forked) -> Iterator[RunningServer]:
    with running(tmp_path_factory.mktemp("server"), forked, seed="none") as started:
        yield started


@pytest.fixture
def connection(server):
    with closing(HTTPConnection("127.0.0.1", port_of(server), timeout=20)) as connection:
        yield connection


def port_of(server) -> int:
    return int(server.base_url.rpartition(":")[2])


def get(connection: HTTPConnection, path: str = PAGE) -> int:
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def post(connection: HTTPConnection, body: str | bytes = WRONG) -> int:
    connection.request("POST", SIGN_IN, body, FORM)
    answer = connection.getresponse()
    answer.read()
    return answer.status


@contextmanager
def stopped(process: int) -> Iterator[None]:
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def is_there(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def until_gone(process: int) -> bool:
    end = time.monotonic() + ENDS_WITHIN
    while is_there(process) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_there(process)


def test_readers_do_not_wait_while_the_one_that_writes_is_held_up(server, connection):
    assert [get(connection), post(connection), get(connection), post(connection)] == [
        200,
        422,
        200,
        422,
    ]
    assert get(connection) == 200  # it has come back
    with stopped(server.writer):
        assert [get(connection), get(connection, "/fr/events")] == [200, 200]
        connection.request("POST", SIGN_IN, WRONG, FORM)
        connection.sock.settimeout(NOT_YET)
        with pytest.raises(TimeoutError):
            connection.sock.recv(1, socket.MSG_PEEK)
    connection.sock.settimeout(20)
    assert connection.getresponse().status == 422


def test_writers_do_not_wait_while_the_one_that_reads_is_held_up(server, connection):
    assert post(connection) == 422
    with stopped(server.process.pid):
        assert [post(connection), post(connection)] == [422, 422]


def test_the_one_that_writes_lets_the_other_go_first(server):
    reader = server.process.pid
    yields = [os.getpriority(os.PRIO_PROCESS, each) for each in (reader, server.writer)]
    assert yields[1] - yields[0] == min(NICE, 19 - yields[0])
    policies = [os.sched_getscheduler(each) for each in (reader, server.writer)]
    assert policies == [os.SCHED_OTHER, os.SCHED_BATCH]


def test_a_request_arrives_whole_however_it_is_sent(server, connection):
    """In pieces, and more of it than goes over at once; what cannot go over has to come again."""
    head = f"POST {SIGN_IN} HTTP/1.1\r\nHost: made.example\r\nContent-Length: {len(WRONG)}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n"
    whole = f"{head}\r\n{WRONG}".encode()
    reads = f"GET {PAGE} HTTP/1.1\r\nHost: made.example\r\n\r\n".encode()
    ends = f"GET {PAGE} HTTP/1.1\r\nHost: made.example\r\nConnection: close\r\n\r\n".encode()
    assert statuses(server, [whole[:2], whole[2:40], whole[40:-3], whole[-3:], ends]) == [422, 200]
    assert statuses(server, [reads + whole + ends]) == [200, 503]
    assert statuses(server, [whole + reads[:3], reads[3:] + whole, ends]) == [422, 200, 422, 200]
    assert [post(connection, b"a" * (2 * MOST)), get(connection)] == [422, 200]


def statuses(server, pieces: list[bytes]) -> list[int]:
    """What is answered to these bytes until the server closes."""
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=20) as sent:
        sent.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            sent.sendall(piece)
            time.sleep(0.05)  # so that each piece arrives by itself
        told = b"".join(iter(lambda: sent.recv(1 << 16), b""))
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", told)]


def test_what_was_saved_is_on_every_page_once_the_answer_is_there(server, command):
    create = ("account", "create", "--handle", "wayra", "--name", "Made", "--role", "coordinator")
    typed = f"{PASSWORD}\n"
    command(*create, "--password-stdin", typed=typed, data_dir=server.folder / "data", seed="none")
    own = {"origin": server.base_url}
    with httpx2.Client(base_url=server.base_url, headers=own) as organiser:
        organiser.post(SIGN_IN, data={"handle": "wayra", "password": PASSWORD})
        with httpx2.Client(base_url=server.base_url) as reader:
            for number in range(20):
                fields = fields_of(organiser.get("/organise/campaign").text)
                name = f"Made Campaign {number}."
                fields |= {"name": name, "default_timezone": "Europe/Paris"}
                assert organiser.post("/organise/campaign", data=fields).status_code == 303
                assert name in reader.get("/es/").text
                assert name in reader.get("/es/").text  # and from the cache


def test_they_end_together(serve):
    """Asked to stop, or when one of them dies; none is left behind."""
    asked = serve()
    writer = asked.writer
    assert (asked.stop(), until_gone(writer)) == (-signal.SIGTERM, True)

    left = serve()
    os.kill(left.writer, signal.SIGKILL)
    assert left.process.wait(ENDS_WITHIN) == 1
    assert left.output.splitlines()[-1].startswith("The process that writes has ended")

    lost = serve()
    writer = lost.writer
    lost.process.kill()
    lost.process.wait()
    assert until_gone(writer)


def test_a_server_that_cannot_begin_leaves_nobody_behind(server, command, tmp_path):
    status, _, complaint = command(
        "serve", data_dir=tmp_path / "other", port=port_of(server), seed="none"
    )
    assert (status, "address already in use" in complaint) == (3, True)


def test_who_has_no_room_for_a_connection_loses_that_one_alone():
    reading, writing = channel()
    with closing(reading.channel), closing(writing.channel), socket.socket() as connection:
        assert reading.give(connection.fileno(), b"POST / HTTP/1.1\r\n")
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
            try:
                writing.take()
            except BlockingIOError:
                os._exit(0)
            finally:
                os._exit(1)
        assert os.waitpid(child, 0)[1] == 0


def test_a_full_channel_is_said_to_be_full():
    reading, writing = channel()
    with closing(reading.channel), socket.socket() as connection:
        handed = 0
        while reading.give(connection.fileno(), b"POST / HTTP/1.1\r\n"):
            handed += 1
        assert handed > 1
        beginning, taken = writing.take()
        with taken:
            assert (beginning, taken.family) == (b"POST / HTTP/1.1\r\n", connection.family)
        for _ in range(handed - 1):
            writing.take()[1].close()
        with pytest.raises(BlockingIOError):
            writing.take()
        writing.channel.close()
        assert not reading.give(connection.fileno(), b"POST / HTTP/1.1\r\n")


def test_what_one_process_tells_all_know_and_nobody_takes_back():
    told = Told(processes=2)
    assert told.highest == UNKNOWN
    told.tell(7)
    child = os.fork()
    if child == 0:
        told.speak_as(1)
        told.tell(9 if told.highest == 7 else 0)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    told.tell(8)
    assert told.highest == 9
