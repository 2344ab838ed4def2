"""All texts of an event by name, so that each can be said in one more language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.events.inputs import EventInput
from app.kit.languages import Texts

OF_EVENT = ("title", "summary", "step_free_route", "access")
OF_DAY = ("stewards_sign", "bring")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One text of an event; ``number`` counts stops and slogans from 0."""

    name: str
    part: str
    number: int | None
    texts: Texts


def spoken(known: EventInput) -> Iterator[Spoken]:
    """Every text that somebody wrote, in the order of the page."""
    for name in OF_EVENT:
        yield Spoken(name, name, None, getattr(known, name))
    for name in OF_DAY:
        yield Spoken(name, name, None, getattr(known.on_the_day, name))
    for number, stop in enumerate(known.route):
        yield Spoken(f"stop-{number}-name", "stop_name", number, stop.name)
        yield Spoken(f"stop-{number}-note", "stop_note", number, stop.note)
    for number, slogan in enumerate(known.slogans):
        own = {slogan.language: slogan.text}
        yield Spoken(f"slogan-{number}", "slogan", number, {**slogan.translations, **own})
    if known.picture is not None:
        yield Spoken("alt", "alt", None, known.picture.alt)


def translated_to(known: EventInput, lang: str, said: Mapping[str, str]) -> EventInput:
    """The event with what is ``said`` in a language, by the names of `spoken`; empty is unsaid."""

    def text(name: str, texts: Texts) -> Texts:
        if name not in said:
            return texts
        told = {**texts, lang: said[name]}
        return {code: words for code, words in told.items() if words}

    def all_of(owner: Any, names: tuple[str, ...]) -> dict[str, Texts]:
        return {name: text(name, getattr(owner, name)) for name in names}

    return replace(
        known,
        **all_of(known, OF_EVENT),
        on_the_day=replace(known.on_the_day, **all_of(known.on_the_day, OF_DAY)),
        route=tuple(
            replace(
                stop,
                name=text(f"stop-{number}-name", stop.name),
                note=text(f"stop-{number}-note", stop.note),
            )
            for number, stop in enumerate(known.route)
        ),
        slogans=tuple(
            slogan
            if slogan.language == lang
            else replace(slogan, translations=text(f"slogan-{number}", slogan.translations))
            for number, slogan in enumerate(known.slogans)
        ),
        picture=known.picture and replace(known.picture, alt=text("alt", known.picture.alt)),
    )
