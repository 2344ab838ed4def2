"""What an event that is not public would look like."""

from sqlalchemy.orm import Session

from app.campaign.queries import default_language
from app.events.documents import EventDocument
from app.events.models import Event
from app.events.service.publication import document_of, references_of, when_of
from app.events.service.records import KIND, as_input
from app.organisations.queries import names
from app.places.queries import place
from app.publishing.addresses import api_url, page_url
from app.publishing.concealing import covered, veil_of
from app.publishing.documents import Link
from app.publishing.enums import PublicKind
from app.publishing.models import Entry
from app.publishing.queries import as_link
from app.publishing.veil import Cover
from app.publishing.words import Words


class DraftWords(Words):
    """Also knows the organisations and places that were only named as yet.

    ``cover`` is what may not be told of those either: nobody covered their entries.
    """

    def __init__(self, db: Session, lang: str | None, default: str, cover: Cover) -> None:
        super().__init__(db, lang, default)
        self._cover = cover

    def entry(self, kind: PublicKind, record_id: str | None) -> Entry | None:
        known = super().entry(kind, record_id)
        if known is not None or record_id is None:
            return known
        name = self._unpublished(kind, record_id)
        if name is None:
            return None
        slug = record_id.replace("_", "-")
        title = self._cover.text(name)
        return Entry(kind=kind, record_id=record_id, lang=self.reading, slug=slug, title=title)

    def link(self, kind: PublicKind, record_id: str | None) -> Link | None:
        """As for the public; what is not public yet has a name and leads nowhere."""
        if super().entry(kind, record_id) is not None:
            return super().link(kind, record_id)
        entry = self.entry(kind, record_id)
        return None if entry is None else as_link(entry).model_copy(update={"url": ""})

    def _unpublished(self, kind: PublicKind, record_id: str) -> str | None:
        if kind is PublicKind.ORGANISATION:
            return names(self._db, {record_id}).get(record_id)
        if kind is PublicKind.PLACE:
            row = place(self._db, record_id)
            return row.name if row is not None else None
        return None


def preview(db: Session, row: Event, lang: str) -> bytes:
    """The body of an event's document in a language, as if it were published now."""
    cover = veil_of(db).over((KIND, row.id), references_of(as_input(row)))
    words = DraftWords(db, lang, default_language(db), cover)
    document = _covered(words, row, cover)
    public = words.entry(KIND, row.id)
    slug = row.slug if public is None else public.slug
    told = {
        "id": row.id,
        "slug": slug,
        "url": page_url(KIND, slug, lang),
        "api_url": api_url(KIND, row.id),
    }
    return document.model_copy(update=told).model_dump_json().encode()


def holds_a_concealed_name(db: Session, row: Event) -> bool:
    """Whether something was written, in whatever language, that a family does not want read."""
    cover = veil_of(db).over((KIND, row.id), references_of(as_input(row)))
    if cover.hiding:
        _covered(DraftWords(db, None, default_language(db), cover), row, cover)
    return bool(cover.reached)


def _covered(words: Words, row: Event, cover: Cover) -> EventDocument:
    known = as_input(row)
    document: EventDocument = covered(document_of(words, known, when_of(known), None), cover, {})
    return document
