"""A family's wish, applied to everything that is written of a victim before any of it is shown.

What follows from it (document, entry, search words, links in other records) is made of the
result alone, so that the wish reaches every output at once.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from app.kit.languages import Texts
from app.kit.text import word_key
from app.memorial import queries
from app.memorial.enums import (
    VICTIM_VALUES,
    AgeWish,
    NameWish,
    PlaceWish,
    VictimField,
    VictimKind,
)
from app.memorial.inputs import VictimInput, WishInput
from app.places.models import Place
from app.publishing.concealed import Concealed
from app.publishing.enums import PublicKind
from app.publishing.reading import keys_of, telling, words_of
from app.publishing.veil import OMITTED
from app.sources.enums import ValueType
from app.sources.inputs import CitationInput, ClaimInput
from app.sources.service import Claims, shown_values

NAME_WITHHELD = {
    "es": "Nombre reservado por voluntad de la familia",
    "fr": "Nom réservé selon la volonté de la famille",
    "en": "Name withheld at the family’s wish",
}
PLACE_FIELDS = {field for field, kind in VICTIM_VALUES.items() if kind is ValueType.PLACE}
_WORD = re.compile(r"\w+")
_GAP = re.compile(f"{OMITTED}(?:[\\s.-]*{OMITTED})+")


def _first_name(name: str) -> str:
    """The first of a name, also of "Surname, First"."""
    return (name.partition(",")[2].split() or name.split())[0]


_SHOWN_NAME: Mapping[NameWish, Callable[[str], str]] = {
    NameWish.FULL: lambda name: name,
    NameWish.FIRST_NAME: _first_name,
    NameWish.INITIALS: lambda name: " ".join(f"{word[0]}." for word in name.split()),
}


def withheld(wish: WishInput) -> list[str]:
    """What is not shown in full."""
    told = {"name": wish.name, "place": wish.place, "age": wish.age}
    return [name for name, chosen in told.items() if chosen.value != "full"]


def as_wished(db: Session, known: VictimInput, wish: WishInput) -> VictimInput:
    """Return ``known`` without what the family does not want shown.

    A narrower place also takes away the incidents, which would tell it.
    """
    if not withheld(wish):
        return known
    hidden = _hidden_words(db, known, wish)
    claims = _wished_names(known.claims, wish.name)
    claims = _wished_places(db, claims, wish.place)
    if wish.age is AgeWish.WITHHELD:
        claims = tuple(claim for claim in claims if claim.field != VictimField.AGE)
    title = _redacted(known.title, hidden)
    if known.kind is VictimKind.PERSON and wish.name is NameWish.WITHHELD:
        title = NAME_WITHHELD
    return replace(
        known,
        title=title,
        sentence=_redacted(known.sentence, hidden),
        grading_reason=_redacted(known.grading_reason, hidden),
        incident_ids=known.incident_ids if wish.place is PlaceWish.FULL else (),
        claims=tuple(_redacted_claim(claim, hidden) for claim in claims),
    )


def concealed(record_id: str, known: VictimInput, wish: WishInput) -> Concealed:
    """The names that other records may not tell, under every spelling."""
    names = () if wish.name is NameWish.FULL else _names(known)
    cited = {cite.source_id for claim in known.claims for cite in claim.citations}
    return Concealed(
        kind=PublicKind.VICTIM,
        record_id=record_id,
        names=names,
        kept=_kept_words(known, wish.name),
        near=frozenset(
            {
                *((PublicKind.INCIDENT, name) for name in known.incident_ids),
                *((PublicKind.SOURCE, name) for name in cited),
            }
        ),
    )


def _kept_words(known: VictimInput, wish: NameWish) -> frozenset[str]:
    """What of the names may be told everywhere."""
    if wish is NameWish.INITIALS:
        return frozenset(word_key(word[0]) for name in _names(known) for word in words_of(name))
    return _first_words(known) if wish is NameWish.FIRST_NAME else frozenset()


def redact(text: str, hidden: frozenset[str]) -> str:
    """Return ``text`` with an ellipsis for each run of ``hidden`` words, given by `word_key`."""

    def shown(match: re.Match[str]) -> str:
        return OMITTED if word_key(match[0]) in hidden else match[0]

    return _GAP.sub(OMITTED, _WORD.sub(shown, text))


def _hidden_words(db: Session, known: VictimInput, wish: WishInput) -> frozenset[str]:
    hidden: set[str] = set()
    names = _names(known)
    if wish.name is not NameWish.FULL:
        hidden |= {word for name in names for word in telling(name)}
    if wish.name is NameWish.FIRST_NAME:
        hidden -= _first_words(known)
    if wish.place is not PlaceWish.FULL:
        ids = {str(claim.value) for claim in known.claims if claim.field in PLACE_FIELDS}
        kept = _place_words(db, {region for region in _regions(db, ids).values() if region})
        hidden |= _place_words(db, ids) - (kept if wish.place is PlaceWish.REGION else set())
    if wish.age is AgeWish.WITHHELD:
        hidden |= {str(claim.value) for claim in known.claims if claim.field == VictimField.AGE}
    return frozenset(hidden)


def _names(known: VictimInput) -> tuple[str, ...]:
    """Every spelling, whether it is shown or not."""
    return tuple(str(claim.value) for claim in known.claims if claim.field == VictimField.NAME)


def _first_words(known: VictimInput) -> frozenset[str]:
    """The first name as it is shown: another spelling may begin with the surname."""
    name = shown_values(known.claims).get(VictimField.NAME)
    return frozenset(keys_of(_first_name(name))) if name else frozenset()


def _place_words(db: Session, ids: set[str]) -> set[str]:
    words: set[str] = set()
    for place in (db.get(Place, place_id) for place_id in ids):
        if place is not None:
            for name in (place.name, *(place.names or {}).values()):
                words |= telling(name)
    return words


def _regions(db: Session, place_ids: set[str]) -> dict[str, str | None]:
    return {place_id: queries.region_of(db, place_id) for place_id in place_ids}


def _wished_names(claims: Claims, wish: NameWish) -> Claims:
    if wish is NameWish.FULL:
        return claims
    others = tuple(claim for claim in claims if claim.field != VictimField.NAME)
    if wish is NameWish.WITHHELD:
        return others
    names = [claim for claim in claims if claim.field == VictimField.NAME and claim.shown]
    return (*(replace(name, value=_SHOWN_NAME[wish](name.value)) for name in names), *others)


def _wished_places(db: Session, claims: Claims, wish: PlaceWish) -> Claims:
    if wish is PlaceWish.FULL:
        return claims
    others = tuple(claim for claim in claims if claim.field not in PLACE_FIELDS)
    if wish is PlaceWish.WITHHELD:
        return others
    placed = [claim for claim in claims if claim.field in PLACE_FIELDS and claim.shown]
    regions = _regions(db, {str(claim.value) for claim in placed})
    return (
        *others,
        *(
            replace(claim, value=regions[claim.value])
            for claim in placed
            if regions[claim.value] is not None
        ),
    )


def _redacted_claim(claim: ClaimInput, hidden: frozenset[str]) -> ClaimInput:
    value = claim.value
    if VICTIM_VALUES[VictimField(claim.field)] is ValueType.TEXTS:
        value = _redacted(value, hidden)
    return replace(
        claim,
        value=value,
        reason=_redacted(claim.reason, hidden),
        reasoning=_redacted(claim.reasoning, hidden),
        citations=tuple(_redacted_citation(citation, hidden) for citation in claim.citations),
    )


def _redacted_citation(citation: CitationInput, hidden: frozenset[str]) -> CitationInput:
    return replace(
        citation,
        opening=redact(citation.opening, hidden),
        attributed_to=_redacted(citation.attributed_to, hidden),
    )


def _redacted(texts: Texts, hidden: frozenset[str]) -> Texts:
    return {lang: redact(text, hidden) for lang, text in texts.items()}
