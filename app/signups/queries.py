"""Reading sign-ups: forms, sums, who can be written to. Never a name: those are sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from app.accounts.enums import Permission
from app.accounts.models import Account, AccountOrganisation
from app.accounts.policy import PERMISSIONS
from app.events.enums import HOSTING
from app.events.models import EventHost
from app.history.models import JournalEntry
from app.intake.inputs import Question
from app.intake.links import lookup_of
from app.kit.languages import Language
from app.kit.prepared import Prepared
from app.publishing.enums import PublicKind
from app.signups.enums import COMING, LIVE, LockKind, SignUpMode, SignUpStatus
from app.signups.gathering import Gathering, gathering
from app.signups.models import Announcement, EventKey, EventKeyLock, RescueSheet, SignUp, SignUpForm

EXPORTED = "list_exported"
STEP = 10
"""Public counts go by tens, so that one sign-up cannot be seen by difference."""
FEW = 5
"""Fewer than a fifth of the seats are few."""
_BY_LINK = select(SignUp).where(SignUp.lookup == bindparam("lookup"))
_STATUS = Prepared(_BY_LINK.with_only_columns(SignUp.status))
_CURRENT_KEY = Prepared(
    select(EventKey.id, EventKey.generation, EventKey.public, EventKey.made_for)
    .where(EventKey.event_id == bindparam("of_event"))
    .order_by(EventKey.generation.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who would learn of a change: sign-ups written to, sign-ups that are not, single taps."""

    mailed: int
    unmailed: int
    taps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What organisers see: people, except ``cancelled``, which counts sign-ups."""

    coming: int
    attended: int
    pending: int
    waiting: int
    cancelled: int
    taps: int
    counted: int
    capacity: int | None
    free: int | None


@dataclass(frozen=True, slots=True)
class CurrentKey:
    """What is sealed to: one pair, and the accounts it was made for."""

    id: int
    generation: int
    public: bytes
    made_for: list[str]


NOBODY = Audience(mailed=0, unmailed=0, taps=0)


def form_of(db: Session, event_id: str) -> SignUpForm | None:
    return db.get(SignUpForm, event_id)


def is_taking(form: SignUpForm, event: Gathering, now: datetime) -> bool:
    """Whether one can sign up at this moment."""
    return form.is_open and not has_ended(form, now) and event.takes_place(now)


def has_ended(form: SignUpForm, now: datetime) -> bool:
    return form.closes_at is not None and form.closes_at <= now


def closed_since(form: SignUpForm, event: Gathering, now: datetime) -> datetime | None:
    """Since when a form that takes nobody is closed; None if it never was open."""
    ends = [moment for moment in (form.closed_at, form.closes_at, event.over_at) if moment]
    return min((moment for moment in ends if moment <= now), default=None)


def purge_day(form: SignUpForm, event: Gathering) -> date | None:
    """The printed date: on it everything personal is destroyed; an event without date keeps it."""
    return event.day_after(form.purge_days) or form.purge_on


def kept_until(row: SignUp, form: SignUpForm, event: Gathering) -> date | None:
    """When what somebody wrote is destroyed: on the date they were shown, or before it."""
    days = [day for day in (row.purge_on, purge_day(form, event)) if day is not None]
    return min(days) if row.purge_on is not None else None


def questions_of(form: SignUpForm) -> tuple[Question, ...]:
    """The own questions that people are asked."""
    return kept_questions(form) if form.mode is SignUpMode.NAMES else ()


def kept_questions(form: SignUpForm) -> tuple[Question, ...]:
    """The own questions, also while they wait with the names."""
    return tuple(Question.from_json(told) for told in form.questions)


def sign_up_of(db: Session, secret: bytes) -> SignUp | None:
    """The sign-up behind a private link."""
    return db.scalar(_BY_LINK, {"lookup": lookup_of(secret)})


def status_of(db: Session, secret: bytes) -> SignUpStatus | None:
    """How the sign-up behind a private link stands."""
    status: SignUpStatus | None = _STATUS.scalar(db, lookup=lookup_of(secret))
    return status


def place_in_line(db: Session, row: SignUp) -> int:
    """How many parties stand before somebody who waits, and they: 1 is next."""
    before = select(func.count()).where(
        SignUp.event_id == row.event_id,
        SignUp.status == SignUpStatus.WAITING,
        SignUp.place <= row.place,
    )
    return db.scalar(before) or 0


def audience(db: Session, event_id: str) -> Audience:
    """Whom a change of the event reaches, and whom not."""
    form = form_of(db, event_id)
    if form is None:
        return NOBODY
    live = select(func.count(), func.count(SignUp.address)).where(
        SignUp.event_id == event_id, SignUp.status.in_(LIVE)
    )
    everybody, mailed = db.execute(live).one()
    return Audience(mailed=mailed, unmailed=everybody - mailed, taps=form.coming)


def announcement(db: Session, *, event_id: str, number: int) -> Announcement | None:
    """What was told of a change of this event, and to how many."""
    query = select(Announcement).where(Announcement.id == number, Announcement.event_id == event_id)
    return db.scalars(query).first()


def counts(db: Session, event_id: str) -> Counts | None:
    """The sums of an event's sign-ups; None if it has no form."""
    form = form_of(db, event_id)
    if form is None:
        return None
    by_status = select(SignUp.status, func.count(), func.sum(SignUp.party)).where(
        SignUp.event_id == event_id
    )
    rows = {row[0]: (row[1], row[2]) for row in db.execute(by_status.group_by(SignUp.status))}
    people = {status: rows.get(status, (0, 0))[1] for status in SignUpStatus}
    return Counts(
        coming=sum(people[status] for status in COMING) + (form.purged_people or 0),
        attended=people[SignUpStatus.ATTENDED],
        pending=people[SignUpStatus.PENDING],
        waiting=people[SignUpStatus.WAITING],
        cancelled=rows.get(SignUpStatus.CANCELLED, (0, 0))[0],
        taps=form.coming,
        counted=form.counted,
        capacity=form.capacity,
        free=None if form.capacity is None else form.capacity - form.taken,
    )


def public_count(form: SignUpForm, people: int) -> int | None:
    """The number that pages and API may show: whole tens, and only if the hosts wish so."""
    rounded = people // STEP * STEP
    return rounded if form.shows_counts and rounded else None


def places_of(form: SignUpForm) -> str | None:
    """Whether places are open, few or full; None where they are not counted."""
    if form.capacity is None:
        return None
    free = form.capacity - form.taken
    if free == 0:
        return "full"
    return "few" if free * FEW < form.capacity else "open"


def open_forms(db: Session) -> Sequence[SignUpForm]:
    """Those whose sums may still move."""
    wanted = select(SignUpForm).where(SignUpForm.purged_at.is_(None))
    return db.scalars(wanted.order_by(SignUpForm.event_id)).all()


def events_with_lapsed(db: Session, now: datetime) -> Sequence[str]:
    """The events for which something was not confirmed in time."""
    lapsed = select(SignUp.event_id).where(SignUp.until <= now).distinct()
    return db.scalars(lapsed.order_by(SignUp.event_id)).all()


def current_key(db: Session, event_id: str) -> CurrentKey | None:
    """The newest generation of an event's key pair."""
    found = _CURRENT_KEY.first(db, of_event=event_id)
    return CurrentKey(*found) if found else None


def readers(db: Session, event_id: str) -> Sequence[Account]:
    """Those of the host organisations who may read lists and have a key of their own.

    While they have nobody, whoever opened the sign-up.
    """
    asked = {"of_event": event_id}
    members, granted = _able(Account)
    return db.scalars(members, asked).all() or db.scalars(granted, asked).all()


def reader_ids(db: Session, event_id: str) -> set[str]:
    """The ids of those `readers`."""
    members, granted = _able_ids()
    found = members.rows(db, of_event=event_id) or granted.rows(db, of_event=event_id)
    return {row[0] for row in found}


@cache
def _able(wanted: Any) -> tuple[Select[Any], Select[Any]]:
    """Members of the hosts who may read, and those who were granted: built once, asked often."""
    may_read = [role for role, may in PERMISSIONS.items() if Permission.LISTS_READ in may]
    can_read = or_(*(Account.role == role for role in may_read))
    of_event = bindparam("of_event", type_=EventHost.event_id.type)
    hosts = select(EventHost.organisation_id).where(
        EventHost.event_id == of_event, or_(*(EventHost.role == role for role in HOSTING))
    )
    members = select(AccountOrganisation.account_id).where(
        AccountOrganisation.organisation_id.in_(hosts)
    )
    keys = select(EventKey.id).where(EventKey.event_id == of_event)
    granted = select(EventKeyLock.account_id).where(EventKeyLock.event_key_id.in_(keys))
    able = select(wanted).where(can_read, Account.public_key.is_not(None)).order_by(Account.id)
    return able.where(Account.id.in_(members)), able.where(Account.id.in_(granted))


@cache
def _able_ids() -> tuple[Prepared, Prepared]:
    members, granted = _able(Account.id)
    return Prepared(members), Prepared(granted)


def key_ids(event_id: str) -> Select[int]:
    """The generations of an event's key pair."""
    return select(EventKey.id).where(EventKey.event_id == event_id)


def locks_of(
    db: Session, *, account_id: str, kind: LockKind, event_id: str | None = None
) -> Sequence[tuple[EventKey, EventKeyLock]]:
    """What somebody holds of events' private keys, of one event or of all."""
    wanted = (
        select(EventKey, EventKeyLock)
        .join(EventKeyLock, EventKeyLock.event_key_id == EventKey.id)
        .where(EventKeyLock.account_id == account_id, EventKeyLock.kind == kind)
    )
    if event_id is not None:
        wanted = wanted.where(EventKey.event_id == event_id)
    return [(key, held) for key, held in db.execute(wanted.order_by(EventKey.id))]


def rescue_sheet(db: Session, account_id: str) -> RescueSheet | None:
    return db.get(RescueSheet, account_id)


def may_read(db: Session, *, event_id: str, account_id: str) -> bool:
    """Whether an event's list is theirs to read, with or without access as yet."""
    return any(reader.id == account_id for reader in readers(db, event_id))


def has_list(db: Session, *, event_id: str, account_id: str) -> bool:
    """Whether names are asked for, and the list of them is theirs to read."""
    form = form_of(db, event_id)
    is_asked = form is not None and form.mode is SignUpMode.NAMES
    return is_asked and may_read(db, event_id=event_id, account_id=account_id)


def waiting_readers(db: Session, event_id: str) -> Sequence[Account]:
    """Those who may read an event's list and cannot open all of it with the key they have now."""
    generations = set(db.scalars(key_ids(event_id)))
    held = select(EventKeyLock.account_id, EventKeyLock.sealed_to, EventKeyLock.event_key_id).where(
        EventKeyLock.event_key_id.in_(generations), EventKeyLock.kind == LockKind.READER
    )
    opens: dict[tuple[str, bytes], set[int]] = {}
    for account_id, sealed_to, key_id in db.execute(held):
        opens.setdefault((account_id, sealed_to), set()).add(key_id)
    return [
        reader
        for reader in readers(db, event_id)
        if reader.public_key and opens.get((reader.id, reader.public_key), set()) != generations
    ]


def listed(db: Session, event_id: str) -> Sequence[SignUp]:
    """Everybody who comes or waits, in the order of their ids."""
    wanted = select(SignUp).where(SignUp.event_id == event_id, SignUp.status.in_(LIVE))
    return db.scalars(wanted.order_by(SignUp.status, SignUp.place, SignUp.id)).all()


def unforgotten(db: Session) -> Sequence[SignUpForm]:
    """Forms whose content was deleted, and perhaps still stands in the database's files."""
    wanted = select(SignUpForm).where(
        SignUpForm.purged_at.is_not(None), SignUpForm.forgotten_at.is_(None)
    )
    return db.scalars(wanted.order_by(SignUpForm.event_id)).all()


def exports_of(db: Session, event_id: str) -> Sequence[tuple[datetime, str | None]]:
    """When a list was taken along and by whose handle (None: gone), the latest first."""
    wanted = (
        select(JournalEntry.at, Account.handle)
        .outerjoin(Account, Account.id == JournalEntry.actor_id)
        .where(
            JournalEntry.kind == PublicKind.EVENT,
            JournalEntry.record_id == event_id,
            JournalEntry.action == EXPORTED,
        )
        .order_by(JournalEntry.sequence.desc())
    )
    return [(at, handle) for at, handle in db.execute(wanted)]


def needs_sheet(db: Session, *, event_id: str, account_id: str) -> bool:
    """Whether a lost password would lose the list: one account reads it, and no paper opens it.

    Where nobody reads it yet, that account is ``account_id``.
    """
    ids = reader_ids(db, event_id) or {account_id}
    return len(ids) == 1 and rescue_sheet(db, *ids) is None


def waiting_for_sheet(db: Session, account_id: str) -> Sequence[SignUpForm]:
    """The forms on which somebody would ask for names."""
    wanted = select(SignUpForm).where(
        SignUpForm.names_wanted_by == account_id, SignUpForm.purged_at.is_(None)
    )
    return db.scalars(wanted.order_by(SignUpForm.event_id)).all()


def count_due(db: Session, *, event_id: str, today: date) -> int:
    """How many sign-ups of an event were shown a date that has come."""
    due = select(func.count()).where(SignUp.event_id == event_id, SignUp.purge_on <= today)
    return db.scalar(due) or 0


def awaited_lists(db: Session, account_id: str) -> Sequence[str]:
    """The ids of the events whose list somebody reads and others wait for them to open."""
    held = locks_of(db, account_id=account_id, kind=LockKind.READER)
    found: list[str] = []
    for event_id in dict.fromkeys(key.event_id for key, _ in held):
        if not may_read(db, event_id=event_id, account_id=account_id):
            continue
        waiting = {reader.id for reader in waiting_readers(db, event_id)}
        if waiting and account_id not in waiting:
            found.append(event_id)
    return found


def may_open(db: Session, event_id: str, now: datetime) -> bool:
    """Whether sign-up is set and closed, and would take somebody if it were opened."""
    form = form_of(db, event_id)
    if form is None or form.is_open or form.purged_at is not None or has_ended(form, now):
        return False
    event = gathering(db, name=event_id, lang=Language.SPANISH)
    return event is not None and event.over_at is not None and event.takes_place(now)
