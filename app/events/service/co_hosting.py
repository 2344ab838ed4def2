"""Asking another organisation of the campaign to host an event too; it hosts once it has agreed."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.events import queries
from app.events.enums import HOSTING, HostRole
from app.events.inputs import HostInput
from app.events.models import CoHostRequest, Event
from app.events.service.naming import publish_named
from app.events.service.records import KIND, as_input, save
from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.errors import Conflict, NotFound
from app.publishing.enums import RecordStatus


class HostsAlready(Conflict):
    """The organisation hosts the event, or has been asked to."""

    code = "hosts_already"


def ask(db: Session, *, event_id: str, organisation_id: str, act: Act, now: datetime) -> None:
    """Ask an organisation to host an event too.

    Raises:
        HostsAlready: there is nothing to ask.
    """
    row = _event(db, event_id)
    hosting = {host.organisation_id for host in as_input(row).hosts if host.role in HOSTING}
    asked = db.get(CoHostRequest, (event_id, organisation_id))
    if organisation_id in hosting or asked is not None:
        raise HostsAlready
    db.add(CoHostRequest(event_id=event_id, organisation_id=organisation_id, at=now))
    write_journal(db, action="co_host_asked", kind=KIND, record_id=event_id, act=act, now=now)


def agree(db: Session, *, event_id: str, organisation_id: str, act: Act, now: datetime) -> None:
    """Host an event too, as it was asked; its people may edit it from now on.

    Raises:
        NotFound: nobody asks that any more.
    """
    row = _event(db, event_id)
    _end(db, event_id, organisation_id)
    known = as_input(row)
    host = HostInput(organisation_id=organisation_id, role=HostRole.HOST)
    wanted = replace(known, hosts=(*known.hosts, host))
    if row.status is RecordStatus.PUBLISHED:
        publish_named(db, wanted, act=act, now=now)
    save(
        db,
        record_id=event_id,
        wanted=wanted,
        act=act,
        now=now,
        status=row.status,
        action="co_host_agreed",
    )


def decline(db: Session, *, event_id: str, organisation_id: str, act: Act, now: datetime) -> None:
    """Say no, or take the question back.

    Raises:
        NotFound: nobody asks that any more.
    """
    _event(db, event_id)
    _end(db, event_id, organisation_id)
    write_journal(db, action="co_host_declined", kind=KIND, record_id=event_id, act=act, now=now)


def _event(db: Session, event_id: str) -> Event:
    queries.hold_version(db, event_id)
    row = queries.event(db, event_id)
    if row is None:
        raise NotFound
    return row


def _end(db: Session, event_id: str, organisation_id: str) -> None:
    ended = db.scalars(
        delete(CoHostRequest)
        .where(CoHostRequest.event_id == event_id, CoHostRequest.organisation_id == organisation_id)
        .returning(CoHostRequest.event_id)
    )
    if ended.first() is None:
        raise NotFound
