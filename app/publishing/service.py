"""Publishing: the one way a record's public face comes about, changes and goes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from itertools import chain, count
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.history.enums import Action
from app.history.inputs import Act
from app.history.queries import latest_revision
from app.history.service import announce, record_version
from app.kit.generation import hold_public_version, raise_public_version
from app.kit.ids import short_code
from app.kit.languages import ALL_LANGUAGES
from app.kit.text import search_words, slug_of, sort_key
from app.publishing.addresses import api_url, page_url
from app.publishing.concealing import concerned, note_reach, veil_of, veiled
from app.publishing.documents import Document
from app.publishing.enums import SHORT_LINK, PublicKind
from app.publishing.models import Entry, FormerSlug, Published, Record, Reference, ShortCode
from app.publishing.projection import Projector, Publication, Subject
from app.publishing.veil import Cover, Veil
from app.publishing.words import forget_names

MAX_ROUNDS = 10
RESERVED = {"propose"}
"""What stands in an address where a slug would."""
_RAISED = "ayni.public_version_raised"
_STALE = "ayni.stale"


def mark(db: Session, *, kind: PublicKind, record_id: str, act: Act) -> None:
    """Note that a record changed; `settle` publishes it anew before the commit."""
    db.info.setdefault(_STALE, {})[kind, record_id] = act


def free_slug(
    db: Session, table: type[Record], kind: PublicKind, *, wish: str, record_id: str
) -> str:
    """An address made of a title that no other record has or had; numbered where it must be.

    Nobody else can publish until we commit, so it stays free.
    """
    hold_public_version(db)
    begin = slug_of(wish) or record_id.replace("_", "-")
    taken = {
        *RESERVED,
        *db.scalars(
            select(table.slug).where(
                table.slug.startswith(begin, autoescape=True), table.id != record_id
            )
        ),
        *db.scalars(
            select(FormerSlug.slug).where(
                FormerSlug.kind == kind,
                FormerSlug.slug.startswith(begin, autoescape=True),
                FormerSlug.record_id != record_id,
            )
        ),
    }
    numbered = (f"{begin}-{number}" for number in count(2))
    return next(slug for slug in chain((begin,), numbered) if slug not in taken)


def settle(db: Session, *, projectors: Mapping[PublicKind, Projector], now: datetime) -> int:
    """Publish every marked record, and those that name it or that it names.

    First names (entries and references), until none changes any more; then the documents, which
    are made of them. Names that are concealed are taken out before either is written. Returns the
    number of records whose public face changed.
    """
    changed = 0
    touched: dict[Subject, tuple[Publication, Cover, Act]] = {}
    _mark_concerned(db, projectors)
    for _ in range(MAX_ROUNDS):
        stale: dict[Subject, Act] = db.info.pop(_STALE, {})
        if not stale:
            break
        db.flush()
        forget_names(db)
        veil = veil_of(db)
        for subject, act in sorted(stale.items(), key=lambda item: item[0]):
            publication = projectors[subject[0]].project(db, subject[1])
            if publication is None:
                touched.pop(subject, None)
                table = projectors[subject[0]].table
                changed += _withdraw(db, table, subject=subject, act=act, now=now)
            else:
                cover = _cover(veil, publication)
                publication = veiled(publication, cover)
                first = touched[subject][2] if subject in touched else act  # with its own reason
                touched[subject] = publication, cover, first
                _name(db, publication, act=act)
    else:
        message = "names that depend on each other did not come to rest"
        raise RuntimeError(message)
    forget_names(db)
    for subject, (publication, cover, act) in touched.items():
        changed += _publish(db, projectors[subject[0]].table, publication, act=act, now=now)
        if cover.hiding:
            note_reach(db, subject, cover.reached)
    return changed


def _mark_concerned(db: Session, projectors: Mapping[PublicKind, Projector]) -> None:
    """Mark what has to be read anew, for names that may not be told from here on, or may again."""
    tables = {kind: projector.table for kind, projector in projectors.items()}
    found = concerned(db, tables)
    if found is None:
        return
    _raise_once(db)  # what no record tells: the reason of a correction, who we are
    stale: dict[Subject, Act] = db.info.setdefault(_STALE, {})
    db.info[_STALE] = {**found, **stale}


def _cover(veil: Veil, publication: Publication) -> Cover:
    """What is hidden in a publication; on the memorial, whose own names stay whole."""
    is_of_people = publication.kind is PublicKind.VICTIM
    named = {entry.title for entry in publication.entries.values()} if is_of_people else ()
    subject = publication.kind, publication.record_id
    return veil.over(subject, publication.references, named=named)


def _publish(
    db: Session, table: type[Published], publication: Publication, *, act: Act, now: datetime
) -> bool:
    record_id = publication.record_id
    stored = {row.lang: row for row in db.scalars(select(table).where(table.id == record_id))}
    digests = {lang: _digest(publication, lang) for lang in publication.documents}
    if {lang: row.hash for lang, row in stored.items()} == digests:
        _renew_lines(db, publication, stored.values())
        return False
    kind = publication.kind
    former = {row.slug for row in stored.values()}
    number = latest_revision(db, kind=kind, record_id=record_id) + 1
    for lang in publication.documents:
        document = _finished(publication, lang, number, now)
        values = {
            **publication.columns,
            "slug": publication.slug,
            "version": number,
            "updated_at": now,
            "hash": digests[lang],
            "sort_key": sort_key(_entry_of(publication, lang).title),
            "line": _line(document, lang),
            "body": document.model_dump_json().encode(),
        }
        row = stored.get(lang)
        if row is None:
            row = table()
            row.id, row.lang = record_id, lang
            db.add(row)
        for name, value in values.items():
            setattr(row, name, value)
    _keep_slug(db, publication, former)
    _keep_code(db, kind, record_id)
    record_version(db, kind=kind, record_id=record_id, number=number, act=act, now=now)
    _raise_once(db)
    db.flush()
    return True


def _withdraw(
    db: Session,
    table: type[Published],
    *,
    subject: tuple[PublicKind, str],
    act: Act,
    now: datetime,
) -> bool:
    """Take a record out of everything the public reads; only a tombstone stays."""
    kind, record_id = subject
    if db.scalar(select(Entry.number).where(*_entry_is(kind, record_id)).limit(1)) is None:
        return False
    _mark_in_passing(db, _neighbours(db, kind, record_id), act=act)
    db.execute(delete(Entry).where(*_entry_is(kind, record_id)))
    db.execute(delete(Reference).where(Reference.from_kind == kind, Reference.from_id == record_id))
    db.execute(delete(table).where(table.id == record_id))
    announce(db, kind=kind, record_id=record_id, action=Action.WITHDRAWN, now=now)
    _raise_once(db)
    return True


def _renew_lines(db: Session, publication: Publication, rows: Iterable[Published]) -> None:
    """Write the lines that lists of an older version read otherwise: no document is another."""
    for row in rows:
        document = _finished(publication, row.lang, row.version, row.updated_at)
        line = _line(document, row.lang)
        if row.line != line:
            row.line = line
            _raise_once(db)


def _finished(publication: Publication, lang: str, number: int, now: datetime) -> Document:
    reading = lang if lang in publication.entries else next(iter(publication.entries))
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


def _digest(publication: Publication, lang: str) -> str:
    document = publication.documents[lang].model_copy(update={"version": 0, "updated_at": None})
    told: list[Any] = [
        document.model_dump_json(),
        publication.slug,
        repr(sorted(publication.columns.items())),
        repr(_entry_of(publication, lang)),
        publication.date,
        sorted(publication.references),
    ]
    return blake2b(json.dumps(told).encode(), digest_size=8).hexdigest()


def _entry_of(publication: Publication, lang: str) -> Any:
    return publication.entries.get(lang) or next(iter(publication.entries.values()))


def _keep_slug(db: Session, publication: Publication, former: set[str]) -> None:
    if publication.forgets_former_slugs:
        db.execute(
            delete(FormerSlug).where(
                FormerSlug.kind == publication.kind, FormerSlug.record_id == publication.record_id
            )
        )
        return
    for slug in former - {publication.slug}:
        db.merge(FormerSlug(kind=publication.kind, slug=slug, record_id=publication.record_id))
    db.execute(
        delete(FormerSlug).where(
            FormerSlug.kind == publication.kind, FormerSlug.slug == publication.slug
        )
    )


def _keep_code(db: Session, kind: PublicKind, record_id: str) -> None:
    if kind not in SHORT_LINK:
        return
    owned = select(ShortCode.code).where(ShortCode.kind == kind, ShortCode.record_id == record_id)
    if db.scalar(owned) is not None:
        return
    attempt = 0
    while db.get(ShortCode, (kind, short_code(record_id, attempt))) is not None:
        attempt += 1
    db.add(ShortCode(kind=kind, code=short_code(record_id, attempt), record_id=record_id))


def _name(db: Session, publication: Publication, *, act: Act) -> None:
    """Write entries and references first, so that documents can name each other."""
    subject = publication.kind, publication.record_id
    before = _neighbours(db, *subject)
    if _write_entries(db, publication) | _write_references(db, publication):
        neighbours = {*before, *_neighbours(db, *subject)}
        forget_names(db, {subject, *neighbours})
        _mark_in_passing(db, neighbours, act=act)


def _mark_in_passing(db: Session, subjects: Iterable[tuple[PublicKind, str]], *, act: Act) -> None:
    """What only names a changed record is published anew, but the reason is none of its own."""
    aside = replace(act, reason=None, is_correction=False)
    for kind, record_id in subjects:
        mark(db, kind=kind, record_id=record_id, act=aside)


def _write_entries(db: Session, publication: Publication) -> bool:
    kind, record_id = publication.kind, publication.record_id
    stored = {
        entry.lang: entry for entry in db.scalars(select(Entry).where(*_entry_is(kind, record_id)))
    }
    for lang, wanted in publication.entries.items():
        entry = stored.get(lang)
        if entry is None:
            entry = Entry(kind=kind, record_id=record_id, lang=lang)
            db.add(entry)
        entry.slug = publication.slug
        entry.title, entry.title_lang = wanted.title, wanted.title_lang
        entry.summary, entry.date = wanted.summary, publication.date
        spoken = f"{wanted.title} {wanted.summary or ''} {wanted.also}"
        entry.words = " ".join(dict.fromkeys(search_words(spoken)))
    changed = bool(db.new or any(db.is_modified(entry) for entry in stored.values()))
    db.flush()
    return changed


def _write_references(db: Session, publication: Publication) -> bool:
    of_record = (
        Reference.from_kind == publication.kind,
        Reference.from_id == publication.record_id,
    )
    stored = frozenset(
        (row.to_kind, row.to_id, row.role)
        for row in db.scalars(select(Reference).where(*of_record))
    )
    if stored == publication.references:
        return False
    db.execute(delete(Reference).where(*of_record))
    db.add_all(
        Reference(
            from_kind=publication.kind,
            from_id=publication.record_id,
            to_kind=to_kind,
            to_id=to_id,
            role=role,
        )
        for to_kind, to_id, role in publication.references
    )
    db.flush()
    return True


def _neighbours(db: Session, kind: PublicKind, record_id: str) -> Iterable[tuple[PublicKind, str]]:
    """Records that name this one, and those that this one names as yet."""
    naming = select(Reference.from_kind, Reference.from_id).where(
        Reference.to_kind == kind, Reference.to_id == record_id
    )
    named = select(Reference.to_kind, Reference.to_id).where(
        Reference.from_kind == kind, Reference.from_id == record_id
    )
    return {(row[0], row[1]) for query in (naming, named) for row in db.execute(query)}


def _entry_is(kind: PublicKind, record_id: str) -> tuple[Any, Any]:
    return Entry.kind == kind, Entry.record_id == record_id


def _raise_once(db: Session) -> None:
    """One raise a transaction: the row's lock orders the change feed."""
    transaction = db.get_transaction()
    if db.info.get(_RAISED) is not transaction:
        db.info[_RAISED] = transaction
        raise_public_version(db)
