"""What a source, a citation and a claim are made of when they are written."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from app.kit.dates import PartialDate
from app.kit.languages import Texts
from app.sources.enums import Basis, ClaimStatus, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationInput:
    """Where something stands: paragraph *n* or *n–m*, counting non-empty lines from 1.

    ``opening`` is the first paragraph's first five words. ``attributed_to`` is the chain of whom
    the source reports: "an anonymous rondero → La República".
    """

    source_id: str
    paragraph_from: int
    paragraph_to: int | None = None
    opening: str
    attributed_to: Texts = dataclasses.field(default_factory=dict[str, str])


Citations = tuple[CitationInput, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimInput:
    """One value for one field of one record. ``key`` is unique within the record.

    ``reasoning`` says how a computed value follows; ``reason`` why this one is shown.
    """

    key: str
    field: str
    value: Any
    citations: Citations
    basis: Basis = Basis.STATED
    reasoning: Texts = dataclasses.field(default_factory=dict[str, str])
    status: ClaimStatus = ClaimStatus.ACTIVE
    shown: bool = False
    reason: Texts = dataclasses.field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class InferredDate:
    """A date that no one printed, with why we think so and what that rests on."""

    date: PartialDate
    reason: Texts
    citations: Citations


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInput:
    """Something published. What is unknown stays None; ``title`` as printed."""

    slug: str
    kind: SourceKind
    title: str
    title_language: str
    author: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    published_inferred: InferredDate | None = None
    url: str | None = None
    archived_url: str | None = None
    language: str | None = None
    origin: str | None = None
    origin_note: Texts = dataclasses.field(default_factory=dict[str, str])
    description: Texts = dataclasses.field(default_factory=dict[str, str])
    licence: str | None = None
    sha256: str | None = None
    citations: Citations = ()
