"""The card of an event that is not public yet, for those who are about to publish it."""

from starlette.responses import Response

from app.accounts.workspace import Workspace
from app.events.access import Own
from app.events.article import place_of
from app.events.service.previewing import preview
from app.publishing.enums import PublicKind
from app.site.context import site_context
from app.site.labels import kind_label
from app.web.hop import Db, Router
from app.web.i18n import partial_date

router = Router()


@router.get("/organise/events/{event_id:name}/card.png")
def own_card(page: Workspace, own: Own, db: Db) -> Response:
    from app.site.cards import card_png  # noqa: PLC0415 -- no start waits for it

    event = page.read(preview(db, own.row, page.lang))
    date = partial_date(event["date"], page.lang) if event["date"] else ""
    line = " · ".join(part for part in (place_of(event), date) if part)
    return page.picture(
        card_png(
            title=event["title"],
            line=line,
            kind_label=kind_label(PublicKind.EVENT, page.lang),
            campaign=site_context(db, page.lang)["campaign"].name,
        )
    )
