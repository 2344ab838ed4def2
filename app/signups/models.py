"""Tables of sign-ups: an event's form, those who signed up, and the keys their words are sealed to.

A seat is taken by a conditional UPDATE of `SignUpForm.taken`; the checks hold what it promises.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from app.events.enums import ChangeKind
from app.kit.db import Base, TextsType, UtcDateTime, enum_type
from app.kit.languages import Texts
from app.signups.enums import LockKind, SignUpMode, SignUpStatus

LONGEST_KEPT = 30  # days after the event
LARGEST_PARTY = 20
_IS_PENDING = text("until IS NOT NULL")
_HAS_INDEX = text("address_index IS NOT NULL")
_IS_LIVE = text("status IN ('confirmed', 'waiting', 'attended')")


class SignUpForm(Base):
    """How one can sign up to an event. ``taken`` are the seats held, ``coming`` the single taps.

    ``counted`` is what a steward counted at the door. Once ``purged_at`` is set only sums are left;
    ``forgotten_at`` is set when the database's files no longer hold what was deleted.
    """

    __tablename__ = "sign_up_form"
    __table_args__ = (
        CheckConstraint("taken >= 0", name="taken_not_negative"),
        CheckConstraint("capacity IS NULL OR taken <= capacity", name="never_over_capacity"),
        CheckConstraint("capacity IS NULL OR capacity >= 1", name="capacity_is_one_or_more"),
        CheckConstraint("capacity IS NOT NULL OR NOT has_waiting_list", name="waits_for_a_seat"),
        CheckConstraint("names_wanted_by IS NULL OR mode = 'head_count'", name="names_wait"),
        CheckConstraint("coming >= 0", name="coming_not_negative"),
        CheckConstraint("counted >= 0", name="counted_not_negative"),
        CheckConstraint(f"largest_party BETWEEN 1 AND {LARGEST_PARTY}", name="party_is_small"),
        CheckConstraint(f"purge_days BETWEEN 1 AND {LONGEST_KEPT}", name="kept_for_days"),
        CheckConstraint("NOT is_open OR purged_at IS NULL", name="purged_is_closed"),
        CheckConstraint(
            "forgotten_at IS NULL OR purged_at IS NOT NULL", name="purged_before_forgotten"
        ),
    )

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    mode: Mapped[SignUpMode] = mapped_column(enum_type(SignUpMode, "mode"))
    is_open: Mapped[bool]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    capacity: Mapped[int | None]
    has_waiting_list: Mapped[bool]
    largest_party: Mapped[int]
    purge_days: Mapped[int]
    shows_counts: Mapped[bool]
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    taken: Mapped[int] = mapped_column(default=0)
    coming: Mapped[int] = mapped_column(default=0)
    counted: Mapped[int] = mapped_column(default=0)
    next_in_line: Mapped[int] = mapped_column(default=1)
    names_wanted_by: Mapped[str | None] = mapped_column(String(32), index=True)
    """The account that would ask for names, and first has to see that the list cannot be lost."""
    purge_on: Mapped[date | None] = mapped_column(Date)
    """The printed date as it was last known; it stays when an event loses its date."""
    purged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    purged_people: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)


class SignUp(Base):
    """One sign-up, for ``party`` people, found by the digest of its private link.

    ``body`` is sealed to the event's key, ``view`` locked under the private link, ``address``
    locked by the event's file; ``address_index`` finds a second sign-up from one address.
    """

    __tablename__ = "sign_up"
    __table_args__: Any = (
        CheckConstraint(f"party BETWEEN 1 AND {LARGEST_PARTY}", name="party_is_small"),
        CheckConstraint("seats = 0 OR seats = party", name="seats_of_the_whole_party"),
        CheckConstraint(
            "status = 'pending'"
            " OR (seats = party AND status IN ('confirmed', 'attended'))"
            " OR (seats = 0 AND status IN ('waiting', 'cancelled'))",
            name="seats_as_the_status_says",
        ),
        CheckConstraint("(status = 'waiting') = (place IS NOT NULL)", name="place_while_waiting"),
        CheckConstraint("(status = 'pending') = (until IS NOT NULL)", name="pending_for_a_while"),
        CheckConstraint(
            "status <> 'cancelled' OR"
            " (body IS NULL AND view IS NULL AND address IS NULL AND address_index IS NULL)",
            name="cancelled_is_empty",
        ),
        Index("ix_sign_up_event", "event_id", "status", "place"),
        Index(
            "ix_sign_up_until",
            "event_id",
            "until",
            sqlite_where=_IS_PENDING,
            postgresql_where=_IS_PENDING,
        ),
        Index(
            "ix_sign_up_address",
            "event_id",
            "address_index",
            sqlite_where=_HAS_INDEX,
            postgresql_where=_HAS_INDEX,
        ),
        Index(
            "uq_sign_up_address",
            "event_id",
            "address_index",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("sign_up_form.event_id", ondelete="CASCADE"))
    lookup: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    status: Mapped[SignUpStatus] = mapped_column(enum_type(SignUpStatus, "status"))
    lang: Mapped[str] = mapped_column(String(3))
    party: Mapped[int]
    seats: Mapped[int]
    place: Mapped[int | None]
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    event_key_id: Mapped[int | None] = mapped_column(
        ForeignKey("event_key.id", ondelete="SET NULL"), index=True
    )
    view: Mapped[bytes | None] = mapped_column(LargeBinary)
    address: Mapped[bytes | None] = mapped_column(LargeBinary)
    address_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    is_informed: Mapped[bool]
    purge_on: Mapped[date | None] = mapped_column(Date)
    """The date that they were shown; none once what they wrote is destroyed, or never was."""


@dataclass(kw_only=True)
class NewSignUp:
    """A sign-up before there is a row; the names are those of `SignUp`, where they are explained.

    Many are written at once, and none is looked at again by who wrote it: the session need not
    watch what is set here, which would cost as much as writing it.
    """

    id: str
    event_id: str
    lookup: bytes
    lang: str
    party: int
    seats: int
    is_informed: bool
    purge_on: date | None
    status: SignUpStatus = SignUpStatus.PENDING
    place: int | None = None
    until: datetime | None = None
    body: bytes | None = None
    event_key_id: int | None = None
    view: bytes | None = None
    address: bytes | None = None
    address_index: bytes | None = None


class EventKey(Base):
    """One generation of an event's key pair; only the public half stands here.

    ``made_for`` are the accounts that could read with it: once one of them no longer may, what
    comes in is sealed to a fresh pair.
    """

    __tablename__ = "event_key"
    __table_args__ = (UniqueConstraint("event_id", "generation"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("sign_up_form.event_id", ondelete="CASCADE"))
    generation: Mapped[int]
    public: Mapped[bytes] = mapped_column(LargeBinary)
    made_for: Mapped[list[str]] = mapped_column(JSON)


class EventKeyLock(Base):
    """An event's private key for one reader, or for the reader's rescue sheet.

    Inside: locked by the event's file in the key folder. Outside: sealed to the public key
    ``sealed_to``; nobody need be signed in to be granted one. A lock for a key that an account no
    longer has opens nothing.
    """

    __tablename__ = "event_key_lock"
    __table_args__ = (UniqueConstraint("event_key_id", "kind", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_key_id: Mapped[int] = mapped_column(ForeignKey("event_key.id", ondelete="CASCADE"))
    kind: Mapped[LockKind] = mapped_column(enum_type(LockKind, "kind"))
    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    sealed_to: Mapped[bytes] = mapped_column(LargeBinary)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class RescueSheet(Base):
    """That somebody wrote twelve words on paper: the public key whose private one they are."""

    __tablename__ = "rescue_sheet"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    public: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Announcement(Base):
    """That a change of an event was told, and to how many; ``unmailed`` asked for no mail."""

    __tablename__ = "announcement"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[ChangeKind] = mapped_column(enum_type(ChangeKind, "kind"))
    text: Mapped[Texts] = mapped_column(TextsType)
    mailed: Mapped[int]
    unmailed: Mapped[int]
    taps: Mapped[int]
