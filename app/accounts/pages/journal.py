"""The journal: what changed, when, by whom."""

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Query
from starlette.responses import Response

from app.accounts.access import Access, permitted
from app.accounts.enums import Permission
from app.accounts.queries import handles
from app.accounts.workspace import Workspace
from app.campaign.queries import campaign
from app.history.labels import ACTIONS, ACTORS
from app.history.queries import journal_before
from app.web.hop import Db, Router
from app.web.i18n import translated

router = Router()
Reader = Annotated[Access, permitted(Permission.JOURNAL_READ)]
PAGE = 50
MAX_SEQUENCE = 2**31 - 1  # of the column


@router.get("/organise/journal")
def journal(
    page: Workspace,
    db: Db,
    access: Reader,
    before: Annotated[int, Query(ge=1, le=MAX_SEQUENCE)] = MAX_SEQUENCE,
) -> Response:
    del access
    entries = journal_before(db, before, limit=PAGE + 1)
    shown = entries[:PAGE]
    zone = ZoneInfo(campaign(db).default_timezone)
    return page.render(
        "accounts/journal.html",
        entries=shown,
        handles=handles(db, {entry.actor_id for entry in shown if entry.actor_id}),
        actions=translated(ACTIONS, page.lang),
        actors=translated(ACTORS, page.lang),
        when={entry.sequence: entry.at.astimezone(zone) for entry in shown},
        zone=zone.key,
        next_before=shown[-1].sequence if len(entries) > PAGE else None,
        is_first=before == MAX_SEQUENCE,
    )
