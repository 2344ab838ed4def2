"""Tables of events: the record, its route, hosts, slogans, notices, and what it is linked to."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    Time,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from app.events.enums import (
    EventField,
    EventKind,
    EventStatus,
    HostRole,
    Places,
    StopKind,
    UpdateKind,
)
from app.kit.dates import PartialDate
from app.kit.db import Base, Bytewise, PartialDateType, TextsType, UtcDateTime, enum_type
from app.kit.languages import Texts
from app.publishing.models import Published, Record
from app.sources.models import CitationColumns, ClaimColumns, claim_constraints


class Event(Record, Base):
    """A gathering. ``status`` says whether it may be read, ``standing`` where it stands.

    A moment is kept in UTC and as the time on the wall of ``timezone``; a day alone is ``date``.
    ``version`` is raised by every write: whoever edits says which one they saw.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("(starts_at IS NULL) = (starts_wall IS NULL)", name="start_has_wall_time"),
        CheckConstraint("(ends_at IS NULL) = (ends_wall IS NULL)", name="end_has_wall_time"),
        CheckConstraint(
            "ends_at IS NULL OR (starts_at IS NOT NULL AND ends_at >= starts_at)",
            name="ends_after_it_starts",
        ),
        CheckConstraint(
            "online_url IS NULL OR substr(online_url, 1, 4) = 'http'", name="online_url_is_http"
        ),
    )

    kind: Mapped[EventKind] = mapped_column(enum_type(EventKind, "kind"))
    standing: Mapped[EventStatus] = mapped_column(enum_type(EventStatus, "standing"))
    title: Mapped[Texts] = mapped_column(TextsType)
    summary: Mapped[Texts | None] = mapped_column(TextsType)
    timezone: Mapped[str] = mapped_column(String(60))
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    starts_wall: Mapped[str | None] = mapped_column(String(19))
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_wall: Mapped[str | None] = mapped_column(String(19))
    date: Mapped[PartialDate | None] = mapped_column(PartialDateType)
    place_id: Mapped[str | None] = mapped_column(
        ForeignKey("place.id", ondelete="RESTRICT"), index=True
    )
    online_url: Mapped[str | None] = mapped_column(Text)
    step_free_route: Mapped[Texts | None] = mapped_column(TextsType)
    languages: Mapped[list[str]] = mapped_column(JSON)
    access: Mapped[Texts | None] = mapped_column(TextsType)
    legal_aid: Mapped[str | None] = mapped_column(Text)
    first_aid: Mapped[str | None] = mapped_column(Text)
    stewards_sign: Mapped[Texts | None] = mapped_column(TextsType)
    bring: Mapped[Texts | None] = mapped_column(TextsType)
    series: Mapped[str | None] = mapped_column(String(32), index=True)
    version: Mapped[int] = mapped_column(server_default="1")

    picture: Mapped["EventPicture | None"] = relationship(
        lazy="raise", cascade="all, delete-orphan", single_parent=True
    )
    route: Mapped[list["EventStop"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventStop.position"
    )
    hosts: Mapped[list["EventHost"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventHost.position"
    )
    slogans: Mapped[list["EventSlogan"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventSlogan.position"
    )
    updates: Mapped[list["EventUpdate"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventUpdate.position"
    )
    demands: Mapped[list["EventDemand"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventDemand.position"
    )
    remembers: Mapped[list["EventRemembrance"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventRemembrance.position"
    )
    incidents: Mapped[list["EventIncident"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventIncident.position"
    )
    claims: Mapped[list["EventClaim"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventClaim.position"
    )
    citations: Mapped[list["EventCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventCitation.position"
    )


class EventStop(Base):
    """One point of the route; ``at`` is the time on the wall there."""

    __tablename__ = "event_stop"
    __table_args__ = (UniqueConstraint("event_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[StopKind] = mapped_column(enum_type(StopKind, "kind"))
    name: Mapped[Texts] = mapped_column(TextsType)
    place_id: Mapped[str | None] = mapped_column(
        ForeignKey("place.id", ondelete="RESTRICT"), index=True
    )
    at: Mapped[time | None] = mapped_column(Time)
    note: Mapped[Texts | None] = mapped_column(TextsType)

    citations: Mapped[list["EventStopCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventStopCitation.position"
    )


class EventHost(Base):
    """An organisation that hosts, calls or supports; once in each role."""

    __tablename__ = "event_host"
    __table_args__ = (UniqueConstraint("event_id", "organisation_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    position: Mapped[int]
    organisation_id: Mapped[str] = mapped_column(
        ForeignKey("organisation.id", ondelete="RESTRICT"), index=True
    )
    role: Mapped[HostRole] = mapped_column(enum_type(HostRole, "role"))

    citations: Mapped[list["EventHostCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventHostCitation.position"
    )


class EventSlogan(Base):
    """A slogan as printed."""

    __tablename__ = "event_slogan"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(3))
    translations: Mapped[Texts | None] = mapped_column(TextsType)
    accuses_living_person: Mapped[bool]

    citations: Mapped[list["EventSloganCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventSloganCitation.position"
    )


class EventPicture(Base):
    """The picture of an event: where it lies, how large it is, and what it shows in words."""

    __tablename__ = "event_picture"

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(40), index=True)
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[Texts] = mapped_column(TextsType)


class EventPreview(Base):
    """The one secret link under which a draft can be read without an account."""

    __tablename__ = "event_preview"

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    lookup: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EventUpdate(Base):
    """A short dated notice."""

    __tablename__ = "event_update"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[UpdateKind] = mapped_column(enum_type(UpdateKind, "kind"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[Texts] = mapped_column(TextsType)


class EventProposal(Base):
    """That an event was proposed by somebody without an account, and is still to be judged."""

    __tablename__ = "event_proposal"

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    caller: Mapped[str] = mapped_column(Text)


class CoHostRequest(Base):
    """That an organisation is asked to host an event too, and has not answered."""

    __tablename__ = "co_host_request"

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[str] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class EventDemand(Base):
    """What is demanded there."""

    __tablename__ = "event_demand"

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    demand_id: Mapped[str] = mapped_column(
        ForeignKey("demand.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


class EventRemembrance(Base):
    """In whose memory it is held."""

    __tablename__ = "event_remembrance"

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    victim_id: Mapped[str] = mapped_column(
        ForeignKey("victim.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


class EventIncident(Base):
    """What happened at it."""

    __tablename__ = "event_incident"

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    incident_id: Mapped[str] = mapped_column(
        ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


class EventSignUp(Base):
    """What the public is told of sign-ups, as it was at the last snapshot."""

    __tablename__ = "event_sign_up"
    __table_args__ = (CheckConstraint("count % 10 = 0", name="count_in_tens"),)

    event_id: Mapped[str] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    is_open: Mapped[bool]
    places: Mapped[Places | None] = mapped_column(enum_type(Places, "places"))
    count: Mapped[int | None]


class EventClaim(ClaimColumns, Base):
    """One value for one field of an event."""

    __tablename__ = "event_claim"
    __table_args__ = claim_constraints("event_claim")

    record_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    field: Mapped[EventField] = mapped_column(enum_type(EventField, "field"))

    citations: Mapped[list["EventClaimCitation"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="EventClaimCitation.position"
    )


class EventClaimCitation(CitationColumns, Base):
    __tablename__ = "event_claim_citation"

    owner_id: Mapped[int] = mapped_column(
        ForeignKey("event_claim.id", ondelete="CASCADE"), index=True
    )


class EventCitation(CitationColumns, Base):
    """Where the event as a whole is told of."""

    __tablename__ = "event_citation"

    owner_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)


class EventStopCitation(CitationColumns, Base):
    __tablename__ = "event_stop_citation"

    owner_id: Mapped[int] = mapped_column(
        ForeignKey("event_stop.id", ondelete="CASCADE"), index=True
    )


class EventHostCitation(CitationColumns, Base):
    __tablename__ = "event_host_citation"

    owner_id: Mapped[int] = mapped_column(
        ForeignKey("event_host.id", ondelete="CASCADE"), index=True
    )


class EventSloganCitation(CitationColumns, Base):
    __tablename__ = "event_slogan_citation"

    owner_id: Mapped[int] = mapped_column(
        ForeignKey("event_slogan.id", ondelete="CASCADE"), index=True
    )


class PublishedEvent(Published, Base):
    """Events as the public reads them.

    All keys are texts that sort as time does, empty where nothing is known: ``date_key`` the
    start on the wall there, ``first_day`` and ``last_day`` the days it may touch, ``over_key``
    the moment in UTC at which it is over.
    """

    __tablename__ = "published_event"
    __table_args__: Any = (
        Index("ix_published_event_title", "lang", "sort_key", "id"),
        Index("ix_published_event_updated", "lang", "updated_at", "id"),
        Index("ix_published_event_date", "lang", "date_key", "id"),
        Index("ix_published_event_slug", "lang", "slug"),
        Index("ix_published_event_kind", "lang", "kind", "date_key", "id"),
        Index("ix_published_event_standing", "lang", "standing", "date_key", "id"),
        Index("ix_published_event_place", "lang", "place_id", "date_key", "id"),
        Index("ix_published_event_year", "lang", "year", "date_key", "id"),
        Index("ix_published_event_over", "lang", "over_key"),
        Index("ix_published_event_days", "lang", "last_day", "first_day"),
        Index("ix_published_event_series", "lang", "series", "date_key"),
    )

    kind: Mapped[EventKind] = mapped_column(enum_type(EventKind, "kind"))
    standing: Mapped[EventStatus] = mapped_column(enum_type(EventStatus, "standing"))
    place_id: Mapped[str] = mapped_column(String(32))
    year: Mapped[str] = mapped_column(String(4))
    date_key: Mapped[str] = mapped_column(Bytewise)
    first_day: Mapped[str] = mapped_column(Bytewise)
    last_day: Mapped[str] = mapped_column(Bytewise)
    over_key: Mapped[str] = mapped_column(Bytewise)
    series: Mapped[str | None] = mapped_column(String(32))
