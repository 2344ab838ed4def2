"""Where somebody goes on after signing in or giving the password again: names, never addresses."""

import re
from enum import StrEnum
from typing import Annotated

from app.web.hop import Hop, Inject

_ID = "[a-z]{1,4}_[0-9a-z]{12}"


class Destination(StrEnum):
    """A page of the workspace by its path; ``{id}`` stands for a record's id."""

    HOME = "/organise"
    EVENTS = "/organise/events"
    NEW_EVENT = "/organise/events/new"
    EVENT = "/organise/events/{id}"
    LIST = "/organise/events/{id}/list"
    PROPOSALS = "/organise/proposals"
    PEOPLE = "/organise/people"
    INVITE = "/organise/people/invite"
    PERSON = "/organise/people/{id}"
    ROLE = "/organise/people/{id}/role"
    NEW_PASSWORD = "/organise/people/{id}/new-password"  # noqa: S105 -- an address
    REMOVE = "/organise/people/{id}/remove"
    CAMPAIGN = "/organise/campaign"
    MAIL = "/organise/mail"
    JOURNAL = "/organise/journal"
    RESCUE_SHEET = "/organise/rescue-sheet"
    USE_SHEET = "/organise/rescue-sheet/use"
    ACCOUNT = "/organise/account"
    PASSWORD = "/organise/account/password"  # noqa: S105 -- an address
    SECOND_FACTOR = "/organise/account/second-factor"

    @property
    def word(self) -> str:
        """How an address names it."""
        return self.name.lower()


BY_WORD = {destination.word: destination for destination in Destination}


def query_for(path: str) -> str:
    """The query that leads back to a path: ``?next=event&id=e_…``; empty for one of no name."""
    for destination in Destination:
        pattern = re.escape(destination.value).replace(r"\{id\}", f"({_ID})")
        found = re.fullmatch(pattern, path)
        if found:
            identifier = f"&id={found[1]}" if found.groups() else ""
            return f"?next={destination.word}{identifier}"
    return ""


def query_above(path: str) -> str:
    """The query that leads to the nearest page above a path that something was sent to."""
    while path and not query_for(path):
        path = path.rpartition("/")[0]
    return query_for(path)


def path_for(word: str | None, identifier: str | None) -> str:
    """The path that a query names; the workspace's first page for anything else."""
    destination = BY_WORD.get(word or "", Destination.HOME)
    if "{id}" not in destination:
        return destination.value
    if identifier is None or not re.fullmatch(_ID, identifier):
        return Destination.HOME.value
    return destination.value.replace("{id}", identifier)


def _onward(hop: Hop) -> str:
    query = hop.request.query_params
    return path_for(query.get("next"), query.get("id"))


Onward = Annotated[str, Inject(_onward)]
"""Parameter type of a handler that sends somebody on to the path that its query names."""
