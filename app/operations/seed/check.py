"""Holding a pack to its documents: each cited paragraph has to say what is claimed of it.

Checked by program: the paragraph exists, its opening words agree, and the names, figures and
days claimed occur in it (for a computed value: that its bases exist). What the words mean is for
a reader.
"""

import dataclasses
import re
from calendar import month_name
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from app.kit.dates import PartialDate
from app.kit.text import fold
from app.memorial.inputs import FigureInput, TollInput
from app.operations.seed.keys import record_id
from app.operations.seed.numerals import numerals
from app.operations.seed.pack import Pack
from app.organisations.inputs import OrganisationInput
from app.places.inputs import PlaceInput
from app.publishing.enums import PublicKind
from app.sources.enums import Basis, ValueType
from app.sources.inputs import CitationInput, Citations, ClaimInput, SourceInput

_WORDS = re.compile(r"[^\W_]+")
_MONTHS = tuple(name.lower() for name in month_name[1:])


@dataclass(frozen=True, slots=True)
class Document:
    """The copy of a source that was read: its non-empty lines, and its digest."""

    paragraphs: tuple[str, ...]
    sha256: str

    def text(self, citation: CitationInput) -> str | None:
        """The cited paragraphs, folded; None if they do not exist."""
        last = citation.paragraph_to or citation.paragraph_from
        if last > len(self.paragraphs):
            return None
        return fold("\n".join(self.paragraphs[citation.paragraph_from - 1 : last]))


def read_document(path: Path) -> Document:
    raw = path.read_bytes()
    lines = raw.decode("utf-8").splitlines()
    return Document(tuple(line for line in lines if line.strip()), sha256(raw).hexdigest())


def check_pack(pack: Pack, documents: Path) -> list[str]:
    """Everything in ``pack`` that its documents do not bear out, a sentence each."""
    found: list[str] = []
    known = _documents(pack, documents, found)
    for collection, record in pack.all_records():
        name = f"{collection.file}:{record.line}: {record.key}"
        citations = list(_citations(record.wanted))
        if not citations:
            found.append(f"{name}: nothing is cited")
        for citation in citations:
            _check_citation(name, citation, known, found)
        for what, stated, cited in _stated(record.wanted, collection.values):
            if not any(_says(known, citation, stated) for citation in cited):
                found.append(f"{name}: {what}: {_shown(stated)} does not occur where it is cited")
        if isinstance(record.wanted, SourceInput):
            _check_digest(name, record.wanted, known.get(record.record_id), found)
    return found


def _documents(pack: Pack, folder: Path, found: list[str]) -> dict[str, Document]:
    known: dict[str, Document] = {}
    for key, file in pack.documents.items():
        places = [folder / file, pack.folder / file]
        path = next((place for place in places if place.is_file()), None)
        if path is None:
            found.append(f"pack.yaml: documents: {key}: there is no {file}")
        else:
            known[record_id(pack.name, PublicKind.SOURCE, key)] = read_document(path)
    return known


def _check_citation(
    name: str, citation: CitationInput, known: Mapping[str, Document], found: list[str]
) -> None:
    document = known.get(citation.source_id)
    place = f"paragraph {citation.paragraph_from}"
    if document is None:
        found.append(f"{name}: {place} of a source whose document is not named in pack.yaml")
        return
    if document.text(citation) is None:
        found.append(f"{name}: there is no {place}")
        return
    begins = _WORDS.findall(fold(document.paragraphs[citation.paragraph_from - 1]))
    opening = _WORDS.findall(fold(citation.opening))
    if not opening or begins[: len(opening)] != opening:
        found.append(f"{name}: {place} does not begin with {citation.opening!r}")


def _check_digest(
    name: str, source: SourceInput, document: Document | None, found: list[str]
) -> None:
    if document is not None and source.sha256 != document.sha256:
        found.append(f"{name}: sha256 is not that of the document read")


def _citations(value: Any) -> Iterator[CitationInput]:
    """Every citation anywhere in an input."""
    if isinstance(value, CitationInput):
        yield value
    elif isinstance(value, tuple):
        for child in cast("tuple[Any, ...]", value):
            yield from _citations(child)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for part in dataclasses.fields(value):
            yield from _citations(getattr(value, part.name))


def _stated(
    wanted: Any, values: Mapping[Any, ValueType]
) -> Iterator[tuple[str, str | int | PartialDate, Citations]]:
    """What must occur where it is cited: field, value, citations."""
    kinds = {str(field): kind for field, kind in values.items()}
    for claim in getattr(wanted, "claims", ()):
        yield from _claimed(claim, kinds[claim.field])
    if isinstance(wanted, (TollInput, FigureInput)) and wanted.figure is not None:
        yield "figure", wanted.figure, wanted.citations
    if isinstance(wanted, (SourceInput, PlaceInput, OrganisationInput)):
        yield from _named(wanted)
    for slogan in getattr(wanted, "slogans", ()):
        yield "slogan", slogan.text, slogan.citations


def _shown(stated: str | int | PartialDate) -> str:
    return stated.edtf if isinstance(stated, PartialDate) else repr(stated)


def _claimed(
    claim: ClaimInput, kind: ValueType
) -> Iterator[tuple[str, str | int | PartialDate, Citations]]:
    if claim.basis is Basis.COMPUTED:
        return
    if kind in {ValueType.STRING, ValueType.INTEGER}:
        yield claim.field, claim.value, claim.citations
    if kind is ValueType.DATE:
        yield claim.field, PartialDate.parse(claim.value), claim.citations


def _named(
    wanted: SourceInput | PlaceInput | OrganisationInput,
) -> Iterator[tuple[str, str, Citations]]:
    if isinstance(wanted, SourceInput):
        yield "title", wanted.title, wanted.citations
        if wanted.author:
            yield "author", wanted.author, wanted.citations
        return
    yield "name", wanted.name, wanted.citations
    for alias in getattr(wanted, "aliases", ()):
        if not alias.is_ours and alias.citations:
            yield "alias", alias.name, alias.citations


def _says(
    known: Mapping[str, Document], citation: CitationInput, stated: str | int | PartialDate
) -> bool:
    document = known.get(citation.source_id)
    text = None if document is None else document.text(citation)
    if text is None:
        return False
    words = set(_WORDS.findall(text))
    words |= {word.removesuffix("s") for word in words}
    if isinstance(stated, int):
        return bool(numerals(stated) & set(re.findall(r"[\w.,]*\w", text)))
    if isinstance(stated, PartialDate):
        return _day_occurs(stated, words)
    return set(_WORDS.findall(fold(stated))) <= words


def _day_occurs(stated: PartialDate, words: set[str]) -> bool:
    """Whether every day (and month) of a date stands there, in figures or by the month's name."""
    for part in stated.edtf.split("/"):
        year, _, rest = part.partition("-")
        month, _, day = rest.partition("-")
        if day and not {day.lstrip("0"), day} & words:
            return False
        if month and _MONTHS[int(month) - 1] not in words and month not in words:
            return False
        if not month and year not in words:
            return False
    return True
