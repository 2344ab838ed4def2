"""Two processes at one address: one answers whoever reads, the other whoever changes something.

A connection is handed to the process that its next request belongs to, with what has been read of
that request, over a socket between the two (``SCM_RIGHTS``). So nothing is passed on byte by byte,
and what takes long in one process keeps nobody waiting in the other. Reading can be done by either;
a change that cannot be handed over is refused for the moment, since one process alone writes.

This is the one place that knows the server (uvicorn) from within.
"""

import asyncio
import socket
from dataclasses import dataclass
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

READS = (b"GET ", b"HEAD ", b"OPTIONS ")
MOST = 1 << 18
"""Bytes that are handed over with a connection; the server reads no more at once."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of what lies between the two; ``reads`` if GET belongs here."""

    channel: socket.socket
    reads: bool

    def belongs_elsewhere(self, beginning: bytes) -> bool:
        return beginning.startswith(READS) is not self.reads

    def give(self, connection: int, beginning: bytes) -> bool:
        """Hand over a connection; false if the other is not there, or has enough to do."""
        try:
            socket.send_fds(self.channel, [beginning], [connection])
        except OSError:
            return False
        return True

    def take(self) -> tuple[bytes, socket.socket]:
        """What was handed over.

        Raises:
            BlockingIOError: nothing was, or there is no file descriptor left to take it.
            EOFError: the other is gone.
        """
        beginning, connections, _, _ = socket.recv_fds(self.channel, MOST, 1)
        if not beginning:
            raise EOFError
        if not connections:
            raise BlockingIOError
        return beginning, socket.socket(fileno=connections[0])


def channel() -> tuple[End, End]:
    """The ends of the reading and of the writing process.

    Raises:
        OSError: this system has no such thing.
    """
    reading, writing = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in (reading, writing):
        end.settimeout(0)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * MOST)
    return End(reading, reads=True), End(writing, reads=False)


class PairConfig(uvicorn.Config):
    """How one of the two serves."""

    def __init__(self, app: Any, *, end: End, **options: Any) -> None:
        super().__init__(app, http=PassingOn, **options)
        self.end = end


class PassingOn(HttpToolsProtocol):
    """A connection that goes where its next request belongs."""

    config: PairConfig
    beginning = b""
    """What was read of its first request before it came here."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] -- narrowed by uvicorn too
        super().connection_made(transport)
        if self.beginning:
            super().data_received(self.beginning)
        if self.flow.read_paused:  # the loop is about to begin to read, whatever was said so far
            self.loop.call_soon(self._pause_again)

    def _pause_again(self) -> None:
        if self.flow.read_paused and not self.transport.is_closing():
            self.transport.pause_reading()

    def data_received(self, data: bytes) -> None:
        end = self.config.end
        if not (end.belongs_elsewhere(data) and self._is_idle() and self._goes(end, data)):
            super().data_received(data)

    def _is_idle(self) -> bool:
        """Whether what comes begins a request, and nothing of an answer is left to send."""
        scope, cycle = cast("Any", self.scope), cast("Any", self.cycle)  # None before the first
        if scope is None:
            return True
        return (
            cycle is not None
            and cycle.scope is scope
            and cycle.response_complete
            and not cycle.more_body
            and not self.pipeline
            and not self.transport.get_write_buffer_size()
        )

    def _goes(self, end: End, beginning: bytes) -> bool:
        """Leave the connection to the other process; what is closed here stays open there."""
        if not end.give(self.transport.get_extra_info("socket").fileno(), beginning):
            return False
        self._unset_keepalive_if_required()
        self.transport.abort()
        return True


class PairServer(uvicorn.Server):
    """One of the two; ``is_abandoned`` once the other is gone, and then it stops."""

    config: PairConfig

    def __init__(self, config: PairConfig) -> None:
        super().__init__(config)
        self.is_abandoned = False
        self._coming: set[asyncio.Task[Any]] = set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        asyncio.get_running_loop().add_reader(self.config.end.channel, self._take)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().remove_reader(self.config.end.channel)
        self.config.end.channel.close()
        await super().shutdown(sockets)

    def _take(self) -> None:
        try:
            beginning, connection = self.config.end.take()
        except (BlockingIOError, ConnectionError):  # what comes after is still to be had
            return
        except EOFError:
            self.is_abandoned = self.should_exit = True
            asyncio.get_running_loop().remove_reader(self.config.end.channel)
            return
        coming = asyncio.get_running_loop().create_task(self._welcome(beginning, connection))
        self._coming.add(coming)
        coming.add_done_callback(self._coming.discard)

    async def _welcome(self, beginning: bytes, connection: socket.socket) -> None:
        def protocol() -> PassingOn:
            made = PassingOn(self.config, self.server_state, self.lifespan.state)
            made.beginning = beginning
            return made

        await asyncio.get_running_loop().connect_accepted_socket(protocol, connection)
