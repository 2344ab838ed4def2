"""On paper: a flyer to print, and the code that a phone reads."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from app.events import labels, queries
from app.events.clocks import clock_line
from app.events.times import is_exact
from app.kit.errors import NotFound
from app.kit.languages import Language
from app.publishing.enums import SHORT_LINK, PublicKind
from app.publishing.queries import code_of, current_slug, slug_of_code
from app.web.hop import Db, Router
from app.web.i18n import day, partial_date, translated
from app.web.page import Pages, PublicPage, Response

router = Router()
KIND = PublicKind.EVENT
CALLING = {"host", "calls"}
QUIET_ZONE = 4
"""Light fields around the code, ISO/IEC 18004, 5.3.8."""


class Paper(StrEnum):
    A4 = "a4"
    A5 = "a5"


class FlyerQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    paper: Paper = Paper.A4


@router.get("/{lang:lang}/events/{slug:slug}/flyer")
def flyer(page: PublicPage, db: Db, slug: str, query: Annotated[FlyerQuery, Query()]) -> Response:
    """One sheet that tells what there is to know; slogans are never on it."""
    found = queries.one(db, lang=page.lang, name=slug)
    if found is None:
        new = current_slug(db, kind=KIND, former=slug)
        if new is None:
            raise NotFound
        return page.moved(f"/{page.lang}/events/{new}/flyer")
    event = page.read(found.body)
    code = code_of(db, kind=KIND, record_id=found.id)
    return page.render(
        "events/flyer.html",
        event=event,
        paper=query.paper.value,
        papers=[paper.value for paper in Paper],
        kind=translated(labels.KINDS, page.lang)[event["kind"]],
        when=_when(event, page.lang),
        clock=clock_line(event, lang=page.lang, home=event["timezone"]),
        calling=_calling(event),
        code=code,
        host=page.base.partition("://")[2],  # as somebody types it from paper
    )


@router.get("/qr/e/{code:code}.svg")
def qr_code(pages: Pages, db: Db, code: str) -> Response:
    """The short link of an event as a QR code, black on white whatever is around it."""
    import segno  # noqa: PLC0415 -- no start waits for it

    if slug_of_code(db, kind=KIND, code=code) is None:
        raise NotFound
    page = pages.open(Language.ENGLISH)  # a picture is in no language
    file = BytesIO()
    segno.make(f"{page.base}/{SHORT_LINK[KIND]}/{code}", error="m", micro=False).save(
        file, kind="svg", border=QUIET_ZONE, light="#fff", xmldecl=False, omitsize=True
    )
    return page.file(file.getvalue(), media_type="image/svg+xml", name=f"{code}.svg")


def _when(event: Mapping[str, Any], lang: str) -> str:
    """With the day of the week, where it is one day."""
    text: str | None = event["date"]
    if not text:
        return ""
    if is_exact(text) and "/" not in text:
        return day(date.fromisoformat(text), lang, style="full")
    return partial_date(text, lang)


def _calling(event: Mapping[str, Any]) -> str:
    names = [host["name"] for host in event["hosts"] if host["role"] in CALLING]
    return " · ".join(dict.fromkeys(names))
