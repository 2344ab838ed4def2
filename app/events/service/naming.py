"""From names that people type to records: a known one, or a new one of which only the name is."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.service import accounts
from app.events.edits import EventEdit, HostEdit
from app.events.enums import HOSTING, HostRole
from app.events.inputs import EventInput, HostInput
from app.events.policy import Writer, may_edit
from app.events.service.faults import Faults
from app.history.inputs import Act
from app.kit.errors import NotFound
from app.organisations import queries as known_organisations
from app.organisations import service as organisations
from app.places import queries as known_places
from app.places import service as places
from app.publishing.enums import RecordStatus


def publish_named(db: Session, known: EventInput, *, act: Act, now: datetime) -> None:
    """Let the public read the organisations and places that were only named for an event."""
    for host in known.hosts:
        organisations.publish(db, record_id=host.organisation_id, act=act, now=now)
    for place_id in (known.place_id, *(stop.place_id for stop in known.route)):
        if place_id is not None:
            places.publish(db, record_id=place_id, act=act, now=now)


@dataclass(slots=True, kw_only=True)
class Naming:
    """Finds records by name for one writer, and makes those that are new.

    ``joined`` are organisations that the writer has just named and now acts for.
    """

    db: Session
    writer: Writer
    act: Act
    now: datetime
    joined: set[str] = field(default_factory=set[str])

    def place(self, name: str) -> str | None:
        """The place of that name; None for no name."""
        if not name:
            return None
        found = known_places.named(self.db, name)
        if found:
            return found[0].id
        return places.name_new(self.db, name=name, act=self.act, now=self.now)

    def hosts(
        self, edit: EventEdit, current: tuple[HostInput, ...], faults: Faults
    ) -> tuple[HostInput, ...]:
        """Who hosts, calls and supports; those that stay keep what they are cited with."""
        before = {(host.organisation_id, host.role): host for host in current}
        present = {host.organisation_id for host in current}
        named = [(self._organisation(host, edit.lang, present), host.role) for host in edit.hosts]
        for number, (organisation_id, role) in enumerate(named):
            if current and not self._may_name(organisation_id, role, present):
                faults.note(f"hosts-{number}-name", "ask_to_host")
        faults.note_if(len(set(named)) < len(named), "hosts", "host_twice")
        faults.note_if(current and not named, "hosts", "hosts_missing")
        hosts = tuple(
            before.get((name, role)) or HostInput(organisation_id=name, role=role)
            for name, role in named
        )
        self._check_theirs(hosts, current, faults)
        return hosts

    def caller(self, name: str, lang: str) -> str:
        """The organisation of that name, one of theirs or a new one, which is theirs from here on.

        Raises:
            NotFound: it is somebody else's.
        """
        calls = HostEdit(name=name, role=HostRole.CALLS)
        found = HostInput(organisation_id=self._organisation(calls, lang, set()), role=calls.role)
        own = self.writer.organisation_ids | self.joined
        if not may_edit(replace(self.writer, organisation_ids=own), (found,)):
            raise NotFound
        return found.organisation_id

    def _may_name(self, organisation_id: str, role: HostRole, present: set[str]) -> bool:
        """Nobody is made a host by others: they are asked."""
        own = self.writer.organisation_ids | self.joined | present
        return self.writer.edits_all or role not in HOSTING or organisation_id in own

    def _check_theirs(
        self, hosts: tuple[HostInput, ...], current: tuple[HostInput, ...], faults: Faults
    ) -> None:
        """Nobody calls in the name of others alone, nor takes an event out of their own hands."""
        theirs = replace(self.writer, organisation_ids=self.writer.organisation_ids | self.joined)
        if hosts and not may_edit(theirs, hosts):
            faults.note("hosts", "hosts_without_yours" if current else "organisation_not_yours")

    def _organisation(self, host: HostEdit, lang: str, present: set[str]) -> str:
        """One of their own before one that all know; what others only drafted is not found."""
        found = known_organisations.named(self.db, host.name)
        own = self.writer.organisation_ids | self.joined | present
        known = sorted(found, key=lambda row: row.id not in own)
        for row in known:
            if row.id in own or row.status is RecordStatus.PUBLISHED:
                return row.id
        record_id = organisations.name_new(
            self.db, name=host.name, language=lang, act=self.act, now=self.now
        )
        if host.role in HOSTING:
            self.joined.add(record_id)
            account_id = self.writer.account_id
            accounts.act_for(self.db, account_id=account_id, organisation_id=record_id)
        return record_id
