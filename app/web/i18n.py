"""The interface's languages: catalogues, dates and numbers.

Message ids are the English words. A room keeps its own catalogues,
``translations/<es|fr>/<room>.po``; they are read when the process starts, so there is no build
step. Quechua and Aymara catalogues may be added as they are; what they lack falls back to Spanish.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache, lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from app.config import ROOT
from app.kit.dates import PartialDate
from app.kit.languages import Language

LOCALES = {Language.SPANISH: "es_PE", Language.FRENCH: "fr_FR", Language.ENGLISH: "en_GB"}
CATALOGUES = ROOT / "translations"
_COUNTS_AS_ONE = {Language.SPANISH: (1,), Language.FRENCH: (0, 1), Language.ENGLISH: (1,)}
_AT_SIGN = re.compile("(?<=«) | (?=[;:?!»])")
"""Where French words would break a line before or behind a double sign; they never do.

Catalogues have plain blanks there.
"""
_FIRST = re.compile("(?<![0-9])1(?= )")
"""The first day of a month in French words: "1er décembre"; no locale data have the ordinal."""


class Catalogue(NullTranslations):
    """The words of a language by message id, for one and for many: as they were read."""

    def __init__(
        self, said: Mapping[str, Sequence[str]], *, counts_as_one: Collection[int]
    ) -> None:
        super().__init__()
        self._said = said
        self._counts_as_one = counts_as_one

    def gettext(self, message: str) -> str:
        forms = self._said.get(message)
        return message if forms is None else forms[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        forms = self._said.get(msgid1, ())
        one, many = forms if len(forms) > 1 else (msgid1, msgid2)
        return one if n in self._counts_as_one else many


@cache
def translations(lang: str) -> NullTranslations:
    """The merged catalogue of a language; English is the message ids themselves."""
    said: dict[str, Sequence[str]] = {}
    for path in sorted((CATALOGUES / lang).glob("*.po")):
        for message, forms in _read(path, lang):
            if len(forms) > len(said.get(message, ())):
                said[message] = forms
    return Catalogue(said, counts_as_one=_COUNTS_AS_ONE[Language(lang)])


def _read(path: Path, lang: str) -> Iterator[tuple[str, Sequence[str]]]:
    with path.open("rb") as file:
        for message in read_po(file, locale=lang):
            said = message.string
            if message.id and said and not message.fuzzy:
                name = message.id if isinstance(message.id, str) else message.id[0]
                forms = [said] if isinstance(said, str) else list(said)
                if lang == Language.FRENCH:
                    forms = [_AT_SIGN.sub("\N{NO-BREAK SPACE}", form) for form in forms]
                yield name, forms


def translated(words: Mapping[str, str], lang: str) -> dict[str, str]:
    """A table of words for codes, in a language of the site and in its own order."""
    return dict(_translated(tuple(words.items()), lang))


@cache
def _translated(words: tuple[tuple[str, str], ...], lang: str) -> Mapping[str, str]:
    catalogue = translations(lang)
    return {code: catalogue.gettext(word) for code, word in words}


def country(code: str, lang: str) -> str:
    """The name of a country by its ISO 3166-1 alpha-2 code; the code itself if it has none."""
    names = cast("Mapping[str, str]", Locale.parse(LOCALES[Language(lang)]).territories)
    return names.get(code, code)


def day(value: date | datetime, lang: str, style: str = "long") -> str:
    """A day in words: "18 de enero de 2023"; ``style`` is one of a locale's, or a pattern."""
    return _day(value.date() if isinstance(value, datetime) else value, lang, style)


@lru_cache(1024)
def _day(value: date, lang: str, style: str) -> str:
    words = format_date(value, format=style, locale=LOCALES[Language(lang)])
    is_first = lang == Language.FRENCH and value.day == 1
    return _FIRST.sub("1er", words, count=1) if is_first else words


def _day_of_month(number: int, lang: str) -> str:
    return "1er" if lang == Language.FRENCH and number == 1 else str(number)


def moment(value: datetime, zone: str, lang: str) -> str:
    """A time of day on the wall of ``zone``: "15:00"."""
    local = value.astimezone(ZoneInfo(zone))
    return _on_the_wall(time(local.hour, local.minute), lang)


@lru_cache(1024)
def _on_the_wall(value: time, lang: str) -> str:
    return format_time(value, format="HH:mm", locale=LOCALES[Language(lang)])


@lru_cache(4096)
def number(value: float, lang: str) -> str:
    return format_decimal(value, locale=LOCALES[Language(lang)])


@lru_cache(4096)
def partial_date(edtf: str, lang: str) -> str:
    """A partial date in words, as exact as it is: "January 2023", "15 – 16 January 2023"."""
    known = PartialDate.parse(edtf)
    locale = LOCALES[Language(lang)]
    if "/" in edtf:
        return _interval(edtf, known, lang)
    if known.is_day:
        return day(known.low, lang)
    if len(edtf) == len("2023-01"):
        skeletons = {"es": "MMMM 'de' y", "fr": "MMMM y", "en": "MMMM y"}
        return format_date(known.low, format=skeletons[lang], locale=locale)
    return edtf


@lru_cache(4096)
def plate(edtf: str, lang: str) -> tuple[str, str]:
    """A partial date as on a wall plate: the day or days of one month, and that month in words.

    Without days it is what `partial_date` says; nothing of no date.
    """
    first, _, last = edtf.partition("/")
    if len(first) != len("2023-01-19") or last[:8] not in {"", first[:8]}:
        return "", partial_date(edtf, lang) if edtf else ""
    days = [_day_of_month(int(known[8:]), lang) for known in (first, last) if known]
    return "–".join(days), partial_date(first[:7], lang)


def _interval(edtf: str, known: PartialDate, lang: str) -> str:
    """Days of one month as "19–24 January 2023"; anything else as its two ends."""
    first, last = edtf.split("/")
    if len(first) == len(last) == len("2023-01-19") and first[:8] == last[:8]:
        return f"{_day_of_month(known.low.day, lang)}–{partial_date(last, lang)}"
    return f"{partial_date(first, lang)} – {partial_date(last, lang)}"


def preferred(accept_language: str, default: str) -> str:
    """The site language a reader asks for (RFC 9110, 12.5.4), else ``default``."""
    wishes: list[tuple[float, str]] = []
    for part in accept_language.split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((float(weight or 1), tag.split("-")[0].strip().lower()))
        except ValueError:
            continue
    offered: Mapping[str, str] = {"qu": "es", "ay": "es", **{lang: lang for lang in Language}}
    for weight, tag in sorted(wishes, key=lambda wish: -wish[0]):
        if weight > 0 and tag in offered:
            return offered[tag]
    return default
