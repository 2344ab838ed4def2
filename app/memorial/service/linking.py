"""What documents of the memorial have in common: links by id, and texts by field."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.kit.languages import Texts
from app.publishing.documents import Link
from app.publishing.enums import PublicKind
from app.publishing.words import Words


def linked(words: Words, kind: PublicKind, ids: Iterable[str]) -> list[Link]:
    """The public ones of some records, as links."""
    found = (words.link(kind, record_id) for record_id in ids)
    return [link for link in found if link is not None]


def said(words: Words, texts: Mapping[str, Texts | None]) -> dict[str, Any]:
    """The texts of a document by field, each in its language or marked as borrowed."""
    return {field: words.text(text, field) for field, text in texts.items()}
