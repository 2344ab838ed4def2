"""Places in the order of an atlas: countries, their regions, and what lies in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.places.enums import PlaceKind

Place = Mapping[str, Any]


@dataclass(slots=True)
class Group:
    """A country or region with the places in it; ``told`` counts what is told of them all."""

    place: Place
    inside: list[Place] = field(default_factory=list[Place])

    @property
    def told(self) -> int:
        return sum(len(place["told"]) for place in (self.place, *self.inside))


def grouped(places: Sequence[Place]) -> list[list[Group]]:
    """Countries with the most told first; each with itself and then its regions, by name.

    Each place is in one group: that of its region, else of its country, else its own.
    """
    by_slug = {place["slug"]: place for place in places}
    groups: dict[str, Group] = {}
    countries: dict[str, list[Group]] = {}
    for place in places:
        above = _chain(place, by_slug)
        head = next((one for one in above if one["kind"] == PlaceKind.REGION), above[-1])
        if head["slug"] not in groups:
            groups[head["slug"]] = Group(head)
            countries.setdefault(above[-1]["slug"], []).append(groups[head["slug"]])
        if head is not place:
            groups[head["slug"]].inside.append(place)
    order = {place["slug"]: number for number, place in enumerate(places)}
    for country, members in countries.items():
        order[country] = -1
        members.sort(key=lambda group: order[group.place["slug"]])
    return sorted(countries.values(), key=lambda members: -sum(group.told for group in members))


def _chain(place: Place, by_slug: Mapping[str, Place]) -> list[Place]:
    """The place, the one it lies in, and so on up."""
    chain = [place]
    while chain[-1]["parent"] in by_slug and by_slug[chain[-1]["parent"]] not in chain:
        chain.append(by_slug[chain[-1]["parent"]])
    return chain
