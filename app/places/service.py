"""Writing places and publishing them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.db import replace_rows
from app.kit.errors import Conflict, FieldFault, Invalid
from app.kit.ids import new_id
from app.places import queries
from app.places.documents import PlaceDocument, PlaceNamePart
from app.places.enums import PlaceKind
from app.places.inputs import PlaceInput
from app.places.models import Place, PlaceCitation, PublishedPlace
from app.publishing.documents import Localiser
from app.publishing.enums import ID_PREFIX, PublicKind, RecordStatus
from app.publishing.projection import EntryText, Projector, Publication
from app.publishing.service import free_slug, mark
from app.publishing.words import Words, in_all_languages, in_each_language
from app.sources.service import cite, read_citations, references, write_citations

KIND = PublicKind.PLACE
_COLUMNS = ("slug", "kind", "name", "parent_id", "country", "code", "latitude", "longitude")


class PlaceInsideItself(Conflict):
    """The parent that was named lies, directly or not, in the place itself."""

    code = "place_inside_itself"

    def __init__(self) -> None:
        detail = "Choose a parent that does not itself lie in this place."
        super().__init__(FieldFault("parent_id", self.code, detail))


class CoordinatesFaulty(Invalid):
    """Coordinates come as a pair, in degrees of WGS 84."""

    code = "coordinates_faulty"

    def __init__(self) -> None:
        detail = "Give both latitude (-90 to 90) and longitude (-180 to 180), or neither."
        super().__init__(FieldFault("latitude", self.code, detail))


def read(db: Session, record_id: str) -> PlaceInput | None:
    """What is recorded of a place, as it could be written; None if there is none."""
    row = queries.place(db, record_id)
    return None if row is None else _as_input(row)


def save(
    db: Session,
    *,
    record_id: str,
    wanted: PlaceInput,
    act: Act,
    now: datetime,
    status: RecordStatus = RecordStatus.PUBLISHED,
) -> bool:
    """Write a place whole; returns whether anything changed.

    Raises:
        CoordinatesFaulty: one of the two is missing, or out of range.
        PlaceInsideItself: its parent lies in it.
    """
    row = queries.place(db, record_id)
    if row is not None and row.status is status and _as_input(row) == wanted:
        return False
    _check_coordinates(wanted)
    _check_parents(db, record_id, wanted.parent_id)
    if row is None:
        row = Place(id=record_id, created_at=now, citations=[])
        db.add(row)
    for name in _COLUMNS:
        setattr(row, name, getattr(wanted, name))
    row.names = dict(wanted.names) or None
    row.status = status
    replace_rows(db, row.citations, write_citations(PlaceCitation, wanted.citations))
    mark(db, kind=KIND, record_id=record_id, act=act)
    write_journal(db, action="place_saved", kind=KIND, record_id=record_id, act=act, now=now)
    return True


def name_new(db: Session, *, name: str, act: Act, now: datetime) -> str:
    """Note a place of which only the name is known; the public does not read it yet."""
    record_id = new_id(ID_PREFIX[KIND])
    wanted = PlaceInput(slug=record_id.replace("_", "-"), kind=PlaceKind.AREA, name=name)
    save(db, record_id=record_id, wanted=wanted, act=act, now=now, status=RecordStatus.DRAFT)
    return record_id


def publish(db: Session, *, record_id: str, act: Act, now: datetime) -> None:
    """Let the public read a place that was only named, under an address of its name."""
    row = queries.place(db, record_id)
    if row is None or row.status is not RecordStatus.DRAFT:
        return
    known = _as_input(row)
    slug = free_slug(db, Place, KIND, wish=known.name, record_id=record_id)
    save(db, record_id=record_id, wanted=replace(known, slug=slug), act=act, now=now)


def project(db: Session, row: Place) -> Publication | None:
    """A place's public face; None unless it is published."""
    if row.status is not RecordStatus.PUBLISHED:
        return None
    known = _as_input(row)
    named = references(known.citations)
    if known.parent_id is not None:
        named.add((KIND, known.parent_id, "parent"))
    return Publication(
        kind=KIND,
        record_id=row.id,
        slug=known.slug,
        documents=in_all_languages(db, lambda words: _document(words, known)),
        entries=in_each_language(db, lambda words: _entry(words, known)),
        columns={"kind": known.kind, "country": known.country},
        references=frozenset(named),
    )


PROJECTOR = Projector(PublishedPlace, queries.places, project)


def _check_coordinates(wanted: PlaceInput) -> None:
    latitude, longitude = wanted.latitude, wanted.longitude
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        raise CoordinatesFaulty
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 -- degrees
        raise CoordinatesFaulty


def _check_parents(db: Session, record_id: str, parent_id: str | None) -> None:
    """Walk up from the new parent; every place on the way is held until we commit."""
    passed = {record_id}
    while parent_id is not None:
        if parent_id in passed:
            raise PlaceInsideItself
        passed.add(parent_id)
        parent_id = queries.hold_parent(db, parent_id)


def _as_input(row: Place) -> PlaceInput:
    return PlaceInput(
        slug=row.slug,
        kind=row.kind,
        name=row.name,
        names=row.names or {},
        parent_id=row.parent_id,
        country=row.country,
        code=row.code,
        latitude=row.latitude,
        longitude=row.longitude,
        citations=read_citations(row.citations),
    )


def _entry(words: Localiser, known: PlaceInput) -> EntryText:
    name = _name_in(words, known)
    names = known.name, *known.names.values()
    return EntryText(name, words.reading, also=" ".join(names), names=names)


def _name_in(words: Localiser, known: PlaceInput) -> str:
    """Our name in the language read; as printed where we have none, and for all languages."""
    return known.names.get(words.lang, known.name) if words.lang else known.name


def _document(words: Words, known: PlaceInput) -> PlaceDocument:
    parent = words.link(KIND, known.parent_id)
    ours = {
        lang: PlaceNamePart(name=name, language=lang, is_ours=name != known.name)
        for lang, name in known.names.items()
    }
    name = _name_in(words, known)
    printed = PlaceNamePart(name=known.name, language=None, is_ours=False)
    return PlaceDocument(
        id="",
        slug=known.slug,
        url="",
        api_url="",
        kind=known.kind,
        name=name,
        name_is_ours=name != known.name,
        names=[printed, *ours.values()],
        parent=parent.slug if parent else None,
        parent_name=parent.name if parent else None,
        country=known.country,
        code=known.code,
        latitude=known.latitude,
        longitude=known.longitude,
        citations=cite(words, known.citations),
        translations=words.translations(name=known.names),
        languages=words.languages(),
    )
