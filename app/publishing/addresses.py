"""Where a public record is found; `BASE` in front stands for the canonical base."""

from app.publishing.documents import BASE
from app.publishing.enums import COLLECTION, PAGE, PublicKind


def page_path(kind: PublicKind, slug: str, lang: str) -> str:
    """The path people read it at, with a fragment where it has no page of its own."""
    return f"/{lang}" + PAGE[kind].format(slug=slug)


def page_url(kind: PublicKind, slug: str, lang: str) -> str:
    return BASE + page_path(kind, slug, lang)


def api_url(kind: PublicKind, record_id: str) -> str:
    return f"{BASE}/api/v1/{COLLECTION[kind]}/{record_id}"
