"""A small load generator: keep-alive connections, one request in flight on each.

Raw sockets and epoll, so that it costs little beside the server on the same machine. `run` is a
closed loop: as many requests as are answered. `run_open` sends at given moments, whatever comes
back. Answers must carry Content-Length, as all of ours do.
"""

import random
import select
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

CONNECTIONS = 32


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run saw: answers a second, and milliseconds by quantile."""

    rate: float
    p50: float
    p99: float
    answers: int
    failures: int


class _Connection:
    """One socket, the request it waits for, and what has arrived."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.begun = 0.0
        self.expected = 0
        self.received = 0
        self.head = b""

    def send(self, request: bytes) -> None:
        self.expected, self.received, self.head = 0, 0, b""
        self.begun = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take in what is there; whether the answer is complete."""
        chunk = self.socket.recv(1 << 18)
        if not chunk:
            message = "the server closed the connection"
            raise ConnectionError(message)
        if self.expected:
            self.received += len(chunk)
            return self.received >= self.expected
        self.head += chunk
        end = self.head.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = self.head[:end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        self.expected = end + 4 + length
        self.received = len(self.head)
        return self.received >= self.expected

    @property
    def is_good(self) -> bool:
        return self.head[9:12] in {b"200", b"303", b"304"}


def get(path: str, *, host: str = "127.0.0.1", **headers: str) -> bytes:
    """The bytes of a GET request."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def run(
    address: tuple[str, int],
    requests: Sequence[bytes] | Iterator[bytes],
    *,
    seconds: float,
    warm_up: float = 0.5,
    connections: int = CONNECTIONS,
) -> Measured:
    """Send ``requests`` for ``seconds`` after a warm-up; a sequence round robin.

    What comes in the ``seconds`` counts. The connections are those of the warm-up, so that nothing
    of it is left for the server to do beside what is measured.
    """
    supply = cycle(requests) if isinstance(requests, Sequence) else requests
    crowd = [_Connection(address) for _ in range(connections)]
    for connection in crowd:
        connection.send(next(supply))
    _loop(crowd, supply, warm_up)
    measured = _measured(*_loop(crowd, supply, seconds))
    for connection in crowd:
        connection.socket.close()
    return measured


def run_open(
    address: tuple[str, int], requests: Iterable[bytes], *, rate: float, seconds: float
) -> Measured:
    """Send ``rate`` requests a second at random moments, as people come.

    Time counts from the moment at which a request was to be sent, so that one which is late
    because others are slow is seen to be late.
    """
    chance = random.Random(1)  # noqa: S311 -- moments, not secrets
    due = 0.0
    crowd = _Crowd(address)
    begun = time.perf_counter()
    for request in islice(requests, int(rate * seconds)):
        due += chance.expovariate(rate)
        crowd.wait_until(begun + due)
        crowd.send(request, begun + due)
    crowd.wait_for_all()
    return _measured(crowd.times, crowd.failures, time.perf_counter() - begun)


def _measured(times: list[float], failures: int, taken: float) -> Measured:
    times.sort()
    return Measured(
        rate=len(times) / taken,
        p50=times[len(times) // 2] * 1000,
        p99=times[int(len(times) * 0.99)] * 1000,
        answers=len(times),
        failures=failures,
    )


class _Crowd:
    """As many connections as are needed at once."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address
        self.times: list[float] = []
        self.failures = 0
        self._idle: list[_Connection] = []
        self._waiting: dict[int, _Connection] = {}
        self._poll = select.epoll()

    def send(self, request: bytes, due: float) -> None:
        connection = self._idle.pop() if self._idle else _Connection(self.address)
        number = connection.socket.fileno()
        self._waiting[number] = connection
        self._poll.register(number, select.EPOLLIN)
        connection.send(request)
        connection.begun = due

    def wait_until(self, moment: float) -> None:
        while (left := moment - time.perf_counter()) > 0:
            self._take_in(left)

    def wait_for_all(self) -> None:
        while self._waiting:
            self._take_in(1.0)

    def _take_in(self, seconds: float) -> None:
        for number, _ in self._poll.poll(seconds):
            connection = self._waiting[number]
            if connection.receive():
                self.times.append(time.perf_counter() - connection.begun)
                self.failures += not connection.is_good
                self._poll.unregister(number)
                self._idle.append(self._waiting.pop(number))


def _loop(
    connections: Sequence[_Connection], supply: Iterator[bytes], seconds: float
) -> tuple[list[float], int, float]:
    """Take in what comes for ``seconds`` and send again at once; each waits before and after."""
    waiting = {connection.socket.fileno(): connection for connection in connections}
    poll = select.epoll()
    for number in waiting:
        poll.register(number, select.EPOLLIN)
    times: list[float] = []
    failures = 0
    begun = time.perf_counter()
    end = begun + seconds
    while time.perf_counter() < end:
        for number, _ in poll.poll(1.0):
            connection = waiting[number]
            if connection.receive():
                times.append(time.perf_counter() - connection.begun)
                failures += not connection.is_good
                connection.send(next(supply))
    taken = time.perf_counter() - begun
    poll.close()
    return times, failures, taken
