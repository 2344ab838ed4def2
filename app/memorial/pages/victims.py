"""The wall of names, and a page for each."""

from typing import Any

from app.memorial import labels, queries
from app.memorial.enums import VictimKind
from app.memorial.pages.shared import Listing, Option, chosen, history, month_options, moved
from app.publishing.enums import SHORT_LINK, PublicKind
from app.publishing.queries import code_of, links
from app.web.hop import Db, Router
from app.web.i18n import partial_date, translated
from app.web.page import PublicPage, Response

router = Router(prefix="/{lang:lang}/memorial")


@router.get("")
def list_victims(
    page: PublicPage, db: Db, kind: str = "", place: str = "", date: str = "", cursor: str = ""
) -> Response:
    """The wall of names, and with it those without a name and those known by number."""
    listing = Listing(page, "memorial", kind=kind, place=place, date=date)
    found = queries.listed_victims(
        db,
        lang=page.lang,
        only=queries.VictimFilter(
            kind=chosen(VictimKind, kind), place=listing.slug("place"), date=listing.date("date")
        ),
        after=listing.after(cursor),
        limit=listing.size,
    )
    victims = [page.read(line) for line in found.bodies]
    places, months = page.once("memorial/choices", lambda: _choices(db, page.lang))
    return page.render(
        "memorial/list.html",
        persons=[_on_wall(page, victim) for victim in victims if victim["kind"] == "person"],
        others=[_on_wall(page, victim) for victim in victims if victim["kind"] != "person"],
        kinds=list(translated(labels.VICTIM_KINDS, page.lang).items()),
        places=places,
        months=months,
        listing=listing.shown(found, cursor),
    )


@router.get("/{slug:slug}")
def show_victim(page: PublicPage, db: Db, slug: str) -> Response:
    found = queries.one_victim(db, lang=page.lang, name=slug)
    if found is None:
        return moved(page, db, PublicKind.VICTIM, "memorial", slug)
    victim = page.read(found.body)
    return page.render(
        "memorial/one.html",
        victim=victim,
        when_and_where=_on_wall(page, victim)["line"],
        shown={claim["field"]: claim for claim in victim["claims"] if claim["shown"]},
        fields=translated(labels.VICTIM_FIELDS, page.lang),
        reading=translated(labels.READINGS, page.lang)[victim["attestation"]["reading"]],
        withheld=translated(labels.WITHHELD, page.lang),
        history=history(page, db, PublicKind.VICTIM, found.id),
        short_url=_short_url(page, db, found.id),
    )


def _choices(db: Db, lang: str) -> tuple[list[Option], list[Option]]:
    """What the wall can be narrowed to: places by slug and name, and months."""
    ids = queries.places_of_victims(db, lang=lang)
    places = links(db, kind=PublicKind.PLACE, ids=ids, lang=lang)
    named = sorted((link.slug, link.name) for link in places.values())
    return named, month_options(queries.months_of_victims(db, lang=lang), lang)


def _on_wall(page: PublicPage, victim: dict[str, Any]) -> dict[str, Any]:
    """A victim as one of many: ``line`` is place and date."""
    place, date = victim["place"], victim["date"]
    known = (place and place["name"], date and partial_date(date, page.lang))
    borrowed: dict[str, str] = victim["languages"] or {}
    return {
        "title": victim["title"],
        "url": victim["url"],
        "line": " · ".join(part for part in known if part),
        "meta": " · ".join(part for part in known if part),
        "summary": victim["sentence"],
        "lang": borrowed.get("title"),
    }


def _short_url(page: PublicPage, db: Db, record_id: str) -> str:
    code = code_of(db, kind=PublicKind.VICTIM, record_id=record_id)
    return f"{page.base}/{SHORT_LINK[PublicKind.VICTIM]}/{code}"
