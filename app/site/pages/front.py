"""The door: the root sends a reader on, short links end at their record."""

from starlette.responses import RedirectResponse, Response

from app.campaign.queries import default_language
from app.kit.errors import NotFound
from app.publishing.addresses import page_path
from app.publishing.enums import PublicKind
from app.publishing.queries import slug_of_code
from app.web.hop import Db, Router
from app.web.page import ReaderLanguages

router = Router()


@router.get("/")
def root(db: Db, reader: ReaderLanguages) -> Response:
    """To the home page in the reader's language."""
    return _found(f"/{reader.choose(default_language(db))}/")


@router.get("/e/{code:code}")
def short_event(db: Db, reader: ReaderLanguages, code: str) -> Response:
    return _short(db, reader, PublicKind.EVENT, code)


@router.get("/m/{code:code}")
def short_victim(db: Db, reader: ReaderLanguages, code: str) -> Response:
    return _short(db, reader, PublicKind.VICTIM, code)


@router.get("/s/{code:code}")
def short_statement(db: Db, reader: ReaderLanguages, code: str) -> Response:
    return _short(db, reader, PublicKind.STATEMENT, code)


def _short(db: Db, reader: ReaderLanguages, kind: PublicKind, code: str) -> Response:
    slug = slug_of_code(db, kind=kind, code=code)
    if slug is None:
        raise NotFound
    return _found(page_path(kind, slug, reader.choose(default_language(db))))


def _found(path: str) -> Response:
    return RedirectResponse(path, status_code=302, headers={"vary": "accept-language"})
