"""``make bench``: our own figures as ratios of one run, written to ``bench/RESULTS.md``.

Each figure stands beside what the same machine gives in the same run: a bare ASGI answer and a
bare framework route (F). An answer is made cold by sending a cookie, which the page cache never
answers.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench import rows, signing
from bench.load import Measured, get, run
from bench.servers import ROOT, Server, ayni, bare

SECONDS = 5.0
RESULTS = Path(__file__).with_name("RESULTS.md")
COLD = {"Cookie": "bench=cold"}
SMALL, LARGE = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the results."""

    what: str
    seen: str
    ratio: str
    wanted: str


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="ayni-bench-"))
    try:
        lines = measure(folder)
    finally:
        shutil.rmtree(folder)
    text = report(lines)
    RESULTS.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def measure(folder: Path) -> list[Line]:
    with bare("bench.bare:asgi") as server:
        asgi = run(server.address, [get("/")], seconds=SECONDS)
    with bare("bench.bare:framework") as server:
        framework = run(server.address, [get("/")], seconds=SECONDS)
    lines = [
        Line("bare ASGI, 20 kB", told(asgi), "", ""),
        Line("bare framework route, 20 kB (F)", told(framework), "1", ""),
    ]
    with ayni(folder):
        pass  # migrates and seeds
    with ayni(folder) as server:
        lines += pages(server, asgi.rate, framework.rate)
    lines.append(growth(folder))
    lines += sign_ups(folder)
    return lines


def pages(server: Server, asgi: float, framework: float) -> list[Line]:
    lines: list[Line] = []
    for what, path, wanted in (
        ("page, held by the page cache", "/en/events", 1.5),
        ("JSON list, held by the page cache", "/api/v1/events?lang=en", 1.5),
    ):
        seen = run(server.address, [get(path, Accept_Encoding="gzip")], seconds=SECONDS)
        ratio = f"{seen.rate / framework:.2f} × F, {seen.rate / asgi:.2f} × bare ASGI"
        lines.append(Line(what, told(seen), ratio, f"≥ {wanted} × F"))
    for what, path, wanted in (
        ("JSON list, cold", "/api/v1/events?lang=en", 0.10),
        ("HTML list, cold", "/en/events", 0.07),
    ):
        seen = run(server.address, [get(path, **COLD)], seconds=SECONDS)
        lines.append(Line(what, told(seen), f"{seen.rate / framework:.3f} × F", f"≥ {wanted} × F"))
        spread = f"{seen.p99 / seen.p50:.1f}"
        lines.append(Line(f"{what}: p99 / p50", "", spread, "≤ 3"))
    memory = " and ".join(f"{mib:.0f}" for mib in server.resident_mib)
    lines.append(Line("resident memory of each process", f"{memory} MiB", "", "≤ 150"))
    lines.append(
        Line("warm start to the first answer", f"{server.started_in:.2f} s", "", "≤ 1.5 s")
    )
    return lines


def sign_ups(folder: Path) -> list[Line]:
    """Sign-ups with name, address and letter: each is sealed, and a commit of its own."""
    seen = signing.measure(folder)
    lost = seen.coming.answers - seen.coming.failures - seen.kept
    return [
        Line("durable commits of one row, nothing else (R)", f"{seen.commits:,.0f}/s", "1", ""),
        Line("durable sign-ups", told(seen.signing), f"{seen.share:.3f} × R", "≥ 0.05 × R"),
        Line(
            f"sign-ups as people come, {signing.RATE:.0f} a second",
            told(seen.coming),
            f"p99 {seen.coming.p99:.0f} ms, {lost} lost",
            "p99 ≤ 100 ms, 0 lost",
        ),
        Line(
            f"page, held by the page cache, while they come; {signing.READERS} connections",
            f"{seen.quiet:,.0f} → {seen.busy:,.0f}/s",
            f"{seen.busy / seen.quiet:.2f} × its quiet rate",
            "≥ 0.9 × its quiet rate",
        ),
    ]


def growth(folder: Path) -> Line:
    """A list of the API at a million rows against a thousand: first pages and deep ones."""
    seen: dict[int, Measured] = {}
    for count in (SMALL, LARGE):
        data = folder / f"rows-{count}"
        data.mkdir()
        shutil.copy(folder / "ayni.db", data / "ayni.db")
        rows.fill(data / "ayni.db", count)
        with ayni(data) as server:
            seen[count] = run(server.address, deep_pages(server), seconds=SECONDS)
    p50 = seen[LARGE].p50 / seen[SMALL].p50
    p99 = seen[LARGE].p99 / seen[SMALL].p99
    return Line(
        "JSON list, cold, 1M rows against 1k",
        f"p50 {seen[SMALL].p50:.1f} → {seen[LARGE].p50:.1f} ms,"
        f" p99 {seen[SMALL].p99:.1f} → {seen[LARGE].p99:.1f} ms",
        f"p50 {p50:.2f}, p99 {p99:.2f}",
        "p50 ≤ 2.5, p99 ≤ 6",
    )


def deep_pages(server: Server) -> list[bytes]:
    """Requests for twenty successive pages, found by following `next`."""
    import httpx2  # noqa: PLC0415 -- a dependency of development only

    requests: list[bytes] = []
    address = f"http://127.0.0.1:{server.port}/api/v1/events?limit=20"
    for _ in range(20):
        path = "/" + address.split("/", 3)[3]
        requests.append(get(path, **COLD))
        following = httpx2.get(f"http://127.0.0.1:{server.port}{path}").json()["next"]
        if following is None:
            break
        address = following
    return requests


def told(seen: Measured) -> str:
    failed = f", {seen.failures} failed" if seen.failures else ""
    return f"{seen.rate:,.0f}/s, p50 {seen.p50:.1f} ms, p99 {seen.p99:.1f} ms{failed}"


def report(lines: list[Line]) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 -- git is on the path
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    table = "\n".join(f"| {row.what} | {row.seen} | {row.ratio} | {row.wanted} |" for row in lines)
    return (
        "# Figures of one run\n\n"
        f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}. 32 connections; server and load share the"
        " machine. Only the ratios inside one run count.\n\n"
        "| what | seen | ratio | wanted |\n|---|---|---|---|\n"
        f"{table}\n"
    )
