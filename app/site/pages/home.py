"""The home page: who is remembered, what comes next, and what was last."""

from app.events import queries as events
from app.memorial import queries as memorial
from app.web.hop import Db, Now, Router
from app.web.page import PublicPage, Response

router = Router()
UPCOMING = 5
REMEMBERED = 12


@router.get("/{lang:lang}/")
def home(page: PublicPage, db: Db, now: Now) -> Response:
    """With nothing upcoming it says so, and shows whom we remember and the last gathering."""
    upcoming = events.upcoming(db, lang=page.lang, after=now, limit=UPCOMING)
    last = events.past(db, lang=page.lang, before=now, limit=1)
    victims = memorial.published_victims(db, lang=page.lang, limit=REMEMBERED)
    return page.render(
        "site/home.html",
        upcoming=[page.read(body) for body in upcoming.bodies],
        last=[page.read(body) for body in last.bodies],
        victims=[page.read(body) for body in victims.bodies],
    )


@router.get("/{lang:lang}")
def home_without_slash(page: PublicPage) -> Response:
    return page.moved(f"/{page.lang}/")
