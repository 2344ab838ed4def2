"""What somebody without an account proposes: an event that nobody can read before it is accepted.

Who proposed it is not known, nor kept: there is no way to write to them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.events import queries
from app.events.enums import EventStatus, HostRole, StopKind
from app.events.inputs import EventInput, HostInput, ProposalInput, StopInput
from app.events.models import Event, EventProposal
from app.events.policy import Writer
from app.events.service.faults import Faults
from app.events.service.naming import Naming
from app.events.service.records import KIND, as_input, save
from app.history.enums import Role
from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.errors import Conflict, NotFound
from app.kit.ids import new_id
from app.publishing.enums import ID_PREFIX, RecordStatus

MOST_WAITING = 100
MOST_AN_HOUR = 30
HOUR = timedelta(hours=1)
_ACT = Act(role=Role.PUBLIC)


class ProposalsFull(Conflict):
    """More wait already than organisers can read; later there is room again."""

    code = "proposals_full"


def propose(db: Session, *, wanted: ProposalInput, now: datetime) -> str:
    """Keep a proposal until an organiser has read it; returns the id of its event.

    Raises:
        ProposalsFull: too many wait, or came within the hour.
        EditRefused: something without which nobody could judge it is missing.
    """
    check_proposal(wanted)
    waiting, new = queries.count_proposals(db), queries.count_proposals(db, since=now - HOUR)
    if waiting >= MOST_WAITING or new >= MOST_AN_HOUR:
        raise ProposalsFull
    event_id = new_id(ID_PREFIX[KIND])
    save(
        db,
        record_id=event_id,
        wanted=_event(event_id, wanted),
        act=_ACT,
        now=now,
        status=RecordStatus.DRAFT,
        action="event_proposed",
    )
    db.flush()
    db.add(EventProposal(event_id=event_id, at=now, caller=wanted.caller))
    return event_id


def accept(
    db: Session,
    *,
    event_id: str,
    organisation_id: str | None,
    writer: Writer,
    act: Act,
    now: datetime,
) -> None:
    """Make a proposal a draft of this organisation's, or of the one that calls for it, they say.

    Raises:
        NotFound: somebody has judged it already, or who they say calls is none of the writer's.
    """
    queries.hold_version(db, event_id)
    found = queries.proposals(db, event_id)
    row = queries.event(db, event_id)
    if row is None or not found:
        raise NotFound
    if organisation_id is None:
        naming = Naming(db=db, writer=writer, act=act, now=now)
        organisation_id = naming.caller(found[0].caller, next(iter(row.title)))
    host = HostInput(organisation_id=organisation_id, role=HostRole.CALLS)
    save(
        db,
        record_id=event_id,
        wanted=replace(as_input(row), status=EventStatus.DRAFT, hosts=(host,)),
        act=act,
        now=now,
        status=RecordStatus.DRAFT,
        action="proposal_accepted",
    )
    db.execute(delete(EventProposal).where(EventProposal.event_id == event_id))


def reject_hour(db: Session, *, at: datetime, act: Act, now: datetime) -> int:
    """Delete all that was proposed within the same hour of the clock; returns how many."""
    first = at.replace(minute=0, second=0, microsecond=0)
    event_ids = queries.proposals_between(db, first, first + HOUR)
    return reject(db, event_ids=event_ids, act=act, now=now)


def reject(db: Session, *, event_ids: Sequence[str], act: Act, now: datetime) -> int:
    """Delete proposals, whole; returns how many there still were."""
    rejected = db.scalars(
        delete(Event)
        .where(Event.id.in_(event_ids), Event.standing == EventStatus.PROPOSED)
        .returning(Event.id)
    ).all()
    for event_id in rejected:
        write_journal(
            db, action="proposal_rejected", kind=KIND, record_id=event_id, act=act, now=now
        )
    return len(rejected)


def check_proposal(wanted: ProposalInput) -> None:
    """Whether there is enough of a proposal to judge it.

    Raises:
        EditRefused: see `app.events.service.faults`.
    """
    faults = Faults()
    faults.note_if(not wanted.title, "title", "title_missing")
    faults.note_if(not (wanted.starts_at or wanted.date), "day", "day_missing")
    faults.note_if(not wanted.where, "where", "place_missing")
    faults.tell()


def _event(event_id: str, wanted: ProposalInput) -> EventInput:
    """Places stay names: records are made by organisers."""
    stops = [(StopKind.ASSEMBLY, wanted.where), (StopKind.END, wanted.to_where)]
    return EventInput(
        slug=event_id.replace("_", "-"),
        kind=wanted.kind,
        status=EventStatus.PROPOSED,
        title={wanted.lang: wanted.title},
        summary={wanted.lang: wanted.summary} if wanted.summary else {},
        timezone=wanted.timezone,
        starts_at=wanted.starts_at,
        ends_at=wanted.ends_at,
        date=wanted.date,
        route=tuple(StopInput(kind=kind, name={wanted.lang: name}) for kind, name in stops if name),
    )
