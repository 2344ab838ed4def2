"""The journal: what changed, when, by whom."""

from collections.abc import Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Query
from starlette.responses import Response

from app.accounts.access import Access, permitted
from app.accounts.enums import Permission
from app.accounts.queries import handles
from app.accounts.workspace import Workspace
from app.campaign.queries import campaign
from app.history.enums import Role
from app.history.labels import ACTIONS, ACTORS
from app.history.models import JournalEntry
from app.history.queries import journal_before, seeded_with, seedings
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
    seeding: Annotated[int, Query(ge=0, le=MAX_SEQUENCE)] = 0,
) -> Response:
    """Everything, a seeding as one line; or one seeding, by the number of its last entry."""
    del access
    if seeding:
        entries = seeded_with(db, seeding, before=before, limit=PAGE + 1)
    else:
        entries = journal_before(db, before, limit=PAGE + 1)
    shown = entries[:PAGE]
    zone = ZoneInfo(campaign(db).default_timezone)
    return page.render(
        "accounts/journal.html",
        entries=shown,
        seeded={} if seeding else _seeded(db, shown),
        seeding=seeding,
        handles=handles(db, {entry.actor_id for entry in shown if entry.actor_id}),
        actions=translated(ACTIONS, page.lang),
        actors=translated(ACTORS, page.lang),
        when={entry.sequence: entry.at.astimezone(zone) for entry in shown},
        zone=zone.key,
        next_before=shown[-1].sequence if len(entries) > PAGE else None,
        is_first=before == MAX_SEQUENCE,
    )


def _seeded(db: Db, shown: Sequence[JournalEntry]) -> dict[int, int]:
    """How many entries stand behind each line that is one of several of a seeding."""
    lines = {entry.sequence: entry.at for entry in shown if entry.role is Role.SEED}
    counts = seedings(db, set(lines.values()))
    return {number: counts[at] for number, at in lines.items() if counts[at] > 1}
