"""What a domain hands over to be read by the public, and how it is asked for it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from app.publishing.documents import Document
from app.publishing.enums import PublicKind
from app.publishing.models import Published, Record

Role = str
"""In which role one record speaks of another: "host", "place_of_death", …"""
Subject = tuple[PublicKind, str]
"""A public record, by kind and id."""
Spoken = tuple[PublicKind, str, Role]
"""A record that another speaks of, and in which role."""
Row = TypeVar("Row", bound=Record)


@dataclass(frozen=True, slots=True)
class EntryText:
    """Name and one line of a record in one language, and what else search should find.

    ``names`` are those that stay whole though a name is concealed: see `app.publishing.veil`.
    """

    title: str
    title_lang: str
    summary: str | None = None
    also: str = ""
    names: tuple[str, ...] = ()


Entries = Callable[[], Mapping[str, EntryText]]
"""Makes a record's entries by language: anew when others have been named, if it names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One record, ready to be read: see `app.publishing.service.settle`.

    ``forgets_former_slugs`` when an old slug would tell what is no longer shown.
    """

    kind: PublicKind
    record_id: str
    slug: str
    documents: Mapping[str, Document]
    entries: Entries
    columns: Mapping[str, Any] = field(default_factory=dict[str, Any])
    date: str | None = None
    references: frozenset[Spoken] = frozenset()
    forgets_former_slugs: bool = False

    @property
    def subject(self) -> Subject:
        return self.kind, self.record_id


@dataclass(frozen=True, slots=True)
class Projector(Generic[Row]):
    """How the records of one kind become public.

    ``find`` reads records whole by their ids; ``project`` makes the publication of one, or
    returns None when the public may not read it. ``table`` is where the documents stand, and
    ``tells_who_refers`` whether they say who speaks of the record.
    """

    table: type[Published]
    find: Callable[[Session, Collection[str]], Sequence[Row]]
    project: Callable[[Session, Row], Publication | None]
    tells_who_refers: bool = False
