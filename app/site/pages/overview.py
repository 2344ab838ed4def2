"""The workspace's first page: who is at the door today, what comes next, what waits for whom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.responses import Response

from app.accounts.access import Access, Signed
from app.accounts.enums import Permission
from app.accounts.workspace import Workspace, WorkspacePage
from app.campaign.queries import campaign
from app.events import queries as events
from app.events.access import writer_of
from app.events.enums import EventStatus
from app.events.listing import lines
from app.events.queries import Wanted
from app.jobs.queries import dead_count
from app.mail.service import LETTERS
from app.signups import queries as sign_ups
from app.signups.gathering import gathering
from app.web.hop import Db, Now, Router

router = Router()
NEXT, TODAY = 5, 20


@router.get("/organise")
def overview(page: Workspace, db: Db, now: Now, access: Signed) -> Response:
    writer, home = writer_of(access), campaign(db).default_timezone
    hosts = None if writer.edits_all else writer.organisation_ids

    def told(bodies: Sequence[bytes]) -> list[dict[str, Any]]:
        return _told(page, db, bodies, now=now, home=home)

    today = now.astimezone(ZoneInfo(home)).date()
    on_today = Wanted(hosts=hosts, status=EventStatus.PUBLISHED, after=today, before=today)
    now_on, coming = [], []
    if access.may(Permission.CHECK_IN):
        found = events.listed(db, lang=page.lang, wanted=on_today, limit=TODAY)
        now_on = [line for line in told(found.bodies) if line["counts"] is not None]
    if access.may(Permission.EVENTS_EDIT):
        wanted = Wanted(hosts=hosts)
        found = events.upcoming(db, lang=page.lang, after=now, limit=NEXT, wanted=wanted)
        coming = told(found.bodies)
    return page.render(
        "organise/home.html",
        name=access.name,
        today=now_on,
        coming=coming,
        **_waiting(page, db, access),
    )


def _told(
    page: WorkspacePage, db: Db, bodies: Sequence[bytes], *, now: datetime, home: str
) -> list[dict[str, Any]]:
    """Lines of events, each with its home in the workspace and the sums of its sign-ups."""
    read = [page.read(body) for body in bodies]
    return [
        {
            **line,
            "url": f"/organise/events/{event['id']}",
            "counts": sign_ups.counts(db, event["id"]),
        }
        for line, event in zip(lines(read, lang=page.lang, now=now, home=home), read, strict=True)
    ]


def _waiting(page: WorkspacePage, db: Db, access: Access) -> dict[str, Any]:
    """What waits for this account to do something."""
    edits = access.may(Permission.EVENTS_EDIT)
    asked = events.co_host_requests(db, organisation_ids=access.organisation_ids) if edits else ()
    awaited = (
        sign_ups.awaited_lists(db, access.account_id) if access.may(Permission.LISTS_READ) else ()
    )
    named = [(event_id, gathering(db, name=event_id, lang=page.lang)) for event_id in awaited]
    return {
        "proposals": events.count_proposals(db) if access.may(Permission.EVENTS_MODERATE) else 0,
        "dead_letters": (
            dead_count(db, kinds=LETTERS) if access.may(Permission.MAILBOX_READ) else 0
        ),
        "asked_to_host": len(asked),
        "awaited": [
            (f"/organise/events/{event_id}/list", event.title) for event_id, event in named if event
        ],
    }
