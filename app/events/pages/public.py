"""The list of events, one event, and the month calendar."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from fastapi import Query

from app.campaign.queries import campaign
from app.events import labels, queries
from app.events.article import article
from app.events.listing import lines
from app.events.months import Month, spread
from app.events.queries import Wanted
from app.events.schemas import EventFilter
from app.events.times import is_exact
from app.kit.errors import NotFound
from app.kit.languages import Language
from app.publishing.enums import SHORT_LINK, PublicKind
from app.publishing.queries import code_of, current_slug
from app.web.hop import Db, Now, Router
from app.web.i18n import LOCALES, partial_date, translated
from app.web.page import Page, PublicPage, Response

router = Router(prefix="/{lang:lang}")
UPCOMING = 50
PAST = 20


@router.get("/events")
def list_events(
    page: PublicPage, db: Db, now: Now, query: Annotated[EventFilter, Query()]
) -> Response:
    """What comes next, the nearest first; then what was, the last first."""
    path = f"/{page.lang}/events"
    wanted = Wanted(kind=query.kind, place=query.place, year=query.year)
    after = query.after(path)
    coming = queries.upcoming(db, lang=page.lang, after=now, limit=UPCOMING, wanted=wanted)
    gone = queries.past(db, lang=page.lang, before=now, limit=PAST, wanted=wanted, after=after)
    home = _home(page, db)
    years, places = page.once("events/choices", lambda: _choices(db, page.lang))
    return page.render(
        "events/list.html",
        chosen=query,
        upcoming=_lines(page, coming.bodies, now, home),
        past=_lines(page, gone.bodies, now, home),
        next_url=query.further(path, gone.next),
        first_url=path if query.cursor else None,
        years=years,
        year_options=[(year, year) for year in years],
        kinds=translated(labels.KINDS, page.lang),
        places=places,
        month=Month.of(_today(now, home)),
    )


@router.get("/events/{slug:slug}")
def show_event(page: PublicPage, db: Db, now: Now, slug: str) -> Response:
    found = queries.one(db, lang=page.lang, name=slug)
    if found is None:
        new = current_slug(db, kind=PublicKind.EVENT, former=slug)
        if new is None:
            raise NotFound
        return page.moved(f"/{page.lang}/events/{new}")
    event = page.read(found.body)
    code = code_of(db, kind=PublicKind.EVENT, record_id=found.id)
    series = (
        queries.in_series(db, lang=page.lang, series=event["series"]) if event["series"] else ()
    )
    home = _home(page, db)
    return page.render(
        "events/one.html",
        **article(event, lang=page.lang, now=now, home=home),
        others=[line for line in _lines(page, series, now, home) if line["url"] != event["url"]],
        short_url=f"{page.base}/{SHORT_LINK[PublicKind.EVENT]}/{code}" if code else event["url"],
        calendar_url=f"{event['url']}.ics" if is_exact(event["date"]) else None,
    )


@router.get("/calendar/{month}")
def show_month(page: PublicPage, db: Db, now: Now, month: str) -> Response:
    """One month; its neighbours are linked as far as there are events, or it is today."""
    shown = Month.parse(month)
    if shown is None:
        raise NotFound
    bodies = queries.between(db, lang=page.lang, first=shown.first, last=shown.last)
    found = spread((page.read(body) for body in bodies), shown)
    home = _home(page, db)
    by_day = {
        day: lines(events, lang=page.lang, now=now, home=home)
        for day, events in found.by_day.items()
    }
    locale = Locale.parse(LOCALES[Language(page.lang)])
    weeks = shown.weeks(locale.first_week_day)
    today = _today(now, home)
    known = queries.span(db, lang=page.lang) or (today, today)
    earliest, latest = Month.of(min(known[0], today)), Month.of(max(known[1], today))
    return page.render(
        "events/month.html",
        month=shown,
        weeks=[[(day, by_day.get(day, [])) for day in week] for week in weeks],
        week_days=[
            (format_date(day, "EEEE", locale=locale), format_date(day, "EEE", locale=locale))
            for day in weeks[0]
        ],
        has_days=bool(by_day),
        around=lines(found.around, lang=page.lang, now=now, home=home),
        before=_reachable(shown.before, earliest, latest, page.lang),
        after=_reachable(shown.after, earliest, latest, page.lang),
        name=partial_date(str(shown), page.lang),
        today=today,
    )


def _home(page: Page, db: Db) -> str:
    """The campaign's zone."""
    return page.once("home", lambda: campaign(db).default_timezone)


def _choices(db: Db, lang: str) -> tuple[list[str], list[tuple[str, str]]]:
    """What the list can be narrowed to: years, the latest first, and places by slug and name."""
    years = [str(year) for year in queries.years(db, lang=lang)]
    return years, [(place.slug, place.name) for place in queries.places(db, lang=lang)]


def _lines(page: Page, bodies: Sequence[bytes], now: datetime, home: str) -> list[dict[str, Any]]:
    events = [page.read(body) for body in bodies]
    return lines(events, lang=page.lang, now=now, home=home)


def _reachable(month: Month, first: Month, last: Month, lang: str) -> tuple[str, str] | None:
    """Label and address of a neighbouring month, if there is a reason to go there."""
    if not first <= month <= last:
        return None
    return partial_date(str(month), lang), f"/{lang}/calendar/{month}"


def _today(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()
