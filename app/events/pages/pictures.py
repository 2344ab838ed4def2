"""The pictures of events, under the names of chance that they are kept by."""

from starlette.responses import Response

from app.events import queries
from app.events.pictures import content_of
from app.kit.errors import NotFound
from app.kit.languages import Language
from app.web.hop import Config, Db, Router
from app.web.page import Pages

router = Router()


@router.get("/pictures/{name}")
def picture(pages: Pages, db: Db, settings: Config, name: str) -> Response:
    """Held for minutes only: what lies under a name never changes, but its event can be hidden."""
    content = content_of(settings.uploads, name) if queries.shows_picture(db, name) else None
    if content is None:
        raise NotFound
    page = pages.open(Language.ENGLISH)  # a picture is in no language
    answer = page.file(content, media_type="image/jpeg", name=name)
    answer.headers["cache-control"] = "public, max-age=300, must-revalidate"
    return answer
