"""A draft behind its secret link: for whoever has it, and nobody else."""

from starlette.responses import Response

from app.campaign.queries import campaign
from app.events.article import article
from app.events.enums import EventStatus
from app.events.service.drafts import behind_link
from app.events.service.previewing import preview
from app.kit.errors import NotFound
from app.web.hop import Db, Now, Router
from app.web.page import PublicPage

router = Router(prefix="/{lang:lang}")


@router.get("/drafts/{token}")
def draft_page(page: PublicPage, db: Db, now: Now, token: str) -> Response:
    row = behind_link(db, token)
    if row is None:
        raise NotFound
    event = page.read(preview(db, row, page.lang))
    shown = article(event, lang=page.lang, now=now, home=campaign(db).default_timezone)
    shown |= {"stage": EventStatus.DRAFT.value, "others": [], "calendar_url": None}
    return page.private("events/draft.html", **shown)
