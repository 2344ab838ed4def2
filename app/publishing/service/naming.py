"""Names: what other records, search and feeds say of a record, and of which others it speaks."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.kit.text import search_words
from app.publishing import queries
from app.publishing.models import Entry, Reference
from app.publishing.projection import EntryText, Publication, Spoken, Subject
from app.publishing.subjects import by_kind
from app.publishing.words import forget_who_refers, names_of


class Naming:
    """Entries and references of records, and who speaks of them.

    Read for many at once and changed here; what changed is written when a round of `settle` ends.
    """

    def __init__(self, db: Session) -> None:
        self._db = db
        self._speaks_of: dict[Subject, frozenset[Spoken]] = {}
        self._spoken_of_by: dict[Subject, set[Subject]] = {}
        self._said: dict[Subject, tuple[str, Mapping[str, EntryText]]] = {}
        self._unwritten: set[Subject] = set()

    def read(self, subjects: Iterable[Subject]) -> None:
        """Know these records; those that are known stay as they are here."""
        unknown = [subject for subject in subjects if subject not in self._speaks_of]
        names_of(self._db, unknown)
        speaks_of: dict[Subject, set[Spoken]] = {subject: set() for subject in unknown}
        self._spoken_of_by |= {subject: set() for subject in unknown}
        for kind, ids in by_kind(unknown):
            for record_id, named in queries.references_from(self._db, kind=kind, ids=ids):
                speaks_of[kind, record_id].add(named)
            for record_id, naming in queries.references_to(self._db, kind=kind, ids=ids):
                self._spoken_of_by[kind, record_id].add(naming)
        self._speaks_of |= {subject: frozenset(named) for subject, named in speaks_of.items()}

    def change(self, publication: Publication) -> set[Subject]:
        """Take over what a record is called and speaks of now.

        Returns the records that spoke of it or that it spoke of, before or after; none if nothing
        is new.
        """
        subject = publication.subject
        before = self._around(subject)
        is_new = [self._entries_differ(publication), self._references_differ(publication)]
        return before | self._around(subject) if any(is_new) else set()

    def remove(self, subject: Subject) -> set[Subject] | None:
        """Take away what is said of a record; as `change`, but None if nothing was said."""
        names = names_of(self._db, [subject])
        if not names[subject]:
            return None
        around = self._around(subject)
        kind, record_id = subject
        self._db.execute(delete(Entry).where(Entry.kind == kind, Entry.record_id == record_id))
        names[subject] = {}
        self._said.pop(subject, None)
        self._refer(subject, frozenset())
        return around

    def said_of(self, subject: Subject) -> Mapping[str, EntryText]:
        """What a record is called by now, by language."""
        return self._said[subject][1]

    def write(self) -> None:
        """Write what changed since it was last written."""
        rewritten = sorted(self._unwritten)
        for kind, ids in by_kind(rewritten):
            self._db.execute(
                delete(Reference).where(Reference.from_kind == kind, Reference.from_id.in_(ids))
            )
        rows = [
            {
                "from_kind": kind,
                "from_id": record_id,
                "to_kind": to_kind,
                "to_id": to_id,
                "role": role,
            }
            for kind, record_id in rewritten
            for to_kind, to_id, role in sorted(self._speaks_of[kind, record_id])
        ]
        if rows:
            self._db.execute(insert(Reference), rows)
        self._db.flush()
        self._unwritten.clear()
        forget_who_refers(self._db)

    def _around(self, subject: Subject) -> set[Subject]:
        """Records that speak of this one, and those that this one speaks of."""
        named = {(kind, record_id) for kind, record_id, _ in self._speaks_of[subject]}
        return named | self._spoken_of_by[subject]

    def _entries_differ(self, publication: Publication) -> bool:
        subject, wanted = publication.subject, publication.entries()
        if self._said.get(subject) == (publication.slug, wanted):
            return False
        self._said[subject] = publication.slug, wanted
        stored = names_of(self._db, [subject])[subject]
        changed = [
            self._entry_differs(stored, publication, lang, text) for lang, text in wanted.items()
        ]
        return any(changed)

    def _entry_differs(
        self, stored: dict[str, Entry], publication: Publication, lang: str, text: EntryText
    ) -> bool:
        entry = stored.get(lang)
        if entry is None:
            kind, record_id = publication.subject
            entry = stored[lang] = Entry(kind=kind, record_id=record_id, lang=lang)
            self._db.add(entry)
        entry.slug = publication.slug
        entry.title, entry.title_lang = text.title, text.title_lang
        entry.summary, entry.date = text.summary, publication.date
        entry.names = list(text.names)
        spoken = f"{text.title} {text.summary or ''} {text.also}"
        entry.words = " ".join(dict.fromkeys(search_words(spoken)))
        return self._db.is_modified(entry)

    def _references_differ(self, publication: Publication) -> bool:
        if self._speaks_of[publication.subject] == publication.references:
            return False
        self._refer(publication.subject, publication.references)
        return True

    def _refer(self, subject: Subject, wanted: frozenset[Spoken]) -> None:
        for kind, record_id, _ in self._speaks_of[subject]:
            self._spoken_of_by.get((kind, record_id), set()).discard(subject)
        for kind, record_id, _ in wanted:
            # Who is not known yet is read from what is written when a round ends.
            self._spoken_of_by.get((kind, record_id), set()).add(subject)
        self._speaks_of[subject] = wanted
        self._unwritten.add(subject)
