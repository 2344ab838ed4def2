"""Loading an event for somebody who may edit it; one of others is not found."""

from dataclasses import dataclass
from typing import Annotated

from app.accounts.access import Access, permitted
from app.accounts.enums import AccountRole, Permission
from app.events import queries, service
from app.events.enums import EventStatus
from app.events.inputs import EventInput
from app.events.models import Event
from app.events.policy import Writer, may_edit
from app.kit.errors import NotFound
from app.web.hop import Hop, Inject

MayEdit = Annotated[Access, permitted(Permission.EVENTS_EDIT)]
"""Parameter type of a handler for whoever may edit events at all."""


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """An event, and who is about to change it."""

    row: Event
    known: EventInput
    access: Access
    writer: Writer

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def path(self) -> str:
        """Its home in the workspace."""
        return f"/organise/events/{self.id}"

    @property
    def is_draft(self) -> bool:
        return self.known.status is EventStatus.DRAFT


def writer_of(access: Access) -> Writer:
    """An account as the events' rules see it: coordinators edit all of them."""
    return Writer(
        account_id=access.account_id,
        organisation_ids=access.organisation_ids,
        edits_all=access.role is AccountRole.COORDINATOR,
    )


def check_theirs(hop: Hop, access: Access, event_id: str) -> Writer:
    """Who they are to the rules of an event, before anything of it is read.

    Raises:
        NotFound: it is not theirs, or it is not there: both after the same work.
    """
    writer = writer_of(access)
    if not may_edit(writer, queries.hosts(hop.db, event_id)):
        raise NotFound
    return writer


def _own_event(hop: Hop, event_id: str) -> OwnEvent:
    access: Access = permitted(Permission.EVENTS_EDIT).provider(hop)
    if hop.writes:
        queries.hold_version(hop.db, event_id)
    writer = check_theirs(hop, access, event_id)
    row = queries.event(hop.db, event_id)
    if row is None:
        raise NotFound
    return OwnEvent(row, service.as_input(row), access, writer)


Own = Annotated[OwnEvent, Inject(_own_event)]
"""Parameter type of a handler under ``/organise/events/{event_id:name}``.

Of a handler that writes, nobody else writes the event until it has answered.
"""
