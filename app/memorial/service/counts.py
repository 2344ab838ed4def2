"""What tolls and figures have in common: a number, and who printed it."""

from typing import Any

from sqlalchemy.orm import Session

from app.kit.dates import UNDATED
from app.kit.db import replace_rows
from app.kit.errors import FieldFault, Invalid
from app.memorial.inputs import FigureInput, TollInput
from app.memorial.models import Figure, FigureCitation, Toll, TollCitation
from app.publishing.enums import PublicKind
from app.publishing.projection import EntryText, Role
from app.publishing.words import Words
from app.sources.enums import Qualifier
from app.sources.inputs import InferredDate
from app.sources.service import (
    cite_inline,
    inferred,
    read_citations,
    references,
    write_citations,
)

CountInput = TollInput | FigureInput
TAKEN_AS_THEY_ARE = ("slug", "qualifier", "figure", "place_id", "incident_id", "as_of")
TEXTS = ("figure_text", "note")


class CountFaulty(Invalid):
    """A published number lacks what it needs."""

    code = "count_faulty"


def check(known: CountInput, *further: tuple[bool, str, str]) -> None:
    """Refuse a number that says nothing, or that nobody says.

    Raises:
        CountFaulty: with what is missing; ``further`` rules are (holds, field, sentence).
    """
    rules = (
        (
            known.figure is not None or bool(known.figure_text),
            "figure",
            "Give the number, or the words that stand in its place.",
        ),
        (bool(known.citations), "citations", "Say where it stands: a number needs a citation."),
        (
            known.as_of is None or known.as_of_inferred is None,
            "as_of_inferred",
            "A date that is printed need not be inferred.",
        ),
        *further,
    )
    faults = [FieldFault(field, CountFaulty.code, detail) for ok, field, detail in rules if not ok]
    if faults:
        raise CountFaulty(*faults)


def fill(row: Toll | Figure, wanted: CountInput) -> None:
    """Put the common columns in place."""
    for name in TAKEN_AS_THEY_ARE:
        setattr(row, name, getattr(wanted, name))
    for name in TEXTS:
        setattr(row, name, dict(getattr(wanted, name)) or None)
    inference = wanted.as_of_inferred
    row.inferred_date = inference.date if inference else None
    row.inferred_reason = dict(inference.reason) if inference else None


def cite_anew(
    db: Session,
    rows: list[Any],
    table: type[TollCitation] | type[FigureCitation],
    wanted: CountInput,
) -> None:
    """Replace the citations of a number and of what its date is inferred from."""
    inference = wanted.as_of_inferred
    of_inference = inference.citations if inference else ()
    replace_rows(
        db,
        rows,
        [
            *write_citations(table, wanted.citations),
            *write_citations(table, of_inference, is_of_inference=True),
        ],
    )


def common_input(row: Toll | Figure) -> dict[str, Any]:
    """The inverse of `fill` and `cite_anew`."""
    inference = None
    if row.inferred_date is not None:
        inference = InferredDate(
            date=row.inferred_date,
            reason=row.inferred_reason or {},
            citations=read_citations(c for c in row.citations if c.is_of_inference),
        )
    return {
        **{name: getattr(row, name) for name in TAKEN_AS_THEY_ARE},
        **{name: getattr(row, name) or {} for name in TEXTS},
        "as_of_inferred": inference,
        "citations": read_citations(c for c in row.citations if not c.is_of_inference),
    }


def _qualifier(known: CountInput) -> Qualifier | None:
    """How a number is to be read; a mere word ("dozens") is not exact."""
    if known.figure is None and known.qualifier is Qualifier.EXACTLY:
        return None
    return known.qualifier


def common_parts(words: Words, known: CountInput) -> dict[str, Any]:
    """The fields of a `CountDocument`, but for its title and its marks of language."""
    place = words.link(PublicKind.PLACE, known.place_id)
    return {
        "id": "",
        "slug": known.slug,
        "url": "",
        "api_url": "",
        "qualifier": _qualifier(known),
        "figure": known.figure,
        "figure_text": words.text(known.figure_text, "figure_text"),
        "place": place.slug if place else None,
        "place_link": place,
        "incident": words.link(PublicKind.INCIDENT, known.incident_id),
        "as_of": known.as_of.edtf if known.as_of else None,
        "as_of_inferred": inferred(words, known.as_of_inferred),
        "note": words.text(known.note, "note"),
        **cite_inline(words, known.citations),
    }


def common_entry(words: Words, known: CountInput, title: str) -> EntryText:
    """A number's name, and whose it is."""
    source = words.link(PublicKind.SOURCE, known.citations[0].source_id)
    return EntryText(title, words.reading, source.name if source else None)


def common_columns(known: CountInput) -> dict[str, Any]:
    date = known.as_of or (known.as_of_inferred and known.as_of_inferred.date)
    return {
        "incident_id": known.incident_id,
        "date_key": date.order if date else UNDATED,
    }


def date_of(known: CountInput) -> str | None:
    """The day a number is as of, printed or inferred."""
    date = known.as_of or (known.as_of_inferred and known.as_of_inferred.date)
    return date.edtf if date else None


def common_references(known: CountInput) -> set[tuple[PublicKind, str, Role]]:
    """The records that a number speaks of."""
    found = references(known.citations)
    if known.as_of_inferred is not None:
        found |= references(known.as_of_inferred.citations)
    if known.place_id is not None:
        found.add((PublicKind.PLACE, known.place_id, "place"))
    if known.incident_id is not None:
        found.add((PublicKind.INCIDENT, known.incident_id, "incident"))
    return found
