"""Finding words while a document is made: texts in its language, and the names of others."""

from collections.abc import Callable, Collection, Iterator, Mapping

from sqlalchemy.orm import Session

from app.campaign.queries import default_language
from app.kit.languages import ALL_LANGUAGES, Language
from app.publishing.documents import DatedLink, Document, Link, Localiser
from app.publishing.enums import PublicKind
from app.publishing.models import Entry
from app.publishing.projection import Entries, EntryText, Subject
from app.publishing.queries import Referring, all_referring, as_link, entries_of
from app.publishing.subjects import by_kind

NAMES, BACK, FALLBACK = "ayni.names", "ayni.back", "ayni.fallback"
"""Where a session keeps what it has read; `forget_names` empties it."""


class Words(Localiser):
    """A localiser that also knows what other public records are called."""

    def __init__(self, db: Session, lang: str | None, default: str) -> None:
        super().__init__(lang, default)
        self._db = db

    def link(self, kind: PublicKind, record_id: str | None) -> Link | None:
        """The public record with this id, by name; None if there is none that is public."""
        entry = self.entry(kind, record_id)
        return as_link(entry) if entry is not None else None

    def entry(self, kind: PublicKind, record_id: str | None) -> Entry | None:
        if record_id is None:
            return None
        subject = kind, record_id
        return names_of(self._db, (subject,))[subject].get(self.reading)

    def referring(
        self, to_kind: PublicKind, to_id: str, *, from_kind: PublicKind, role: str
    ) -> list[DatedLink]:
        """The public records that speak of one in a role, by date and then by title."""
        referring = who_refers(self._db, to_kind, (to_id,))[to_kind, to_id]
        found = referring.get((from_kind, role, self.reading), [])
        return [DatedLink(**as_link(entry).model_dump(), date=entry.date) for entry in found]


def names_of(db: Session, subjects: Collection[Subject]) -> dict[Subject, dict[str, Entry]]:
    """The entries of records by language: those of ``subjects``, and others that are known.

    Whoever writes an entry puts it in.
    """
    names: dict[Subject, dict[str, Entry]] = db.info.setdefault(NAMES, {})
    unknown = [subject for subject in subjects if subject not in names]
    for kind, ids in by_kind(unknown):
        names |= {(kind, record_id): {} for record_id in ids}
        for entry in entries_of(db, kind=kind, ids=ids):
            names[kind, entry.record_id][entry.lang] = entry
    return names


def who_refers(
    db: Session, to_kind: PublicKind, to_ids: Collection[str]
) -> dict[Subject, Referring]:
    """What is public and speaks of records: of those of one kind, and of others that are known."""
    back: dict[Subject, Referring] = db.info.setdefault(BACK, {})
    unknown = [record_id for record_id in to_ids if (to_kind, record_id) not in back]
    if unknown:
        referring = all_referring(db, to_kind=to_kind, to_ids=unknown)
        back |= {(to_kind, record_id): found for record_id, found in referring.items()}
    return back


def fallback(db: Session) -> str:
    """The language that texts fall back to."""
    if FALLBACK not in db.info:
        db.info[FALLBACK] = default_language(db)
    return db.info[FALLBACK]


def forget_names(db: Session) -> None:
    """Read what is public anew from here on: it may have been written."""
    for kept in (NAMES, BACK, FALLBACK):
        db.info.pop(kept, None)


def forget_who_refers(db: Session) -> None:
    """Ask anew who speaks of whom, while names stay known."""
    db.info.pop(BACK, None)


class InAllLanguages(Mapping[str, Document]):
    """A document by language, each made when it is first asked for, and one for all of them."""

    def __init__(self, db: Session, make: Callable[[Words], Document]) -> None:
        self._db = db
        self._make = make
        self._made: dict[str, Document] = {}

    def __getitem__(self, lang: str) -> Document:
        if lang not in self._made:
            words = Words(self._db, None if lang == ALL_LANGUAGES else lang, fallback(self._db))
            self._made[lang] = self._make(words)
        return self._made[lang]

    def __iter__(self) -> Iterator[str]:
        return iter((ALL_LANGUAGES, *(language.value for language in Language)))

    def __len__(self) -> int:
        return len(Language) + 1


def in_each_language(db: Session, make: Callable[[Words], EntryText]) -> Entries:
    """The entries of a record. Not taken from its documents: those come later."""

    def entries() -> dict[str, EntryText]:
        return {lang.value: make(Words(db, lang.value, fallback(db))) for lang in Language}

    return entries


def in_all_languages(db: Session, make: Callable[[Words], Document]) -> InAllLanguages:
    """The documents of a record, not made before the names they need are written."""
    return InAllLanguages(db, make)
