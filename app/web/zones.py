"""Time zones as people choose them: by city."""

from collections.abc import Mapping
from functools import cache
from typing import cast
from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location

from app.kit.languages import Language
from app.kit.text import sort_key
from app.web.i18n import LOCALES, country


def zone_choices(lang: str, *also: str) -> list[tuple[str, str]]:
    """Each zone of the world with its city and country, by name; ``also`` those in use here."""
    known = _by_city(lang)
    names = {zone for zone, _ in known}
    return [*((zone, zone) for zone in dict.fromkeys(also) if zone not in names), *known]


def city_of(zone: str, lang: str) -> str:
    """The city that a zone is named after; what is no zone keeps its name."""
    if "/" not in zone or not is_zone(zone):
        return zone
    return get_timezone_location(zone, locale=LOCALES[Language(lang)], return_city=True)


def is_zone(name: str) -> bool:
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    """Asked for once: it reads the whole folder of zones."""
    return frozenset(available_timezones())


@cache
def _by_city(lang: str) -> tuple[tuple[str, str], ...]:
    territories = cast("Mapping[str, str]", get_global("zone_territories"))
    choices = [
        (zone, f"{city_of(zone, lang)}, {country(territory, lang)}")
        for zone, territory in territories.items()
        if is_zone(zone) and not zone.startswith("Etc/")
    ]
    return tuple(sorted(choices, key=lambda choice: sort_key(choice[1])))
