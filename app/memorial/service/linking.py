"""What documents of the memorial have in common: links by id, and texts by field."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.campaign.queries import default_language
from app.kit.languages import Language, Texts
from app.publishing.documents import Link
from app.publishing.enums import PublicKind
from app.publishing.projection import EntryText
from app.publishing.words import Words


def linked(words: Words, kind: PublicKind, ids: Iterable[str]) -> list[Link]:
    """The public ones of some records, as links."""
    found = (words.link(kind, record_id) for record_id in ids)
    return [link for link in found if link is not None]


def said(words: Words, texts: Mapping[str, Texts | None]) -> dict[str, Any]:
    """The texts of a document by field, each in its language or marked as borrowed."""
    return {field: words.text(text, field) for field, text in texts.items()}


def entries(db: Session, make: Callable[[Words], EntryText]) -> dict[str, EntryText]:
    """A record's entry in each site language. Not taken from its documents: those come later."""
    default = default_language(db)
    return {lang.value: make(Words(db, lang.value, default)) for lang in Language}
