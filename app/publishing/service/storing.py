"""Storing: finished documents with their versions, in whatever language they are read."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.history.queries import latest_revisions
from app.history.service import record_version
from app.kit.batches import batches
from app.kit.generation import raise_public_version
from app.kit.languages import ALL_LANGUAGES
from app.kit.text import sort_key
from app.publishing import queries
from app.publishing.addresses import api_url, page_url
from app.publishing.concealing import note_reach
from app.publishing.documents import Document
from app.publishing.enums import PublicKind
from app.publishing.models import Published
from app.publishing.projection import EntryText, Projector, Publication, Subject
from app.publishing.service.slugs import end_former, give_codes, keep_former
from app.publishing.subjects import by_kind
from app.publishing.veil import Cover
from app.publishing.words import who_refers

AT_ONCE = 100
"""How many records are compared with what is stored, and stored, at a time."""
_RAISED = "ayni.public_version_raised"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the public will read of a record and what is hidden, its names, and by whose act."""

    publication: Publication
    entries: Mapping[str, EntryText]
    act: Act
    cover: Cover

    def entry(self, lang: str) -> EntryText:
        """The entry in a language, or for all of them."""
        return self.entries.get(lang) or next(iter(self.entries.values()))


@dataclass(frozen=True, slots=True)
class _Face:
    """What the public will read of a record beside what it reads as yet."""

    shown: Shown
    digests: Mapping[str, str]
    stored: Mapping[str, Published]

    @property
    def is_new(self) -> bool:
        return {lang: row.hash for lang, row in self.stored.items()} != self.digests


def store(
    db: Session,
    projectors: Mapping[PublicKind, Projector[Any]],
    shown: Iterable[Shown],
    *,
    now: datetime,
) -> int:
    """Store the documents that are new; returns of how many records."""
    changed = 0
    for some in batches(shown, AT_ONCE):
        faces = _faces(db, projectors, some)
        new = [face for face in faces if face.is_new]
        if new:
            raise_once(db)
            _store(db, projectors, new, now=now)
        changed += len(new)
        for face in faces:
            if not face.is_new:
                _renew_lines(db, face)
        note_reach(
            db,
            {
                face.shown.publication.subject: face.shown.cover.reached
                for face in faces
                if face.shown.cover.hiding
            },
        )
    return changed


def raise_once(db: Session) -> None:
    """One raise a transaction: the row's lock orders the change feed."""
    transaction = db.get_transaction()
    if db.info.get(_RAISED) is not transaction:
        db.info[_RAISED] = transaction
        raise_public_version(db)


def _faces(
    db: Session,
    projectors: Mapping[PublicKind, Projector[Any]],
    some: Sequence[Shown],
) -> list[_Face]:
    subjects = [shown.publication.subject for shown in some]
    stored: dict[Subject, dict[str, Published]] = {subject: {} for subject in subjects}
    for kind, ids in by_kind(subjects):
        projector = projectors[kind]
        for row in queries.stored(db, projector.table, ids=ids):
            stored[kind, row.id][row.lang] = row
        if projector.tells_who_refers:
            who_refers(db, kind, ids)
    return [_face(shown, stored[shown.publication.subject]) for shown in some]


def _face(shown: Shown, stored: Mapping[str, Published]) -> _Face:
    publication = shown.publication
    digests = {
        lang: _digest(publication, document, shown.entry(lang))
        for lang, document in publication.documents.items()
    }
    return _Face(shown, digests, stored)


def _store(
    db: Session,
    projectors: Mapping[PublicKind, Projector[Any]],
    faces: Sequence[_Face],
    *,
    now: datetime,
) -> None:
    slugs = {face.shown.publication.subject: face.shown.publication.slug for face in faces}
    numbers: dict[Subject, int] = {}
    for kind, ids in by_kind(slugs):
        latest = latest_revisions(db, kind=kind, ids=ids)
        numbers |= {(kind, record_id): latest.get(record_id, 0) + 1 for record_id in ids}
    had: list[tuple[Publication, set[str]]] = []
    for face in faces:
        publication, act = face.shown.publication, face.shown.act
        kind, record_id = publication.subject
        number, former = numbers[kind, record_id], {row.slug for row in face.stored.values()}
        told = {slug for slug in former if face.shown.cover.tells(slug)}
        _write(db, projectors[kind].table, face, number=number, now=now)
        record_version(db, kind=kind, record_id=record_id, number=number, act=act, now=now)
        had.append((publication, former - told))
    keep_former(db, had)
    end_former(db, slugs)
    for kind, ids in by_kind(slugs):
        give_codes(db, kind, ids)
    db.flush()


def _write(db: Session, table: type[Published], face: _Face, *, number: int, now: datetime) -> None:
    publication = face.shown.publication
    for lang in publication.documents:
        document = _finished(face.shown, lang, number, now)
        values = {
            **publication.columns,
            "slug": publication.slug,
            "version": number,
            "updated_at": now,
            "hash": face.digests[lang],
            "sort_key": sort_key(face.shown.entry(lang).title),
            "line": _line(document, lang),
            "body": document.model_dump_json().encode(),
        }
        row = face.stored.get(lang)
        if row is None:
            row = table()
            row.id, row.lang = publication.record_id, lang
            db.add(row)
        for name, value in values.items():
            setattr(row, name, value)


def _renew_lines(db: Session, face: _Face) -> None:
    """Write the lines that lists of an older version read otherwise: no document is another."""
    for row in face.stored.values():
        document = _finished(face.shown, row.lang, row.version, row.updated_at)
        line = _line(document, row.lang)
        if row.line != line:
            row.line = line
            raise_once(db)


def _finished(shown: Shown, lang: str, number: int, now: datetime) -> Document:
    publication = shown.publication
    reading = lang if lang in shown.entries else next(iter(shown.entries))
    return publication.documents[lang].model_copy(
        update={
            "id": publication.record_id,
            "slug": publication.slug,
            "url": page_url(publication.kind, publication.slug, reading),
            "api_url": api_url(publication.kind, publication.record_id),
            "updated_at": now,
            "version": number,
        }
    )


def _line(document: Document, lang: str) -> bytes:
    """What lists read; none of them is in all languages at once."""
    if document.LINE is None or lang == ALL_LANGUAGES:
        return b""
    return document.model_dump_json(include=document.LINE).encode()


def _digest(publication: Publication, document: Document, entry: EntryText) -> str:
    plain = document.model_copy(update={"version": 0, "updated_at": None})
    told: list[Any] = [
        plain.model_dump_json(),
        publication.slug,
        repr(sorted(publication.columns.items())),
        repr(entry),
        publication.date,
        sorted(publication.references),
    ]
    return blake2b(json.dumps(told).encode(), digest_size=8).hexdigest()
