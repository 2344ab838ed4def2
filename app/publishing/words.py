"""Finding words while a document is made: texts in its language, and the names of others."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.campaign.queries import default_language
from app.kit.languages import ALL_LANGUAGES, Language
from app.publishing.documents import DatedLink, Document, Link, Localiser
from app.publishing.enums import PublicKind
from app.publishing.models import Entry
from app.publishing.queries import as_link, referring

NAMES = "ayni.names"
"""Where a session keeps the entries it has read; `app.publishing.service` empties it."""

DocumentType = TypeVar("DocumentType", bound=Document)


class Words(Localiser):
    """A localiser that also knows what other public records are called."""

    def __init__(self, db: Session, lang: str | None, default: str) -> None:
        super().__init__(lang, default)
        self._db = db
        self._names: dict[tuple[PublicKind, str], dict[str, Entry]] = db.info.setdefault(NAMES, {})

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
        found = referring(
            self._db,
            to_kind=to_kind,
            to_id=to_id,
            from_kind=from_kind,
            role=role,
            lang=self.reading,
        )
        return [DatedLink(**as_link(entry).model_dump(), date=entry.date) for entry in found]


def in_all_languages(db: Session, make: Callable[[Words], DocumentType]) -> dict[str, DocumentType]:
    """Make a document for each site language, and the one that holds all of them."""
    default = default_language(db)
    made = {lang.value: make(Words(db, lang.value, default)) for lang in Language}
    return {ALL_LANGUAGES: make(Words(db, None, default)), **made}
