"""Writing victims and publishing them as their families wish."""

from datetime import datetime
from functools import cache

from sqlalchemy.orm import Session

from app.history.inputs import Act
from app.history.service import write_journal
from app.kit.dates import PartialDate, order_of
from app.kit.db import replace_rows
from app.kit.errors import FieldFault, Invalid, NotFound
from app.kit.ids import new_id
from app.memorial import queries
from app.memorial.documents import AttestationPart, NamePart, VictimDocument
from app.memorial.enums import VICTIM_VALUES, NameWish, VictimField, VictimKind
from app.memorial.inputs import VictimInput, WishInput
from app.memorial.models import (
    PublishedVictim,
    Victim,
    VictimClaim,
    VictimClaimCitation,
    VictimIncident,
)
from app.memorial.service.attestation import attestation
from app.memorial.service.linking import linked, said
from app.memorial.service.wishes import as_wished, concealed, withheld
from app.publishing.concealing import conceal
from app.publishing.enums import ID_PREFIX, PublicKind, RecordStatus
from app.publishing.projection import EntryText, Projector, Publication
from app.publishing.service import mark
from app.publishing.words import Words, in_all_languages, in_each_language
from app.sources.service import (
    Claims,
    check_claims,
    cite_inline,
    claim_parts,
    claim_references,
    read_claims,
    shown_values,
    write_claims,
)

KIND = PublicKind.VICTIM
DATES = (VictimField.DATE_OF_DEATH, VictimField.DATE_OF_INJURY, VictimField.DATE_FOUND)
PLACES = (VictimField.PLACE_OF_DEATH, VictimField.PLACE_OF_INJURY, VictimField.PLACE_FOUND)
NUMBERS = (VictimField.COUNT_MIN, VictimField.COUNT_MAX, VictimField.AGE)
TEXTS = (
    VictimField.ROLE,
    VictimField.AFFILIATION,
    VictimField.INJURY,
    VictimField.CIRCUMSTANCES,
)


class VictimFaulty(Invalid):
    """Something that the record's kind needs is missing, or something that it bars is there."""

    code = "victim_faulty"


def read(db: Session, record_id: str) -> VictimInput | None:
    """What a victim's record says now, as it could be written; None if there is none."""
    row = queries.victim(db, record_id)
    return None if row is None else _as_input(row)


def save(
    db: Session,
    *,
    record_id: str,
    wanted: VictimInput,
    act: Act,
    now: datetime,
    status: RecordStatus = RecordStatus.PUBLISHED,
) -> bool:
    """Write a victim whole; returns whether anything changed.

    Raises:
        ClaimFaulty: a claim cannot stand.
        VictimFaulty: the record lacks what its kind needs.
    """
    row = queries.victim(db, record_id)
    if row is not None and row.status is status and _as_input(row) == wanted:
        return False
    check_claims(wanted.claims, types=VICTIM_VALUES)
    _check(wanted)
    if row is None:
        row = Victim(id=record_id, created_at=now, claims=[], incidents=[])
        db.add(row)
    else:
        conceal(db, concealed(record_id, wanted, _wish_of(row)), act=act)
    _fill(row, wanted)
    row.status = status
    replace_rows(
        db,
        row.claims,
        write_claims(VictimClaim, VictimClaimCitation, wanted.claims, fields=VictimField),
    )
    replace_rows(
        db,
        row.incidents,
        [
            VictimIncident(incident_id=incident_id, position=position)
            for position, incident_id in enumerate(wanted.incident_ids)
        ],
    )
    mark(db, kind=KIND, record_id=record_id, act=act)
    write_journal(db, action="victim_saved", kind=KIND, record_id=record_id, act=act, now=now)
    return True


def set_wish(db: Session, *, record_id: str, wish: WishInput, act: Act, now: datetime) -> bool:
    """Show no more of a victim than the family wants; returns whether anything changed.

    Raises:
        NotFound: there is no such victim.
    """
    row = queries.victim(db, record_id)
    if row is None:
        raise NotFound
    if _wish_of(row) == wish:
        return False
    row.wish_name, row.wish_place, row.wish_age = wish.name, wish.place, wish.age
    if wish.name is NameWish.FULL:
        row.public_slug = None
    elif row.public_slug is None:
        row.public_slug = new_id(ID_PREFIX[KIND]).replace("_", "-")
    mark(db, kind=KIND, record_id=record_id, act=act)
    conceal(db, concealed(record_id, _as_input(row), wish), act=act)
    write_journal(db, action="victim_wish_set", kind=KIND, record_id=record_id, act=act, now=now)
    return True


def conceal_all(db: Session, *, act: Act) -> None:
    """Have all names concealed that families do not want shown, also those told of long ago."""
    for row in queries.with_withheld_names(db):
        conceal(db, concealed(row.id, _as_input(row), _wish_of(row)), act=act)


def project(db: Session, row: Victim) -> Publication | None:
    """A victim's public face, as the family wishes it; None unless the record is published."""
    if row.status is not RecordStatus.PUBLISHED:
        return None
    wish = _wish_of(row)
    record_id = row.id
    known = as_wished(db, _as_input(row), wish)
    shown = shown_values(known.claims)
    date = _first(shown, DATES)
    attested = cache(lambda: attestation(db, known.claims, known.grading))
    return Publication(
        kind=KIND,
        record_id=record_id,
        slug=row.public_slug or known.slug,
        forgets_former_slugs=wish.name is not NameWish.FULL,
        documents=in_all_languages(
            db, lambda words: _document(words, record_id, known, withheld(wish), attested())
        ),
        entries=in_each_language(db, lambda words: _entry(words, known)),
        columns={
            "kind": known.kind,
            "date_key": order_of(date),
            "place_id": _first(shown, PLACES),
        },
        date=date,
        references=frozenset(
            claim_references(known.claims, types=VICTIM_VALUES)
            | {(PublicKind.INCIDENT, name, "incident") for name in known.incident_ids}
        ),
    )


PROJECTOR = Projector(PublishedVictim, queries.victims, project, tells_who_refers=True)


def _check(wanted: VictimInput) -> None:
    shown = shown_values(wanted.claims)
    is_person, is_group = wanted.kind is VictimKind.PERSON, wanted.kind is VictimKind.GROUP
    rules = (
        (is_person == ("name" in shown), "name", "A person has a shown name; nobody else has one."),
        (is_person or bool(wanted.title), "title", "Say how this record is called."),
        (is_group == ("count_min" in shown), "count_min", "A group, and only a group, is counted."),
        (
            shown.get("count_max", 10**9) >= shown.get("count_min", 1) >= 1,
            "count_max",
            "A group counts at least one, and its maximum is not below its minimum.",
        ),
    )
    faults = [FieldFault(field, VictimFaulty.code, detail) for ok, field, detail in rules if not ok]
    if faults:
        raise VictimFaulty(*faults)


def _fill(row: Victim, wanted: VictimInput) -> None:
    """Put the record's own words in place, and compute all other columns from shown claims."""
    row.slug, row.kind, row.grading = wanted.slug, wanted.kind, wanted.grading
    row.title = dict(wanted.title) or None
    row.sentence = dict(wanted.sentence) or None
    row.grading_reason = dict(wanted.grading_reason) or None
    shown = shown_values(wanted.claims)
    row.name = shown.get(VictimField.NAME)
    for field in NUMBERS:
        setattr(row, field, shown.get(field))
    for field in DATES:
        setattr(row, field, PartialDate.parse(shown[field]) if field in shown else None)
    for field in PLACES:
        setattr(row, f"{field}_id", shown.get(field))


def _as_input(row: Victim) -> VictimInput:
    return VictimInput(
        slug=row.slug,
        kind=row.kind,
        title=row.title or {},
        sentence=row.sentence or {},
        grading=row.grading,
        grading_reason=row.grading_reason or {},
        incident_ids=tuple(link.incident_id for link in row.incidents),
        claims=read_claims(row.claims),
    )


def _wish_of(row: Victim) -> WishInput:
    return WishInput(name=row.wish_name, place=row.wish_place, age=row.wish_age)


def _first(shown: dict[str, str], fields: tuple[VictimField, ...]) -> str | None:
    return next((shown[field] for field in fields if field in shown), None)


def _entry(words: Words, known: VictimInput) -> EntryText:
    name = shown_values(known.claims).get(VictimField.NAME)
    names = tuple(claim.value for claim in known.claims if claim.field == VictimField.NAME)
    return EntryText(
        name or words.required(known.title, "title"),
        words.borrowed.get("title", words.reading),
        words.text(known.sentence),
        also=" ".join(names),
        names=names if name else (),
    )


def _document(
    words: Words,
    record_id: str,
    known: VictimInput,
    held_back: list[str],
    attested: AttestationPart,
) -> VictimDocument:
    shown = shown_values(known.claims)
    name = shown.get(VictimField.NAME)
    texts = {field.value: shown.get(field) for field in TEXTS}
    own = {"sentence": known.sentence, "grading_reason": known.grading_reason}
    titles = {} if name else {"title": known.title}
    return VictimDocument(
        id="",
        slug=known.slug,
        url="",
        api_url="",
        kind=known.kind,
        name=name,
        names=_names(words, known.claims),
        title=name or words.required(known.title, "title"),
        grading=known.grading,
        attestation=attested,
        withheld=held_back,
        date=_first(shown, DATES),
        place=words.link(PublicKind.PLACE, _place_of_date(shown)),
        incidents=linked(words, PublicKind.INCIDENT, known.incident_ids),
        events=words.referring(KIND, record_id, from_kind=PublicKind.EVENT, role="remembers"),
        demands=words.referring(KIND, record_id, from_kind=PublicKind.DEMAND, role="names"),
        claims=claim_parts(words, known.claims, types=VICTIM_VALUES),
        **{field.value: shown.get(field) for field in (*NUMBERS, *DATES)},
        **{field.value: _slug(words, shown.get(field)) for field in PLACES},
        **said(words, {**texts, **own}),
        translations=words.translations(**titles, **texts, **own),
        languages=words.languages(),
    )


def _names(words: Words, claims: Claims) -> list[NamePart]:
    return [
        NamePart(name=claim.value, shown=claim.shown, **cite_inline(words, claim.citations))
        for claim in claims
        if claim.field == VictimField.NAME
    ]


def _place_of_date(shown: dict[str, str]) -> str | None:
    """The place that goes with the date that stands first.

    A date of death beside the place of the injury would say what no source says.
    """
    for date, place in zip(DATES, PLACES, strict=True):
        if date in shown:
            return shown.get(place)
    return _first(shown, PLACES)


def _slug(words: Words, place_id: str | None) -> str | None:
    place = words.link(PublicKind.PLACE, place_id)
    return place.slug if place else None
