"""Other records named in ours, and records that name one of ours."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.kit.languages import Texts
from app.publishing.documents import Link
from app.publishing.enums import PublicKind
from app.publishing.queries import as_link, referring
from app.publishing.words import Words


def referring_links(
    db: Session, words: Words, kind: PublicKind, record_id: str
) -> Callable[[PublicKind, str], list[Link]]:
    """Return a function of kind and role: the public records that so speak of this one."""

    def find(from_kind: PublicKind, role: str) -> list[Link]:
        found = referring(
            db,
            to_kind=kind,
            to_id=record_id,
            from_kind=from_kind,
            role=role,
            lang=words.reading,
        )
        return [as_link(entry) for entry in found]

    return find


def linked(words: Words, kind: PublicKind, ids: Iterable[str]) -> list[Link]:
    """The public ones of some records, as links."""
    found = (words.link(kind, record_id) for record_id in ids)
    return [link for link in found if link is not None]


def said(words: Words, texts: Mapping[str, Texts | None]) -> dict[str, Any]:
    """The texts of a document by field, each in its language or marked as borrowed."""
    return {field: words.text(text, field) for field, text in texts.items()}
