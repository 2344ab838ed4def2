"""From a draft to a published event: a secret link to it, publishing it, discarding it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.events import queries
from app.events.enums import EventStatus
from app.events.inputs import EventInput
from app.events.kinds import DEFAULTS, Where
from app.events.models import Event, EventPreview
from app.events.service import records
from app.events.service.faults import Faults
from app.events.service.naming import publish_named
from app.events.service.records import KIND
from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.errors import Conflict, NotFound
from app.kit.sealing import as_token, derive, from_token, new_secret
from app.publishing.service import free_slug
from app.sources.service import shown_values

_LINK = "preview"
"""The purpose of the key by which a secret link is found."""


class NotADraft(Conflict):
    """It is published already, or was proposed by somebody: other pages are for those."""

    code = "not_a_draft"


def publish(db: Session, *, record_id: str, act: Act, now: datetime) -> int:
    """Let the public read a draft, the other drafts of its series, and what they name.

    Returns how many events were published.

    Raises:
        NotADraft: it is none.
        EditRefused: something without which nobody would find it is missing.
    """
    series = _draft(db, record_id).series
    others: Iterable[str] = queries.drafts_in_series(db, series) if series else ()
    ids = dict.fromkeys([record_id, *others])
    for draft_id in ids:
        _publish(db, draft_id, act=act, now=now)
    return len(ids)


def _publish(db: Session, record_id: str, *, act: Act, now: datetime) -> None:
    known = records.as_input(_draft(db, record_id))
    _check_complete(known)
    publish_named(db, known, act=act, now=now)
    end_link(db, record_id=record_id)
    title = next(iter(known.title.values()))
    slug = free_slug(db, Event, KIND, wish=title, record_id=record_id)
    wanted = replace(known, status=EventStatus.PUBLISHED, slug=slug)
    records.save(db, record_id=record_id, wanted=wanted, act=act, now=now)
    db.flush()


def discard(db: Session, *, record_id: str, act: Act, now: datetime) -> None:
    """Delete a draft; what was published is cancelled, never deleted.

    Raises:
        NotADraft: it is none.
    """
    db.delete(_draft(db, record_id))
    write_journal(db, action="draft_discarded", kind=KIND, record_id=record_id, act=act, now=now)


def new_link(db: Session, *, record_id: str, act: Act, now: datetime) -> str:
    """A secret under which the draft can be read without an account; an older one ends.

    It is told once and not kept.

    Raises:
        NotADraft: whoever may read it needs no secret.
    """
    _draft(db, record_id)
    end_link(db, record_id=record_id)
    secret = new_secret()
    lookup = derive(secret, _LINK)
    db.add(EventPreview(event_id=record_id, lookup=lookup, created_at=now))
    write_journal(db, action="draft_linked", kind=KIND, record_id=record_id, act=act, now=now)
    return as_token(secret)


def end_link(db: Session, *, record_id: str) -> None:
    """Whoever follows the secret link from now on finds nothing."""
    db.execute(delete(EventPreview).where(EventPreview.event_id == record_id))


def behind_link(db: Session, token: str) -> Event | None:
    """The draft that a secret link leads to."""
    secret = from_token(token)
    if secret is None:
        return None
    record_id = queries.linked_draft(db, derive(secret, _LINK))
    return None if record_id is None else queries.event(db, record_id)


def _draft(db: Session, record_id: str) -> Event:
    queries.hold_version(db, record_id)
    row = queries.event(db, record_id)
    if row is None:
        raise NotFound
    if row.standing is not EventStatus.DRAFT:
        raise NotADraft
    return row


def _check_complete(known: EventInput) -> None:
    faults = Faults()
    claimed = shown_values(known.claims)
    faults.note_if(not known.title, "title", "title_missing")
    faults.note_if(not (known.starts_at or known.date or claimed), "day", "day_missing")
    faults.note_if(not known.hosts, "hosts", "hosts_missing")
    where = DEFAULTS[known.kind].where
    if where is Where.LINK:
        faults.note_if(not known.online_url, "online_url", "link_missing")
    elif where is Where.ROUTE:
        faults.note_if(len(known.route) < 2, "stops", "route_too_short")  # noqa: PLR2004 -- two ends
    elif where is Where.PLACE:
        faults.note_if(not (known.place_id or known.route), "place", "place_missing")
    faults.tell()
