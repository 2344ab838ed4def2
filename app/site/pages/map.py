"""The map: places with what happened there; without tiles, from an outline of our own."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.config import Settings
from app.places.queries import all_published
from app.publishing.addresses import page_path
from app.publishing.models import Entry
from app.publishing.queries import told_of_places
from app.site.gazetteer import grouped
from app.site.labels import kind_label
from app.site.projection import WORLD, Outline, outline
from app.web.hop import Config, Db, Router
from app.web.page import PublicPage, Response

router = Router()


@router.get("/{lang:lang}/map")
def map_page(page: PublicPage, db: Db, settings: Config) -> Response:
    """Every place has its paragraph here, for whatever links to it; the map has the located."""
    told = told_of_places(db, lang=page.lang)
    places = [
        _place(page.read(line), told, page.lang) for line in all_published(db, lang=page.lang)
    ]
    drawn = _outline(settings)
    return page.render(
        "site/map.html",
        countries=grouped(places),
        points=_points(places, drawn),
        outline=drawn,
    )


def _place(
    document: Mapping[str, Any], told: Mapping[str, Sequence[Entry]], lang: str
) -> dict[str, Any]:
    borrowed: Mapping[str, str] = document["languages"] or {}
    return {
        "slug": document["slug"],
        "parent": document["parent"],
        "kind": document["kind"],
        "name": document["name"],
        "lang": borrowed.get("name"),
        "latitude": document["latitude"],
        "longitude": document["longitude"],
        "told": [
            {
                "title": entry.title,
                "url": page_path(entry.kind, entry.slug, lang),
                "kind": kind_label(entry.kind, lang),
                "date": entry.date,
                "lang": entry.title_lang if entry.title_lang != lang else None,
            }
            for entry in told.get(document["id"], ())
        ],
    }


def _points(places: Sequence[Mapping[str, Any]], drawn: Outline) -> list[dict[str, Any]]:
    points: list[dict[str, Any]] = []
    for place in places:
        latitude, longitude = place["latitude"], place["longitude"]
        if place["told"] and latitude is not None and drawn.view.holds(longitude, latitude):
            x, y = drawn.view.point(longitude, latitude)
            points.append(
                {
                    "x": x,
                    "y": y,
                    "label": place["name"],
                    "url": f"#{place['slug']}",
                    "count": len(place["told"]),
                }
            )
    return points


def _outline(settings: Settings) -> Outline:
    """The seed pack's outline if it brings one, else the world's land."""
    own = settings.pack / "outline.json" if settings.pack is not None else WORLD
    return outline(own if own.is_file() else WORLD)
