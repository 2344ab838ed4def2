"""Settling: every marked record is published before the commit, with those around it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.history.enums import Action
from app.history.inputs import Act
from app.history.service import announce
from app.kit.generation import hold_public_version
from app.publishing.concealing import (
    NAMED,
    all_concealed,
    concerned,
    forget_slugs,
    has_to_conceal,
    sheltered,
    veil_of,
    veiled,
)
from app.publishing.enums import PublicKind
from app.publishing.projection import Projector, Publication, Subject
from app.publishing.service.marks import has_marks, mark_beside, mark_in_passing, take_marks
from app.publishing.service.naming import Naming
from app.publishing.service.storing import Shown, raise_once, store
from app.publishing.subjects import by_kind
from app.publishing.veil import Cover, Veil
from app.publishing.words import forget_names, names_of

MAX_ROUNDS = 10
Projectors = Mapping[PublicKind, Projector[Any]]


def settle(db: Session, *, projectors: Projectors, now: datetime) -> int:
    """Publish every marked record, and those that name it or that it names.

    First names (entries and references), until none changes any more; then the documents, which
    are made of them. Names that are concealed are taken out before either is written. Returns the
    number of records whose public face changed.
    """
    if not (has_marks(db) or has_to_conceal(db)):
        return 0
    db.flush()
    hold_public_version(db)  # what is read from here on, nobody else publishes meanwhile
    is_concealing = has_to_conceal(db)
    _mark_concerned(db, projectors)
    settling = _Settling(db, projectors, now, is_concealing=is_concealing)
    forget_names(db)
    for _ in range(MAX_ROUNDS):
        stale = take_marks(db)
        if not stale:
            break
        settling.name(stale)
        settling.mark_sheltered(act=next(iter(stale.values())))
    else:
        message = "names that depend on each other did not come to rest"
        raise RuntimeError(message)
    if settling.is_concealing:
        forget_slugs(db)
    return settling.withdrawn + settling.store()


def _mark_concerned(db: Session, projectors: Projectors) -> None:
    """Mark what has to be read anew, for names that may not be told from here on, or may again."""
    tables = {kind: projector.table for kind, projector in projectors.items()}
    found = concerned(db, tables)
    if found is not None:
        raise_once(db)  # what no record tells: the reason of a correction, who we are
        mark_beside(db, found)


class _Settling:
    """One run of `settle`. A record is projected once: what it says itself changes no more."""

    def __init__(
        self, db: Session, projectors: Projectors, now: datetime, *, is_concealing: bool
    ) -> None:
        self.withdrawn = 0
        self.is_concealing = is_concealing
        self._concealed = all_concealed(db)
        self._db = db
        self._projectors = projectors
        self._now = now
        self._naming = Naming(db)
        self._others: set[str] | None = None
        self._projected: dict[Subject, Publication | None] = {}
        self._shown: dict[Subject, tuple[Publication, Cover]] = {}
        self._acts: dict[Subject, Act] = {}

    def name(self, stale: Mapping[Subject, Act]) -> None:
        """Write what these records are called and speak of; mark those around what is new."""
        if self._others is None and any(kind in NAMED for kind, _ in stale):
            self._others = set(veil_of(self._db, self._concealed).others)
        self._project(subject for subject in stale if subject not in self._projected)
        self._naming.read(stale)
        known = [one for subject in stale if (one := self._projected[subject])]
        names_of(self._db, {named[:2] for one in known for named in one.references})
        veil = veil_of(self._db, self._concealed, written=known)
        for subject, act in stale.items():
            publication = self._projected[subject]
            if publication is None:
                around = self._withdraw(subject)
            else:
                around = self._naming.change(self._veiled(publication, veil))
            mark_in_passing(self._db, around, act=act)
            self._acts.setdefault(subject, act)  # with its own reason
        self._naming.write()

    def mark_sheltered(self, *, act: Act) -> None:
        """Mark what tells more or less now of concealed names, since others are called otherwise.

        Somebody's public name stays whole although a concealed one has a word of it: until it is
        another, or no longer public.
        """
        if self._others is None:
            return
        veil = veil_of(self._db, self._concealed)
        others = set(veil.others)
        if changed := others ^ self._others:
            tables = {kind: projector.table for kind, projector in self._projectors.items()}
            found = sheltered(self._db, veil, changed, tables) | self._shown.keys()
            mark_in_passing(self._db, found, act=act)
            self._others, self.is_concealing = others, True

    def store(self) -> int:
        """Store the documents of all that was named; returns how many changed."""
        shown = (
            Shown(publication, self._naming.said_of(subject), self._acts[subject], cover)
            for subject, (publication, cover) in self._shown.items()
        )
        return store(self._db, self._projectors, shown, now=self._now)

    def _project(self, subjects: Iterable[Subject]) -> None:
        missing = list(subjects)
        self._projected |= dict.fromkeys(missing)
        for kind, ids in by_kind(missing):
            projector = self._projectors[kind]
            for row in projector.find(self._db, ids):
                self._projected[kind, row.id] = projector.project(self._db, row)

    def _veiled(self, publication: Publication, veil: Veil) -> Publication:
        """Without what is hidden in it; on the memorial, whose own names stay whole."""
        is_of_people = publication.kind is PublicKind.VICTIM
        said = publication.entries().values() if is_of_people else ()
        named = {name for entry in said for name in entry.names}
        cover = veil.over(publication.subject, publication.references, named=named)
        self._shown[publication.subject] = shown, _ = veiled(publication, cover), cover
        return shown

    def _withdraw(self, subject: Subject) -> set[Subject]:
        """Take a record out of everything the public reads; only a tombstone stays."""
        around = self._naming.remove(subject)
        if around is None:
            return set()
        kind, record_id = subject
        table = self._projectors[kind].table
        self._db.execute(delete(table).where(table.id == record_id))
        announce(self._db, kind=kind, record_id=record_id, action=Action.WITHDRAWN, now=self._now)
        raise_once(self._db)
        self.withdrawn += 1
        return around
