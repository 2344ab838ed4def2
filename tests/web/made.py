"""Made routes: what the real ones could do wrong, and what none of them does yet."""

import threading
from collections import Counter
from typing import Annotated

from fastapi import Body
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from app.history.enums import Role
from app.history.inputs import Act
from app.history.models import JournalEntry
from app.history.service import write_journal
from app.kit import errors as kit_errors
from app.kit.generation import raise_public_version
from app.sources import service as sources
from app.sources.enums import SourceKind
from app.sources.inputs import SourceInput
from app.web.hop import Db, Hop, Inject, Now, Router
from app.web.page import ReaderLanguages

CANARY = "zzcanary-4711"
ACT = Act(role=Role.COORDINATOR)
KINDS = {
    fault.__name__: fault
    for fault in vars(kit_errors).values()
    if isinstance(fault, type) and issubclass(fault, kit_errors.Fault)
}


def _public(hop: Hop) -> Hop:
    hop.cacheable = True
    return hop


Public = Annotated[Hop, Inject(_public)]


def request_from(address: str) -> Request:
    """What a client of that address sends."""
    return Request({"type": "http", "headers": [], "client": (address, 4711)})


class MadeRoutes:
    """Counts which handlers ran; ``gate`` lets slow ones meet."""

    def __init__(self) -> None:
        self.ran: Counter[str] = Counter()
        self.gate: threading.Barrier | None = None
        self.router = Router()
        add = self.router.add_api_route
        add("/made/public", self.public)
        add("/made/choice", self.by_language)
        add("/made/once", self.once, methods=["GET", "POST"])
        add("/made/once/changed/{status}", self.once_changed, methods=["POST"])
        add("/made/sized", self.sized)
        add("/made/now", self.time_dependent)
        add("/made/cookie", self.sets_cookie)
        add("/made/missing", self.missing)
        add("/made/slow", self.slow)
        add("/made/slow", self.slow, methods=["POST"])
        add("/made/writes", self.writes_in_a_get)
        add("/made/note/{status}", self.note, methods=["POST", "PUT", "PATCH", "DELETE"])
        add("/made/source", self.save_source, methods=["POST"])
        add("/made/body", self.takes_body, methods=["POST"])
        add("/api/v1/made/body", self.takes_body, methods=["POST"])
        add("/made/unavailable", self.unavailable)
        add("/made/broken", self.broken, methods=["GET", "POST"])
        add("/api/v1/made/broken", self.broken, methods=["GET", "POST"])
        add("/{lang:lang}/made/fault/{kind}", self.fault)
        add("/api/v1/made/fault/{kind}", self.fault)

    def public(self, hop: Public) -> Response:
        asked = hop.request.headers.get("accept-language", "")
        return self._counted("public", f" {hop.request.url.query} {asked}")

    def by_language(self, hop: Public, reader: ReaderLanguages) -> Response:
        return self._counted("choice", f" {reader.choose('en')}")

    def once(self, hop: Public) -> Response:
        return PlainTextResponse(hop.once("made", self._once))

    def once_changed(self, hop: Public, db: Db, status: int) -> Response:
        raise_public_version(db)
        return PlainTextResponse(hop.once("made", self._once), status)

    def _once(self) -> str:
        self.ran["once"] += 1
        return f"once {self.ran['once']}"

    def sized(self, hop: Public, size: int, number: int) -> Response:
        return self._counted(f"sized {number}", "x" * size)

    def time_dependent(self, hop: Public, now: Now) -> Response:
        return self._counted("now", now.isoformat())

    def sets_cookie(self, hop: Public) -> Response:
        response = self._counted("cookie", "")
        response.set_cookie("made", "1")
        return response

    def missing(self, hop: Public) -> Response:
        self.ran["missing"] += 1
        return PlainTextResponse("nothing", 404)

    def slow(self, db: Db) -> Response:
        assert self.gate is not None
        db.execute(select(JournalEntry)).all()
        self.gate.wait(10)
        return self._counted("slow", "")

    def writes_in_a_get(self, db: Db) -> Response:
        raise_public_version(db)
        return PlainTextResponse("written")

    def note(self, db: Db, now: Now, status: int) -> Response:
        """Write a row and answer with a status; 0 raises instead."""
        write_journal(db, action="made", kind="made", record_id="x_made", act=ACT, now=now)
        db.flush()
        if not status:
            raise ValueError(CANARY)
        return Response(status_code=status)

    def save_source(self, db: Db, now: Now, title: str) -> Response:
        wanted = SourceInput(
            slug="made-paper", kind=SourceKind.ARTICLE, title=title, title_language="en"
        )
        sources.save(db, record_id="so_made", wanted=wanted, act=ACT, now=now)
        return Response(status_code=204)

    def takes_body(self, body: Annotated[dict[str, str], Body()]) -> Response:
        return JSONResponse({"names": sorted(body)})

    def broken(self, word: str = "") -> Response:
        raise RuntimeError(f"{CANARY} {word}")

    def unavailable(self) -> Response:
        raise kit_errors.Unavailable

    def fault(self, kind: str) -> Response:
        raise KINDS[kind]

    def _counted(self, name: str, text: str) -> Response:
        self.ran[name] += 1
        return PlainTextResponse(f"{name} {self.ran[name]}{text}")
