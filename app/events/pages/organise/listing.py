"""Somebody's own events: drafts, what comes next, what was."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from app.accounts.workspace import Workspace
from app.campaign.queries import campaign
from app.events import queries
from app.events.access import MayEdit, writer_of
from app.events.labels import KINDS
from app.events.listing import lines
from app.events.models import Event
from app.events.queries import Wanted
from app.events.service.showing import called
from app.web.hop import Db, Now, Router
from app.web.i18n import translated
from app.web.listing import ListingQuery

router = Router()
PATH = "/organise/events"
UPCOMING, PAST, DRAFTS = 50, 20, 50


@router.get(PATH)
def list_own(
    page: Workspace, access: MayEdit, db: Db, now: Now, query: Annotated[ListingQuery, Query()]
) -> Response:
    writer = writer_of(access)
    hosts = None if writer.edits_all else writer.organisation_ids
    wanted = Wanted(hosts=hosts)
    after = query.after(PATH)
    coming = queries.upcoming(db, lang=page.lang, after=now, limit=UPCOMING, wanted=wanted)
    gone = queries.past(db, lang=page.lang, before=now, limit=PAST, wanted=wanted, after=after)
    home = campaign(db).default_timezone

    def own(bodies: Sequence[bytes]) -> list[dict[str, Any]]:
        events = [page.read(body) for body in bodies]
        told = lines(events, lang=page.lang, now=now, home=home)
        return [
            {**line, "url": f"{PATH}/{event['id']}"}
            for line, event in zip(told, events, strict=True)
        ]

    return page.render(
        "organise/events/list.html",
        drafts=[_draft(row, page.lang) for row in queries.drafts(db, hosts=hosts, limit=DRAFTS)],
        upcoming=own(coming.bodies),
        past=own(gone.bodies),
        asked=len(queries.co_host_requests(db, organisation_ids=access.organisation_ids)),
        next_url=query.further(PATH, gone.next),
        first_url=PATH if query.cursor else None,
    )


def _draft(row: Event, lang: str) -> dict[str, Any]:
    day = date.fromisoformat(row.starts_wall[:10]) if row.starts_wall else None
    return {
        "title": called(row.title, lang),
        "url": f"{PATH}/{row.id}",
        "kind": translated(KINDS, lang)[row.kind],
        "day": day or (row.date.low if row.date else None),
    }
