"""Finding words while a document is made: texts in its language, and the names of others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.campaign.queries import default_language
from app.kit.languages import ALL_LANGUAGES, Language
from app.publishing.documents import DatedLink, Document, Link, Localiser
from app.publishing.enums import PublicKind
from app.publishing.models import Entry
from app.publishing.queries import Referring, all_referring, as_link

NAMES, BACK = "ayni.names", "ayni.back"
"""Where a session keeps the entries it has read; `forget_names` empties it."""

Made = TypeVar("Made")


class Words(Localiser):
    """A localiser that also knows what other public records are called."""

    def __init__(self, db: Session, lang: str | None, default: str) -> None:
        super().__init__(lang, default)
        self._db = db
        self._names: dict[tuple[PublicKind, str], dict[str, Entry]] = db.info.setdefault(NAMES, {})
        self._back: dict[tuple[PublicKind, str], Referring] = db.info.setdefault(BACK, {})

    def link(self, kind: PublicKind, record_id: str | None) -> Link | None:
        """The public record with this id, by name; None if there is none that is public."""
        entry = self.entry(kind, record_id)
        return as_link(entry) if entry is not None else None

    def entry(self, kind: PublicKind, record_id: str | None) -> Entry | None:
        if record_id is None:
            return None
        if (kind, record_id) not in self._names:
            query = select(Entry).where(Entry.kind == kind, Entry.record_id == record_id)
            self._names[kind, record_id] = {row.lang: row for row in self._db.scalars(query)}
        return self._names[kind, record_id].get(self.reading)

    def referring(
        self, to_kind: PublicKind, to_id: str, *, from_kind: PublicKind, role: str
    ) -> list[DatedLink]:
        """The public records that speak of one in a role, by date and then by title."""
        if (to_kind, to_id) not in self._back:
            self._back[to_kind, to_id] = all_referring(self._db, to_kind=to_kind, to_id=to_id)
        found = self._back[to_kind, to_id].get((from_kind, role, self.reading), [])
        return [DatedLink(**as_link(entry).model_dump(), date=entry.date) for entry in found]


def forget_names(db: Session, subjects: Iterable[tuple[PublicKind, str]] | None = None) -> None:
    """Read names anew from here on, those of ``subjects`` or all: they have been written."""
    if subjects is None:
        db.info.pop(NAMES, None)
        db.info.pop(BACK, None)
        return
    for subject in subjects:
        db.info.get(NAMES, {}).pop(subject, None)
        db.info.get(BACK, {}).pop(subject, None)


class InAllLanguages(Mapping[str, Document]):
    """A document by language, each made when it is first asked for, and one for all of them."""

    def __init__(self, db: Session, make: Callable[[Words], Document]) -> None:
        self._db = db
        self._make = make
        self._made: dict[str, Document] = {}

    def __getitem__(self, lang: str) -> Document:
        if lang not in self._made:
            words = Words(self._db, None if lang == ALL_LANGUAGES else lang, self._default)
            self._made[lang] = self._make(words)
        return self._made[lang]

    def __iter__(self) -> Iterator[str]:
        return iter((ALL_LANGUAGES, *(language.value for language in Language)))

    def __len__(self) -> int:
        return len(Language) + 1

    @cached_property
    def _default(self) -> str:
        return default_language(self._db)


def in_each_language(db: Session, make: Callable[[Localiser], Made]) -> dict[str, Made]:
    """What is made from a record's own texts alone, for each site language: its entries."""
    default = default_language(db)
    return {lang.value: make(Localiser(lang.value, default)) for lang in Language}


def in_all_languages(db: Session, make: Callable[[Words], Document]) -> InAllLanguages:
    """The documents of a record, not made before the names they need are written."""
    return InAllLanguages(db, make)
