"""Writing what a form says: only what it shows is changed, everything else stays as it was."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.events import queries
from app.events.edits import EventEdit, SloganEdit, StopEdit
from app.events.enums import EventField, EventStatus
from app.events.inputs import EventInput, OnTheDayInput, SloganInput, StopInput
from app.events.kinds import DEFAULTS, Where
from app.events.policy import Writer
from app.events.service import records
from app.events.service.dates import Times, times_of
from app.events.service.faults import EditRefused, Faults
from app.events.service.naming import Naming, publish_named
from app.events.service.showing import called, first_citation
from app.history.inputs import Act
from app.kit.errors import NotFound
from app.kit.ids import new_id
from app.kit.languages import Texts
from app.publishing.enums import ID_PREFIX, RecordStatus
from app.sources.inputs import CitationInput, Citations
from app.sources.service import shown_values

__all__ = ["EditRefused", "create", "write"]


def create(db: Session, *, edit: EventEdit, writer: Writer, act: Act, now: datetime) -> str:
    """Write a new draft and return its id.

    Raises:
        EditRefused: something is missing or does not fit.
    """
    record_id = new_id(ID_PREFIX[records.KIND])
    empty = EventInput(
        slug=record_id.replace("_", "-"), kind=edit.kind, status=EventStatus.DRAFT, title={}
    )
    naming = Naming(db=db, writer=writer, act=act, now=now)
    wanted = _merged(empty, edit, naming, is_new=True)
    records.save(
        db, record_id=record_id, wanted=wanted, act=act, now=now, status=RecordStatus.DRAFT
    )
    return record_id


def write(
    db: Session,
    *,
    record_id: str,
    edit: EventEdit,
    writer: Writer,
    act: Act,
    now: datetime,
    expected_version: int,
) -> bool:
    """Write an edit over what is there; returns whether anything changed.

    Raises:
        EditRefused: something is missing or does not fit.
        EventChanged: somebody else wrote after that version.
    """
    queries.hold_version(db, record_id)
    row = queries.event(db, record_id)
    if row is None:
        raise NotFound
    naming = Naming(db=db, writer=writer, act=act, now=now)
    wanted = _merged(records.as_input(row), edit, naming, is_new=False)
    if row.status is RecordStatus.PUBLISHED:
        publish_named(db, wanted, act=act, now=now)
    return records.save(
        db,
        record_id=record_id,
        wanted=wanted,
        act=act,
        now=now,
        status=row.status,
        expected_version=expected_version,
    )


def _merged(current: EventInput, edit: EventEdit, naming: Naming, *, is_new: bool) -> EventInput:
    faults = Faults()
    faults.note_if(not edit.title, "title", "title_missing")
    times = times_of(edit, None if is_new else current, faults)
    if is_new or _has_where(current, DEFAULTS[edit.kind].where):
        _check_where(edit, current, faults)
    hosts = naming.hosts(edit, current.hosts, faults)
    faults.note_if(is_new and not edit.hosts, "hosts", "hosts_missing")
    slogans = tuple(
        _slogan(number, slogan, edit.lang, current, faults)
        for number, slogan in enumerate(edit.slogans)
    )
    faults.tell()
    wanted = replace(
        _with_texts(current, edit),
        kind=edit.kind,
        timezone=edit.timezone or current.timezone,
        place_id=_place_id(current, edit, naming),
        online_url=edit.online_url or None,
        route=tuple(_stop(stop, edit.lang, current) for stop in edit.stops),
        hosts=hosts,
        languages=_in_order(current.languages, edit.languages),
        slogans=slogans,
    )
    return _with_times(_with_links(wanted, edit), times)


def _check_where(edit: EventEdit, current: EventInput, faults: Faults) -> None:
    where = DEFAULTS[edit.kind].where
    if where is Where.LINK:
        faults.note_if(not edit.online_url, "online_url", "link_missing")
    elif where is Where.ROUTE:
        faults.note_if(len(edit.stops) < 2, "stops", "route_too_short")  # noqa: PLR2004 -- two ends
    elif where is Where.PLACE:
        is_cited = EventField.PLACE in shown_values(current.claims)
        faults.note_if(not (edit.place or edit.stops or is_cited), "place", "place_missing")
    is_link = edit.online_url.startswith(("https://", "http://"))
    faults.note_if(edit.online_url and not is_link, "online_url", "link_not_http")


def _has_where(current: EventInput, where: Where) -> bool:
    """Whether what a kind needs is there, so that it may not be taken away."""
    if where is Where.ROUTE:
        return len(current.route) >= 2  # noqa: PLR2004 -- two ends
    if where is Where.LINK:
        return bool(current.online_url)
    return bool(current.place_id or current.route)


def _with_texts(current: EventInput, edit: EventEdit) -> EventInput:
    day = current.on_the_day
    return replace(
        current,
        title=_said(current.title, edit.lang, edit.title),
        summary=_said(current.summary, edit.lang, edit.summary),
        step_free_route=_said(current.step_free_route, edit.lang, edit.step_free_route),
        access=_said(current.access, edit.lang, edit.access),
        on_the_day=OnTheDayInput(
            legal_aid=edit.legal_aid or None,
            first_aid=edit.first_aid or None,
            stewards_sign=_said(day.stewards_sign, edit.lang, edit.stewards_sign),
            bring=_said(day.bring, edit.lang, edit.bring),
        ),
    )


def _said(texts: Texts, lang: str, text: str) -> Texts:
    """The texts with one language said anew, in its place; without it where it says nothing."""
    said = {**texts, lang: text}
    return {name: words for name, words in said.items() if words}


def _with_times(wanted: EventInput, times: Times) -> EventInput:
    return replace(wanted, starts_at=times.starts_at, ends_at=times.ends_at, date=times.date)


def _with_links(current: EventInput, edit: EventEdit) -> EventInput:
    def chosen(before: tuple[str, ...], wished: tuple[str, ...]) -> tuple[str, ...]:
        hidden = [name for name in before if name not in edit.offered_ids]
        return _in_order(before, (*wished, *hidden))

    return replace(
        current,
        demand_ids=chosen(current.demand_ids, edit.demand_ids),
        remembers_ids=chosen(current.remembers_ids, edit.remembers_ids),
        incident_ids=chosen(current.incident_ids, edit.incident_ids),
    )


def _in_order(before: tuple[str, ...], wished: tuple[str, ...]) -> tuple[str, ...]:
    """What is wished: first what was there, in its order; a form knows none."""
    kept = [name for name in before if name in wished]
    return tuple(dict.fromkeys([*kept, *wished]))


def _place_id(current: EventInput, edit: EventEdit, naming: Naming) -> str | None:
    if EventField.PLACE in shown_values(current.claims):
        return current.place_id
    if edit.place and edit.place == queries.place_name(naming.db, current.place_id, edit.lang):
        return current.place_id
    return naming.place(edit.place)


def _stop(stop: StopEdit, lang: str, current: EventInput) -> StopInput:
    """A stop as it was before, with what the form says of it."""
    here = (old for old in current.route if stop.was and called(old.name, lang) == stop.was)
    before = next(here, None)
    if before is None or stop.name != stop.was:
        # Another place: what it is called in other languages, and what sources say, is of the old.
        note: Texts = before.note if before else {}
        made = StopInput(kind=stop.kind, name={lang: stop.name}, at=stop.at)
        return replace(made, note=_said(note, lang, stop.note))
    return replace(before, kind=stop.kind, at=stop.at, note=_said(before.note, lang, stop.note))


def _slogan(
    number: int, slogan: SloganEdit, lang: str, current: EventInput, faults: Faults
) -> SloganInput:
    before = next((old for old in current.slogans if slogan.was and old.text == slogan.was), None)
    citations = _citations(number, slogan, before, faults)
    if slogan.accuses_living_person and not citations:
        faults.note(f"slogans-{number}-source_id", "slogan_without_source")
    translations: Texts = before.translations if before else {}
    if lang != slogan.language:
        translations = _said(translations, lang, slogan.translation)
    return SloganInput(
        text=slogan.text,
        language=slogan.language,
        translations=translations,
        accuses_living_person=slogan.accuses_living_person,
        citations=citations,
    )


def _citations(
    number: int, slogan: SloganEdit, before: SloganInput | None, faults: Faults
) -> Citations:
    """The one that the form gives; all there were before, where it leaves the first as it was."""
    given = (slogan.source_id, slogan.paragraph, slogan.opening)
    if before and before.citations and given == first_citation(before):
        return before.citations
    if not any(given):
        return ()
    if slogan.source_id is None or slogan.paragraph is None or not slogan.opening:
        faults.note(f"slogans-{number}-source_id", "slogan_source_incomplete")
        return ()
    return (
        CitationInput(
            source_id=slogan.source_id, paragraph_from=slogan.paragraph, opening=slogan.opening
        ),
    )
