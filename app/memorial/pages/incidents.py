"""What happened: the list, and a page for each incident."""

from typing import Any

from app.memorial import labels, queries
from app.memorial.enums import IncidentKind
from app.memorial.pages.shared import MOST, Listing, chosen, history, month_options, moved
from app.publishing.enums import PublicKind
from app.web.hop import Db, Router
from app.web.i18n import partial_date, translated
from app.web.page import PublicPage, Response

router = Router(prefix="/{lang:lang}/incidents")


@router.get("")
def list_incidents(
    page: PublicPage, db: Db, kind: str = "", date: str = "", cursor: str = ""
) -> Response:
    listing = Listing(page, "incidents", kind=kind, date=date)
    found = queries.listed_incidents(
        db,
        lang=page.lang,
        kind=chosen(IncidentKind, kind),
        date=listing.date("date"),
        after=listing.after(cursor),
        limit=listing.size,
    )
    kinds = translated(labels.INCIDENT_KINDS, page.lang)
    months = page.once(
        "incidents/choices",
        lambda: month_options(queries.months_of_incidents(db, lang=page.lang), page.lang),
    )
    return page.render(
        "memorial/incidents.html",
        incidents=[_in_list(page, page.read(line), kinds) for line in found.bodies],
        kinds=list(kinds.items()),
        months=months,
        listing=listing.shown(found, cursor),
    )


@router.get("/{slug:slug}")
def show_incident(page: PublicPage, db: Db, slug: str) -> Response:
    found = queries.one_incident(db, lang=page.lang, name=slug)
    if found is None:
        return moved(page, db, PublicKind.INCIDENT, "incidents", slug)
    incident = page.read(found.body)
    tolls = queries.published_tolls(db, lang=page.lang, incident_id=found.id, limit=MOST)
    figures = queries.published_figures(db, lang=page.lang, incident_id=found.id, limit=MOST)
    return page.render(
        "memorial/incident.html",
        incident=incident,
        kind_label=translated(labels.INCIDENT_KINDS, page.lang)[incident["kind"]],
        shown={claim["field"]: claim for claim in incident["claims"] if claim["shown"]},
        fields=translated(labels.INCIDENT_FIELDS, page.lang),
        tolls=[page.read(body) for body in tolls.bodies],
        figures=[page.read(body) for body in figures.bodies],
        history=history(page, db, PublicKind.INCIDENT, found.id),
    )


def _in_list(page: PublicPage, incident: dict[str, Any], kinds: dict[str, str]) -> dict[str, Any]:
    places = ", ".join(place["name"] for place in incident["place_links"])
    date = incident["date"] and partial_date(incident["date"], page.lang)
    known = (date, kinds[incident["kind"]], places)
    borrowed: dict[str, str] = incident["languages"] or {}
    return {
        "title": incident["title"],
        "url": incident["url"],
        "meta": " · ".join(part for part in known if part),
        "summary": incident["summary"],
        "lang": borrowed.get("title"),
    }
