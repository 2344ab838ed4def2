"""Writing an event whole, and reading it back as it was written."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.events import queries
from app.events.enums import EventField
from app.events.inputs import (
    EventInput,
    HostInput,
    OnTheDayInput,
    PictureInput,
    SloganInput,
    StopInput,
    UpdateInput,
)
from app.events.models import (
    Event,
    EventCitation,
    EventClaim,
    EventClaimCitation,
    EventDemand,
    EventHost,
    EventHostCitation,
    EventIncident,
    EventPicture,
    EventRemembrance,
    EventSlogan,
    EventSloganCitation,
    EventStop,
    EventStopCitation,
    EventUpdate,
)
from app.events.service.rules import check, in_utc
from app.events.times import wall
from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.db import replace_rows
from app.kit.errors import Conflict
from app.publishing.enums import PublicKind, RecordStatus
from app.publishing.service import mark
from app.sources.service import read_citations, read_claims, write_citations, write_claims

KIND = PublicKind.EVENT


class EventChanged(Conflict):
    """Somebody wrote the event after the version that was edited; nothing is overwritten."""

    code = "event_changed"


def read(db: Session, record_id: str) -> EventInput | None:
    """What an event says now, as it could be written; None if there is none."""
    row = queries.event(db, record_id)
    return None if row is None else as_input(row)


def save(
    db: Session,
    *,
    record_id: str,
    wanted: EventInput,
    act: Act,
    now: datetime,
    status: RecordStatus = RecordStatus.PUBLISHED,
    expected_version: int | None = None,
    action: str = "event_saved",
) -> bool:
    """Write an event whole; returns whether anything changed. ``action`` is the journal's word.

    Raises:
        Invalid: it does not hold together, see `app.events.service.rules.check`.
        EventChanged: it is no longer at ``expected_version``, and says something else.
    """
    check(wanted)
    version = queries.hold_version(db, record_id)
    row = queries.event(db, record_id)
    if row is not None and row.status is status and as_input(row) == _in_utc(wanted):
        return False
    if expected_version not in {None, version}:
        raise EventChanged
    if row is None:
        row = _new(record_id, now)
        db.add(row)
    _fill(row, wanted)
    row.status, row.version = status, version + 1
    _replace_children(db, row, wanted)
    mark(db, kind=KIND, record_id=record_id, act=act)
    write_journal(db, action=action, kind=KIND, record_id=record_id, act=act, now=now)
    return True


def as_input(row: Event) -> EventInput:
    """The inverse of `save`; moments are in UTC."""
    return EventInput(
        slug=row.slug,
        kind=row.kind,
        status=row.standing,
        title=row.title,
        summary=row.summary or {},
        timezone=row.timezone,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        date=row.date,
        place_id=row.place_id,
        online_url=row.online_url,
        route=tuple(_stop_input(stop) for stop in row.route),
        step_free_route=row.step_free_route or {},
        hosts=tuple(_host_input(host) for host in row.hosts),
        languages=tuple(row.languages),
        access=row.access or {},
        on_the_day=OnTheDayInput(
            legal_aid=row.legal_aid,
            first_aid=row.first_aid,
            stewards_sign=row.stewards_sign or {},
            bring=row.bring or {},
        ),
        slogans=tuple(_slogan_input(slogan) for slogan in row.slogans),
        picture=_picture_input(row.picture) if row.picture else None,
        series=row.series,
        updates=tuple(
            UpdateInput(kind=update.kind, at=update.at, text=update.text) for update in row.updates
        ),
        demand_ids=tuple(link.demand_id for link in row.demands),
        remembers_ids=tuple(link.victim_id for link in row.remembers),
        incident_ids=tuple(link.incident_id for link in row.incidents),
        claims=read_claims(row.claims),
        citations=read_citations(row.citations),
    )


def _in_utc(wanted: EventInput) -> EventInput:
    return replace(wanted, starts_at=in_utc(wanted.starts_at), ends_at=in_utc(wanted.ends_at))


def _new(record_id: str, now: datetime) -> Event:
    return Event(
        id=record_id,
        created_at=now,
        picture=None,
        route=[],
        hosts=[],
        slogans=[],
        updates=[],
        demands=[],
        remembers=[],
        incidents=[],
        claims=[],
        citations=[],
    )


def _fill(row: Event, wanted: EventInput) -> None:
    for name in ("slug", "kind", "timezone", "date", "place_id", "online_url", "series"):
        setattr(row, name, getattr(wanted, name))
    row.standing = wanted.status
    row.title = dict(wanted.title)
    for name in ("summary", "step_free_route", "access"):
        setattr(row, name, dict(getattr(wanted, name)) or None)
    row.languages = list(wanted.languages)
    zone, start, end = ZoneInfo(wanted.timezone), wanted.starts_at, wanted.ends_at
    row.starts_at, row.ends_at = in_utc(start), in_utc(end)
    row.starts_wall = wall(start.astimezone(zone)) if start else None
    row.ends_wall = wall(end.astimezone(zone)) if end else None
    day = wanted.on_the_day
    row.legal_aid, row.first_aid = day.legal_aid, day.first_aid
    row.stewards_sign = dict(day.stewards_sign) or None
    row.bring = dict(day.bring) or None
    row.picture = _picture(row.picture, wanted.picture)


def _replace_children(db: Session, row: Event, wanted: EventInput) -> None:
    replace_rows(db, row.route, [_stop(*numbered) for numbered in enumerate(wanted.route)])
    replace_rows(db, row.hosts, [_host(*numbered) for numbered in enumerate(wanted.hosts)])
    replace_rows(db, row.slogans, [_slogan(*numbered) for numbered in enumerate(wanted.slogans)])
    updates = [
        EventUpdate(position=position, kind=update.kind, at=update.at, text=dict(update.text))
        for position, update in enumerate(wanted.updates)
    ]
    replace_rows(db, row.updates, updates)
    demands = [EventDemand(position=n, demand_id=name) for n, name in enumerate(wanted.demand_ids)]
    replace_rows(db, row.demands, demands)
    remembers = [
        EventRemembrance(position=n, victim_id=name) for n, name in enumerate(wanted.remembers_ids)
    ]
    replace_rows(db, row.remembers, remembers)
    incidents = [
        EventIncident(position=n, incident_id=name) for n, name in enumerate(wanted.incident_ids)
    ]
    replace_rows(db, row.incidents, incidents)
    claims = write_claims(EventClaim, EventClaimCitation, wanted.claims, fields=EventField)
    replace_rows(db, row.claims, claims)
    replace_rows(db, row.citations, write_citations(EventCitation, wanted.citations))


def _picture(row: EventPicture | None, wanted: PictureInput | None) -> EventPicture | None:
    """The row in place is changed: its key is the event's."""
    if wanted is None:
        return None
    picture = row or EventPicture()
    picture.name, picture.alt = wanted.name, dict(wanted.alt)
    picture.width, picture.height = wanted.width, wanted.height
    return picture


def _picture_input(row: EventPicture) -> PictureInput:
    return PictureInput(name=row.name, width=row.width, height=row.height, alt=row.alt)


def _stop(position: int, stop: StopInput) -> EventStop:
    return EventStop(
        position=position,
        kind=stop.kind,
        name=dict(stop.name),
        place_id=stop.place_id,
        at=stop.at,
        note=dict(stop.note) or None,
        citations=write_citations(EventStopCitation, stop.citations),
    )


def _stop_input(row: EventStop) -> StopInput:
    return StopInput(
        kind=row.kind,
        name=row.name,
        place_id=row.place_id,
        at=row.at,
        note=row.note or {},
        citations=read_citations(row.citations),
    )


def _host(position: int, host: HostInput) -> EventHost:
    return EventHost(
        position=position,
        organisation_id=host.organisation_id,
        role=host.role,
        citations=write_citations(EventHostCitation, host.citations),
    )


def _host_input(row: EventHost) -> HostInput:
    return HostInput(
        organisation_id=row.organisation_id,
        role=row.role,
        citations=read_citations(row.citations),
    )


def _slogan(position: int, slogan: SloganInput) -> EventSlogan:
    return EventSlogan(
        position=position,
        text=slogan.text,
        language=slogan.language,
        translations=dict(slogan.translations) or None,
        accuses_living_person=slogan.accuses_living_person,
        citations=write_citations(EventSloganCitation, slogan.citations),
    )


def _slogan_input(row: EventSlogan) -> SloganInput:
    return SloganInput(
        text=row.text,
        language=row.language,
        translations=row.translations or {},
        accuses_living_person=row.accuses_living_person,
        citations=read_citations(row.citations),
    )
