"""Public documents: what page and API both show.

Every domain's ``documents.py`` extends `Document`. A text field holds the text in the document's
language; in the document of all languages it holds the default language and ``translations``
holds the others.
"""

from datetime import datetime
from functools import cache
from types import NoneType
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict, Field
from pydantic.main import IncEx

from app.kit.languages import CONTENT_LANGUAGES, Texts, pick

BASE = "\ue000"
"""Stands for the canonical base address inside a stored body; no text we accept can hold it."""
_CODE = object()
Code = Annotated[str, _CODE]
"""No words of people: a zone, a date, a language, the slug of another record."""


def parts(paths: str) -> IncEx:
    """Parts of a document, as "title place.name route.0.name claims.*.key", in pydantic's terms."""
    tree: dict[Any, Any] = {}
    for path in paths.split():
        *above, last = path.split(".")
        branch = tree
        for step in above:
            key = int(step) if step.isdigit() else "__all__" if step == "*" else step
            branch = branch.setdefault(key, {})
        branch[last] = True
    return tree


class Part(BaseModel):
    """An object inside a document; how it is checked is worked out when one is first written."""

    model_config = ConfigDict(
        extra="forbid", json_schema_serialization_defaults_required=True, defer_build=True
    )

    def codes(self) -> frozenset[str]:
        """The fields that hold a `Code`, or several."""
        return _codes(type(self))

    def optional(self) -> frozenset[str]:
        """The fields that may be null."""
        return _optional(type(self))


@cache
def _optional(kind: type[Part]) -> frozenset[str]:
    fields = kind.model_fields.items()
    return frozenset(name for name, field in fields if NoneType in get_args(field.annotation))


@cache
def _codes(kind: type[Part]) -> frozenset[str]:
    fields = kind.model_fields.items()
    return frozenset(
        name for name, field in fields if _CODE in field.metadata or _is_of_codes(field.annotation)
    )


def _is_of_codes(hint: Any) -> bool:
    marks = getattr(hint, "__metadata__", ())
    return _CODE in marks or any(_is_of_codes(part) for part in get_args(hint))


class Link(Part):
    """Another public record, by name."""

    id: Code
    slug: Code
    name: str
    url: str


class DatedLink(Link):
    """Another public record, by name and date."""

    date: Code | None = Field(description="EDTF level 0.")


class Document(Part):
    """What every item of the API has.

    ``LINE`` are the parts of it that lists show. They are stored beside the whole document, so
    that a list reads no more; where a kind has none, its lists read whole documents.
    """

    LINE: ClassVar[IncEx | None] = None

    id: Code = Field(description="Stable public id; its prefix names the kind.")
    slug: str = Field(description="Readable id, unique within the collection.")
    url: str = Field(description="Where people read it.")
    api_url: str = Field(description="Where programs read it.")
    updated_at: datetime | None = Field(default=None, description="When this version came about.")
    version: int = Field(default=0, description="Counts from 1; raised by every public change.")
    translations: dict[str, dict[str, Any]] | None = Field(
        default=None, description="The text fields by language; null when `lang` was asked for."
    )
    languages: dict[str, str] | None = Field(
        default=None,
        description="Text fields that are shown in another language than asked, and which.",
    )


class Localiser:
    """Chooses texts for one document: in one language, or for all of them (``lang=None``)."""

    def __init__(self, lang: str | None, default: str) -> None:
        self.lang = lang
        self.default = default
        self.borrowed: dict[str, str] = {}

    @property
    def reading(self) -> str:
        """The language that text fields are in, where there is a choice."""
        return self.lang or self.default

    def text(self, texts: Texts | None, field: str | None = None) -> str | None:
        """The text in our language or the next best; ``field`` notes a borrowed language."""
        picked = pick(texts, self.reading, self.default)
        if picked is None:
            return None
        text, lang = picked
        if field and lang != self.reading:
            self.borrowed[field] = lang
        return text

    def required(self, texts: Texts | None, field: str | None = None) -> str:
        """As `text`; an empty string where there is none."""
        return self.text(texts, field) or ""

    def translations(self, **fields: Texts | None) -> dict[str, dict[str, Any]] | None:
        """Every translation of ``fields`` by language; None in a document of one language."""
        if self.lang is not None:
            return None
        return {
            lang: {name: texts[lang] for name, texts in fields.items() if texts and lang in texts}
            for lang in CONTENT_LANGUAGES
            if any(texts and lang in texts for texts in fields.values())
        }

    def languages(self) -> dict[str, str] | None:
        """The marks of borrowed texts, for `Document.languages`."""
        return self.borrowed or None
