"""What is written of an event, as a form shows it: the inverse of `app.events.service.editing`."""

from sqlalchemy.orm import Session

from app.events import queries
from app.events.edits import EventEdit, HostEdit, SloganEdit, StopEdit
from app.events.enums import EventField
from app.events.inputs import EventInput, SloganInput, StopInput
from app.events.service.dates import on_form
from app.kit.languages import Texts, pick
from app.organisations.queries import names
from app.sources.service import shown_values


def as_edit(db: Session, known: EventInput, lang: str) -> EventEdit:
    """An event in one language; names of others stand for what has none in it."""
    organisations = names(db, {host.organisation_id for host in known.hosts})
    day = known.on_the_day
    place_id = shown_values(known.claims).get(EventField.PLACE) or known.place_id
    return EventEdit(
        lang=lang,
        kind=known.kind,
        title=known.title.get(lang, ""),
        timezone=known.timezone,
        **on_form(known),
        place=queries.place_name(db, place_id, lang),
        stops=tuple(_stop(stop, lang) for stop in known.route),
        hosts=tuple(
            HostEdit(name=organisations[host.organisation_id], role=host.role)
            for host in known.hosts
        ),
        summary=known.summary.get(lang, ""),
        online_url=known.online_url or "",
        step_free_route=known.step_free_route.get(lang, ""),
        access=known.access.get(lang, ""),
        languages=known.languages,
        legal_aid=day.legal_aid or "",
        first_aid=day.first_aid or "",
        stewards_sign=day.stewards_sign.get(lang, ""),
        bring=day.bring.get(lang, ""),
        slogans=tuple(_slogan(slogan, lang) for slogan in known.slogans),
        demand_ids=known.demand_ids,
        remembers_ids=known.remembers_ids,
        incident_ids=known.incident_ids,
    )


def form_language(known: EventInput, wish: str) -> str:
    """The language to edit an event in: the wished one if its title has it, else its first."""
    picked = pick(known.title, wish, wish)
    return picked[1] if picked else wish


def called(texts: Texts, lang: str) -> str:
    """What something is called in a language, or in the next best."""
    picked = pick(texts, lang, lang)
    return picked[0] if picked else ""


def first_citation(slogan: SloganInput) -> tuple[str | None, int | None, str]:
    """Source, paragraph and opening words, as the form shows them."""
    if not slogan.citations:
        return None, None, ""
    first = slogan.citations[0]
    return first.source_id, first.paragraph_from, first.opening


def _stop(stop: StopInput, lang: str) -> StopEdit:
    name = called(stop.name, lang)
    return StopEdit(name=name, was=name, kind=stop.kind, at=stop.at, note=stop.note.get(lang, ""))


def _slogan(slogan: SloganInput, lang: str) -> SloganEdit:
    source_id, paragraph, opening = first_citation(slogan)
    return SloganEdit(
        text=slogan.text,
        was=slogan.text,
        language=slogan.language,
        translation=slogan.translations.get(lang, ""),
        accuses_living_person=slogan.accuses_living_person,
        source_id=source_id,
        paragraph=paragraph,
        opening=opening,
    )
