"""Serving, in two processes where the system can: `app.web.handover` says which does what.

The one that reads comes first: it opens the door and answers what is cached. The one that changes
things is forked from it, yields to it when the machine is busy, does what is due, and ends with it.
"""

import asyncio
import multiprocessing
import resource
import signal
import socket
import sys
from contextlib import AbstractContextManager, closing, nullcontext
from multiprocessing.context import ForkProcess
from typing import Any, Protocol

import uvicorn

from app.config import OperatorError, Settings
from app.kit.turns import let_others_go_first
from app.web.asgi import App
from app.web.handover import End, PairConfig, PairServer, channel
from app.web.told import Told

SWITCH_SECONDS = 0.0005
"""How long a thread that computes lets the one wait that answers what is cached."""
KEEP_ALIVE_SECONDS = 20
STOP_SECONDS = 30.0
GONE = "The process that writes has ended; see what it said, and start again."


class MakeApp(Protocol):
    def __call__(self, told: Told, *, writes: bool) -> App:
        """Make the application; one that does not ``write`` refuses to, and has no worker."""
        ...


def serve(settings: Settings, make_app: MakeApp) -> None:
    """Serve until stopped.

    Raises:
        OperatorError: one of the processes ended by itself.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        reading, writing = channel()
        forking = multiprocessing.get_context("fork")
    except (AttributeError, OSError, ValueError):  # no such sockets, or no fork
        uvicorn.run(make_app(Told(), writes=True), **_options(settings))
        return
    _open_many()
    told = Told(processes=2)
    writer = forking.Process(
        target=_write, args=(settings, make_app, told, reading, writing), name="writer"
    )
    writer.start()
    writing.channel.close()
    with closing(reading.channel):  # also if nothing comes of it: then the writer ends too
        app = make_app(told, writes=False)
        server = _Reader(PairConfig(app, end=reading, **_options(settings)), writer)
        server.run()
    if server.is_abandoned:
        raise OperatorError(GONE)


def _open_many() -> None:
    """Let each process hold as many connections as the system lets it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class _Reader(PairServer):
    """Opens the door, and waits for the writer before it ends."""

    def __init__(self, config: PairConfig, writer: ForkProcess) -> None:
        super().__init__(config)
        self._writer = writer

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        await asyncio.to_thread(self._writer.join, STOP_SECONDS)


class _Writer(PairServer):
    """Hears no signal: it ends when the reader does."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override] -- nothing to generate
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        return nullcontext()


def _write(settings: Settings, make_app: MakeApp, told: Told, reading: End, writing: End) -> None:
    reading.channel.close()
    told.speak_as(1)
    let_others_go_first()
    _Writer(PairConfig(make_app(told, writes=True), end=writing, **_options(settings))).run(
        sockets=[]
    )


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "host": settings.host,
        "port": settings.port,
        "access_log": False,
        "log_level": "warning",
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": list(settings.trusted_proxies),
        "server_header": False,
        "ws": "none",
        "date_header": True,
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
    }
