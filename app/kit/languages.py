"""The languages of the site and of its texts."""

from collections.abc import Mapping
from enum import StrEnum


class Language(StrEnum):
    """A language that the whole interface speaks (BCP 47)."""

    SPANISH = "es"
    FRENCH = "fr"
    ENGLISH = "en"


ALL_LANGUAGES = "mul"
"""ISO 639-2 code for "multiple languages": marks a document that holds every translation."""

CONTENT_LANGUAGES = ("es", "fr", "en", "qu", "ay")
"""Languages a text of a record may be written in; Quechua and Aymara are never machine-filled."""

Texts = Mapping[str, str]
"""One text by language: ``{"es": "…", "fr": "…"}``."""


def pick(texts: Texts | None, lang: str, default: str) -> tuple[str, str] | None:
    """Return ``(text, language)`` in ``lang``, else in ``default``, else in the first there is.

    A text that exists in one language only is shown everywhere, marked with its language;
    nothing is hidden for want of a translation.
    """
    if not texts:
        return None
    for candidate in (lang, default, *CONTENT_LANGUAGES):
        if candidate in texts:
            return texts[candidate], candidate
    return None
