"""What a domain hands over to be read by the public, and how it is asked for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from app.publishing.documents import Document
from app.publishing.enums import PublicKind
from app.publishing.models import Published

Role = str
"""In which role one record speaks of another: "host", "place_of_death", …"""
Subject = tuple[PublicKind, str]
"""A public record, by kind and id."""
Spoken = tuple[PublicKind, str, Role]
"""A record that another speaks of, and in which role."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """Name and one line of a record in one language, and what else search should find."""

    title: str
    title_lang: str
    summary: str | None = None
    also: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One record, ready to be read: see `app.publishing.service.settle`.

    ``forgets_former_slugs`` when an old slug would tell what is no longer shown.
    """

    kind: PublicKind
    record_id: str
    slug: str
    documents: Mapping[str, Document]
    entries: Mapping[str, EntryText]
    columns: Mapping[str, Any] = field(default_factory=dict[str, Any])
    date: str | None = None
    references: frozenset[Spoken] = frozenset()
    forgets_former_slugs: bool = False


@dataclass(frozen=True, slots=True)
class Projector:
    """How the records of one kind become public.

    ``project`` makes the publication of the record with an id, or returns None when the public
    may not read it; ``table`` is where its documents stand.
    """

    table: type[Published]
    project: Callable[[Session, str], Publication | None]
