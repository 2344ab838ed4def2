"""Proposals from the public: each is read by somebody, and taken over or deleted."""

from datetime import datetime
from typing import Annotated, Any

from starlette.responses import Response

from app.accounts.access import Access, permitted
from app.accounts.enums import AccountRole, Permission
from app.accounts.notices import Notice
from app.accounts.workspace import Workspace
from app.campaign.queries import campaign
from app.events import queries
from app.events.access import writer_of
from app.events.forms.proposal import JudgeForm
from app.events.labels import KINDS
from app.events.queries import Proposal
from app.events.sentences import time_words
from app.events.service import proposals
from app.kit.errors import NotFound
from app.organisations.queries import named, names
from app.publishing.enums import RecordStatus
from app.web.forms import Posted
from app.web.hop import Db, Now, Router
from app.web.i18n import day, moment, translated

PATH = "/organise/proposals"
router = Router(prefix=PATH)
Moderator = Annotated[Access, permitted(Permission.EVENTS_MODERATE)]
ACCEPT, REJECT, REJECT_HOUR = "accept", "reject", "reject_hour"
AS_PROPOSED = "new"
"""Chosen where an organisation is: the one that calls for it, they say, which nobody knows yet."""


@router.get("")
def list_proposals(page: Workspace, db: Db, access: Moderator) -> Response:
    """What waits to be read, the oldest first."""
    zone = campaign(db).default_timezone
    kinds = translated(KINDS, page.lang)
    organisations = _choices(db, access)
    return page.render(
        "events/proposals.html",
        organisations=organisations,
        proposals=[
            {
                **_line(proposal, lang=page.lang, zone=zone, kinds=kinds),
                "known": _known(db, proposal.caller),
            }
            for proposal in queries.proposals(db)
        ],
        as_proposed=AS_PROPOSED,
    )


@router.post("/{event_id:name}")
def judge(
    page: Workspace, db: Db, now: Now, access: Moderator, event_id: str, sent: Posted
) -> Response:
    """Take one over, delete it, or delete all that came within the same hour."""
    form: Any = JudgeForm(sent, lang=page.lang)
    found = queries.proposals(db, event_id)
    if not found:
        return page.see_other(PATH, notice=Notice.JUDGED_ALREADY)
    if form.do.data == ACCEPT:
        chosen = form.organisation_id.data
        is_new = chosen == AS_PROPOSED and found[0].caller
        if not is_new and chosen not in _choices(db, access):
            raise NotFound
        proposals.accept(
            db,
            event_id=event_id,
            organisation_id=None if is_new else chosen,
            writer=writer_of(access),
            act=access.act(),
            now=now,
        )
        return page.see_other(f"/organise/events/{event_id}")
    if form.do.data == REJECT_HOUR:
        proposals.reject_hour(db, at=found[0].at, act=access.act(), now=now)
    elif form.do.data == REJECT:
        proposals.reject(db, event_ids=[event_id], act=access.act(), now=now)
    return page.see_other(PATH, notice=Notice.SAVED)


def _choices(db: Db, access: Access) -> dict[str, str]:
    """The organisations in whose name this account can take a proposal over."""
    if access.role is AccountRole.COORDINATOR:
        return {**names(db), **names(db, writer_of(access).organisation_ids)}
    return dict(names(db, access.organisation_ids))


def _known(db: Db, caller: str) -> set[str]:
    """The public organisations that go by the name of who calls, they say."""
    return {row.id for row in named(db, caller) if row.status is RecordStatus.PUBLISHED}


def _line(proposal: Proposal, *, lang: str, zone: str, kinds: dict[str, str]) -> dict[str, Any]:
    row = proposal.row
    spoken = next(iter(row.title))
    return {
        "id": row.id,
        "lang": spoken,
        "title": row.title[spoken],
        "summary": (row.summary or {}).get(spoken),
        "kind": kinds[row.kind],
        "when": time_words(row, lang),
        "where": " → ".join(stop.name[spoken] for stop in row.route),
        "caller": proposal.caller,
        "came": _moment(proposal.at, zone, lang),
    }


def _moment(at: datetime, zone: str, lang: str) -> str:
    return f"{day(at, lang)}, {moment(at, zone, lang)}"
