"""Servers for a benchmark: a process each, on a free port, with its memory."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 300  # a first start migrates and seeds, on a machine that may be busy


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``started_in`` is the time to its first answer, in seconds."""

    process: "subprocess.Popen[bytes]"
    port: int
    started_in: float

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def resident_mib(self) -> list[float]:
        """Resident memory now, of the process and of those that it forked."""
        own = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [_resident_mib(pid) for pid in (self.process.pid, *own.read_text().split())]


def _resident_mib(pid: int | str) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


@contextmanager
def bare(target: str) -> Iterator[Server]:
    """``bench.bare:asgi`` or ``bench.bare:framework`` under the same server as ours."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", target, "--port", str(port)]
    command += ["--no-access-log", "--log-level", "warning"]
    with _running(command, port, {}) as server:
        yield server


@contextmanager
def ayni(data: Path, **settings: str) -> Iterator[Server]:
    """``ayni serve`` on a data folder."""
    port = free_port()
    environment = {
        "AYNI_DATA_DIR": str(data),
        "AYNI_PORT": str(port),
        **{f"AYNI_{name.upper()}": value for name, value in settings.items()},
    }
    command = [str(Path(sys.executable).with_name("ayni")), "serve"]
    with _running(command, port, environment) as server:
        yield server


@contextmanager
def _running(command: list[str], port: int, settings: Mapping[str, str]) -> Iterator[Server]:
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 -- our own commands
        command,
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield Server(process, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    request = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as probe:
                probe.sendall(request)
                if probe.recv(12).startswith(b"HTTP/1.1"):
                    return
        except OSError:
            time.sleep(0.02)
    message = "the server did not answer"
    raise RuntimeError(message)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
