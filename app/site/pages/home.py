"""The home page: who is remembered, what comes next, and what was last."""

from collections.abc import Mapping
from typing import Any

from app.campaign.queries import campaign
from app.events import queries as events
from app.events.enums import EventStatus
from app.events.listing import lines
from app.memorial import queries as memorial
from app.memorial.enums import VictimKind
from app.web.hop import Db, Now, Router
from app.web.i18n import partial_date
from app.web.page import Page, PublicPage, Response

router = Router()
UPCOMING = 5
REMEMBERED = 24
HELD = events.Wanted(status=EventStatus.HELD)


@router.get("/{lang:lang}/")
def home(page: PublicPage, db: Db, now: Now) -> Response:
    """With nothing upcoming it says so, and shows whom we remember and the last gathering."""
    coming = events.upcoming(db, lang=page.lang, after=now, limit=UPCOMING)
    held = events.past(db, lang=page.lang, before=now, limit=1, wanted=HELD)
    victims = memorial.listed_victims(db, lang=page.lang, limit=REMEMBERED)
    zone = campaign(db).default_timezone

    def as_lines(bodies: Any) -> list[dict[str, Any]]:
        return lines((page.read(body) for body in bodies), lang=page.lang, now=now, home=zone)

    return page.render(
        "site/home.html",
        upcoming=as_lines(coming.bodies),
        last=as_lines(held.bodies),
        victims=_wall(page, [page.read(body) for body in victims.bodies]),
        has_more_victims=victims.next is not None,
    )


@router.get("/{lang:lang}")
def home_without_slash(page: PublicPage) -> Response:
    return page.moved(f"/{page.lang}/")


def _wall(page: Page, victims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those known by name first, then those whom no source names."""
    by_name = sorted(victims, key=lambda victim: victim["kind"] != VictimKind.PERSON)
    return [_on_wall(victim, page.lang) for victim in by_name]


def _on_wall(victim: Mapping[str, Any], lang: str) -> dict[str, Any]:
    place, date = victim["place"], victim["date"]
    borrowed: Mapping[str, str] = victim["languages"] or {}
    known = (place and place["name"], date and partial_date(date, lang))
    return {
        "title": victim["title"],
        "url": victim["url"],
        "line": " · ".join(part for part in known if part),
        "lang": borrowed.get("title"),
    }
