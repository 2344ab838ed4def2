"""Whose event it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.events.enums import HOSTING
from app.events.inputs import HostInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who writes: an account, the organisations it acts for, and whether all events are its."""

    account_id: str
    organisation_ids: frozenset[str]
    edits_all: bool = False


def may_edit(writer: Writer, hosts: Iterable[HostInput]) -> bool:
    """Whether an event is theirs: one of their organisations hosts or calls it."""
    if writer.edits_all:
        return True
    return any(
        host.organisation_id in writer.organisation_ids and host.role in HOSTING for host in hosts
    )
