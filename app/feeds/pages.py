"""Addresses of feeds. Their suffix keeps them apart from slugs."""

from app.campaign.inputs import CampaignInput
from app.events import queries as events
from app.events.calendar import calendar, has_day
from app.events.enums import EventSort
from app.feeds.atom import Heading, atom
from app.kit.errors import NotFound
from app.kit.languages import pick
from app.publishing.concealing import public_campaign
from app.publishing.enums import PublicKind
from app.publishing.queries import current_slug
from app.web.hop import Db, Router
from app.web.page import PublicPage, Response

router = Router(prefix="/{lang:lang}")
ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
LATEST = 1000
LATEST_CHANGED = 50
NAMELESS = "Ayni"


@router.get("/events.ics")
def events_calendar(page: PublicPage, db: Db) -> Response:
    """The calendar to subscribe to: every event that has a day, up to the latest thousand."""
    found = events.published(db, lang=page.lang, sort=EventSort.DATE_DESC, limit=LATEST)
    read = [page.read(body) for body in found.bodies]
    content = calendar(read, name=_name(public_campaign(db), page.lang), lang=page.lang)
    return page.file(content, media_type=CALENDAR, name="events.ics")


@router.get("/events.atom")
def events_feed(page: PublicPage, db: Db) -> Response:
    """What a feed reader follows: the events that changed last, and what was said of them."""
    latest = EventSort.UPDATED_AT_DESC
    found = events.published(db, lang=page.lang, sort=latest, limit=LATEST_CHANGED)
    known = public_campaign(db)
    list_page = f"{page.base}/{page.lang}/events"
    heading = Heading(
        name=_name(known, page.lang),
        lang=page.lang,
        home=known.default_timezone,
        page=list_page,
        address=f"{list_page}.atom",
    )
    content = atom([page.read(body) for body in found.bodies], of=heading)
    return page.file(content, media_type=ATOM, name="events.atom")


@router.get("/events/{slug:slug}.ics")
def event_calendar(page: PublicPage, db: Db, slug: str) -> Response:
    """One event to take along; not found where its day is not known."""
    found = events.one(db, lang=page.lang, name=slug)
    if found is None:
        new = current_slug(db, kind=PublicKind.EVENT, former=slug)
        if new is None:
            raise NotFound
        return page.moved(f"/{page.lang}/events/{new}.ics")
    event = page.read(found.body)
    if not has_day(event):
        raise NotFound
    content = calendar([event], name=event["title"], lang=page.lang)
    return page.file(content, media_type=CALENDAR, name=f"{found.slug}.ics")


def _name(known: CampaignInput, lang: str) -> str:
    name = pick(known.name, lang, known.default_language)
    return name[0] if name else NAMELESS
