"""The public face of an event: documents, what search finds it by, and what it speaks of."""

from typing import Any

from sqlalchemy.orm import Session

from app.events import queries
from app.events.documents import (
    EventDocument,
    HostPart,
    OnTheDayPart,
    PicturePart,
    SignUpPart,
    SloganPart,
    StopPart,
    UpdatePart,
)
from app.events.enums import EVENT_VALUES, NOT_PUBLIC, EventField, EventStatus
from app.events.inputs import (
    EventInput,
    HostInput,
    OnTheDayInput,
    PictureInput,
    SignUpState,
    SloganInput,
    StopInput,
    UpdateInput,
)
from app.events.models import Event, PublishedEvent
from app.events.service.records import KIND, as_input
from app.events.times import When, when
from app.kit.dates import PartialDate
from app.kit.languages import Texts, pick
from app.publishing.addresses import page_url
from app.publishing.documents import BASE, Link, Localiser
from app.publishing.enums import PublicKind, RecordStatus
from app.publishing.projection import EntryText, Projector, Publication
from app.publishing.words import Words, in_all_languages, in_each_language
from app.sources.enums import ClaimStatus
from app.sources.service import (
    cite,
    claim_parts,
    claim_references,
    references,
    shown_values,
)

OUTCOME = {EventField.WHAT_HAPPENED, EventField.TURNOUT}
NO_PLACE = ""


def project(db: Session, row: Event) -> Publication | None:
    """An event's public face; None for drafts, proposals and what is not published."""
    if row.status is not RecordStatus.PUBLISHED or row.standing in NOT_PUBLIC:
        return None
    known = as_input(row)
    days = when_of(known)
    state = queries.sign_up_state(db, row.id)
    return Publication(
        kind=KIND,
        record_id=row.id,
        slug=known.slug,
        documents=in_all_languages(db, lambda words: document_of(words, known, days, state)),
        entries=in_each_language(db, lambda words: _entry(words, known)),
        columns={
            "kind": known.kind,
            "standing": known.status,
            "place_id": _held_at(known),
            "year": days.first_day[:4],
            "date_key": days.date_key,
            "first_day": days.first_day,
            "last_day": days.last_day,
            "over_key": days.over_key,
            "series": known.series,
        },
        date=days.date.edtf if days.date else None,
        references=references_of(known),
    )


PROJECTOR = Projector(PublishedEvent, queries.events, project)


def when_of(known: EventInput) -> When:
    """A known time; else the date that is shown; else the one written without a claim."""
    shown = shown_values(known.claims).get(EventField.DATE)
    return when(
        timezone=known.timezone,
        starts_at=known.starts_at,
        ends_at=known.ends_at,
        day=PartialDate.parse(shown) if shown else known.date,
    )


def document_of(
    words: Words, known: EventInput, days: When, state: SignUpState | None
) -> EventDocument:
    """What the public reads of it, without the address that publishing gives."""
    texts: dict[str, Texts | None] = {
        "title": known.title,
        "summary": known.summary,
        "step_free_route": known.step_free_route,
        "access": known.access,
    }
    return EventDocument(
        id="",
        slug=known.slug,
        url="",
        api_url="",
        kind=known.kind,
        status=known.status,
        title=words.required(known.title, "title"),
        summary=words.text(known.summary, "summary"),
        starts_at=days.starts_at,
        ends_at=days.ends_at,
        timezone=known.timezone,
        date=days.date.edtf if days.date else None,
        over_at=days.over_at,
        outcome_documented=_is_outcome_documented(known),
        place=words.link(PublicKind.PLACE, _place_id(known)),
        route=[_stop(words, *numbered) for numbered in enumerate(known.route)],
        step_free_route=words.text(known.step_free_route, "step_free_route"),
        online_url=known.online_url,
        hosts=_hosts(words, known.hosts),
        languages=list(known.languages),
        access=words.text(known.access, "access"),
        on_the_day=_on_the_day(words, known.on_the_day),
        updates=_updates(words, known.updates),
        sign_up=_sign_up(words, known, state),
        demands=_links(words, PublicKind.DEMAND, known.demand_ids),
        remembers=_links(words, PublicKind.VICTIM, known.remembers_ids),
        incidents=_links(words, PublicKind.INCIDENT, known.incident_ids),
        slogans=[_slogan(words, *numbered) for numbered in enumerate(known.slogans)],
        picture=_picture(words, known.picture) if known.picture else None,
        series=known.series,
        claims=claim_parts(words, known.claims, types=EVENT_VALUES),
        citations=cite(words, known.citations),
        translations=words.translations(**texts),
        borrowed=words.languages(),
    )


def _sign_up(words: Words, known: EventInput, state: SignUpState | None) -> SignUpPart:
    if state is None:
        return SignUpPart(open=False, places=None, url=None)
    return SignUpPart(
        open=state.is_open and known.status is EventStatus.PUBLISHED,
        places=state.places,
        url=page_url(KIND, known.slug, words.reading) + "/sign-up",
        count=state.count,
    )


def _is_outcome_documented(known: EventInput) -> bool:
    told = any(
        claim.field in OUTCOME and claim.status is not ClaimStatus.WITHDRAWN
        for claim in known.claims
    )
    return told or known.status is EventStatus.HELD


def _entry(words: Localiser, known: EventInput) -> EntryText:
    """What lists and search say; slogans are no part of it."""
    title = words.required(known.title, "title")
    printed = [claim.value for claim in known.claims if claim.field == EventField.NAME]
    stops = [words.required(stop.name) for stop in known.route]
    return EntryText(
        title=title,
        title_lang=words.borrowed.get("title", words.reading),
        summary=words.text(known.summary),
        also=" ".join([*printed, *stops]),
    )


def _place_id(known: EventInput) -> str | None:
    return shown_values(known.claims).get(EventField.PLACE) or known.place_id


def _held_at(known: EventInput) -> str:
    """The id of the place it is found under: its own, else where its route begins."""
    places = [_place_id(known), *(stop.place_id for stop in known.route)]
    return next((place for place in places if place is not None), NO_PLACE)


def _links(words: Words, kind: PublicKind, ids: tuple[str, ...]) -> list[Link]:
    links = [words.link(kind, record_id) for record_id in ids]
    return [link for link in links if link is not None]


def _stop(words: Words, number: int, stop: StopInput) -> StopPart:
    return StopPart(
        kind=stop.kind,
        name=words.required(stop.name, f"route.{number}.name"),
        place=words.link(PublicKind.PLACE, stop.place_id),
        at=stop.at.isoformat(timespec="minutes") if stop.at else None,
        note=words.text(stop.note, f"route.{number}.note"),
        citations=cite(words, stop.citations),
        translations=words.translations(name=stop.name, note=stop.note),
    )


def _hosts(words: Words, hosts: tuple[HostInput, ...]) -> list[HostPart]:
    linked = [(host, words.link(PublicKind.ORGANISATION, host.organisation_id)) for host in hosts]
    return [
        HostPart(**link.model_dump(), role=host.role, citations=cite(words, host.citations))
        for host, link in linked
        if link is not None
    ]


def _slogan(words: Words, number: int, slogan: SloganInput) -> SloganPart:
    field = f"slogans.{number}.translation"
    is_foreign = slogan.language != words.reading
    return SloganPart(
        text=slogan.text,
        language=slogan.language,
        translation=words.text(slogan.translations, field) if is_foreign else None,
        accuses_living_person=slogan.accuses_living_person,
        citations=cite(words, slogan.citations),
        translations=words.translations(text=slogan.translations),
    )


def _on_the_day(words: Words, day: OnTheDayInput) -> OnTheDayPart:
    return OnTheDayPart(
        legal_aid=day.legal_aid,
        first_aid=day.first_aid,
        stewards_sign=words.text(day.stewards_sign, "on_the_day.stewards_sign"),
        bring=words.text(day.bring, "on_the_day.bring"),
        translations=words.translations(stewards_sign=day.stewards_sign, bring=day.bring),
    )


def _picture(words: Words, picture: PictureInput) -> PicturePart:
    return PicturePart(
        url=f"{BASE}/pictures/{picture.name}",
        width=picture.width,
        height=picture.height,
        alt=words.required(picture.alt, "picture.alt"),
        translations=words.translations(alt=picture.alt),
    )


def _updates(words: Words, updates: tuple[UpdateInput, ...]) -> list[UpdatePart]:
    latest_first = sorted(updates, key=lambda update: update.at, reverse=True)
    return [
        UpdatePart(
            kind=update.kind,
            at=update.at,
            text=text,
            language=language,
            translations=words.translations(text=update.text),
        )
        for update in latest_first
        for text, language in [_said(words, update.text)]
    ]


def _said(words: Words, texts: Texts) -> tuple[str, str]:
    return pick(texts, words.reading, words.default) or ("", words.reading)


def references_of(known: EventInput) -> frozenset[tuple[PublicKind, str, str]]:
    """What it speaks of, and as what; other rooms find their events by these roles."""
    parts: list[Any] = [*known.route, *known.hosts, *known.slogans]
    places = [known.place_id, *(stop.place_id for stop in known.route)]
    return frozenset(
        {
            *claim_references(known.claims, types=EVENT_VALUES),
            *references(known.citations),
            *(named for part in parts for named in references(part.citations)),
            *((PublicKind.ORGANISATION, host.organisation_id, "host") for host in known.hosts),
            *((PublicKind.VICTIM, name, "remembers") for name in known.remembers_ids),
            *((PublicKind.INCIDENT, name, "incident") for name in known.incident_ids),
            *((PublicKind.DEMAND, name, "demand") for name in known.demand_ids),
            *((PublicKind.PLACE, name, "place") for name in places if name),
        }
    )
