"""Pages: what a handler of HTML is given and answers with."""

from collections.abc import Callable, Mapping
from math import ceil
from typing import Annotated, Any

from pydantic_core import from_json
from starlette.responses import RedirectResponse, Response

from app.kit.generation import Made
from app.kit.languages import Language
from app.web.hop import Hop, Inject
from app.web.i18n import preferred

BASE_MARK = "\ue000".encode()
"""Stands for our address in a stored document, as `app.publishing.documents` has it."""


def read_document(body: bytes, *, base: str) -> dict[str, Any]:
    """Parse a stored public document; its addresses become those under ``base``."""
    document: dict[str, Any] = from_json(body.replace(BASE_MARK, base.encode()))
    return document


class Page:
    """A public page in one language. ``render`` fills a template, ``read`` a stored document."""

    def __init__(self, hop: Hop, lang: Language) -> None:
        self._hop = hop
        self.lang = lang.value
        self.base = hop.resources.settings.canonical_base

    def render(self, template: str, **context: Any) -> Response:
        """Answer with a public, cacheable page."""
        self._hop.cacheable = True
        return Response(
            self._hop.resources.render(self._hop, template, self.lang, context),
            media_type="text/html; charset=utf-8",
        )

    def private(
        self, template: str, *, status: int = 200, wait: int = 0, **context: Any
    ) -> Response:
        """Answer with a page that is somebody's own: nobody keeps it, no search finds it.

        After ``wait`` seconds what was sent can be sent again: there was too much of it.
        """
        shown = {"wait_minutes": ceil(wait / 60), **context}
        headers = {"cache-control": "no-store", "x-robots-tag": "noindex"}
        if wait:
            headers["retry-after"] = str(wait)
        return Response(
            self._hop.resources.render(self._hop, template, self.lang, shown),
            429 if wait else status,
            headers=headers,
            media_type="text/html; charset=utf-8",
        )

    def picture(self, png: bytes) -> Response:
        """Answer with a public, cacheable picture."""
        self._hop.cacheable = True
        return Response(png, media_type="image/png")

    def file(self, content: bytes, *, media_type: str, name: str) -> Response:
        """Answer with a public, cacheable file that is saved as ``name``."""
        self._hop.cacheable = True
        shown = {"content-disposition": f'inline; filename="{name}"'}
        return Response(content, media_type=media_type, headers=shown)

    def read(self, body: bytes) -> dict[str, Any]:
        """Parse a stored public document; its addresses become those of this site."""
        return read_document(body, base=self.base)

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """What ``make`` makes, once for this language and public version; see `Hop.once`."""
        return self._hop.once((key, self.lang), make)

    def look_again(self) -> None:
        """See what became public while this request waited; see `Hop.look_again`."""
        self._hop.look_again()

    def see_other(self, path: str) -> Response:
        """Send the reader to another path of this site."""
        return RedirectResponse(path, status_code=303)

    def moved(self, path: str) -> Response:
        """The page has another path now; GET only."""
        return RedirectResponse(path, status_code=301)


def _page(hop: Hop, lang: Language) -> Page:
    return Page(hop, lang)


PublicPage = Annotated[Page, Inject(_page)]
"""Parameter type of a handler under ``/{lang:lang}/…``."""


class PageOpener:
    """Opens a page on an address that is in no language."""

    def __init__(self, hop: Hop) -> None:
        self._hop = hop

    def open(self, lang: Language) -> Page:
        return Page(self._hop, lang)


Pages = Annotated[PageOpener, Inject(PageOpener)]


def _openapi(hop: Hop) -> dict[str, Any]:
    document: dict[str, Any] = hop.request.app.openapi()
    return document


OpenApi = Annotated[dict[str, Any], Inject(_openapi)]
"""The application's own OpenAPI document."""


class ReaderWish:
    """Which language a reader asks for, on the few addresses that are in none.

    What depends on it is another answer for another reader, and never held.
    """

    def __init__(self, hop: Hop) -> None:
        hop.by_reader = True
        self._asked = hop.request.headers.get("accept-language", "")

    def choose(self, default: str) -> str:
        return preferred(self._asked, default)


ReaderLanguages = Annotated[ReaderWish, Inject(ReaderWish)]


def page_context(hop: Hop, lang: str, extra: Mapping[str, Any]) -> dict[str, Any]:
    """What every template may use: addresses, never anything a header said."""
    settings = hop.resources.settings
    path = hop.request.url.path
    in_language = path == f"/{lang}" or path.startswith(f"/{lang}/")
    rest = path.removeprefix(f"/{lang}") if in_language else "/"
    return {
        "base": settings.canonical_base,
        "path": path,
        "canonical": settings.canonical_base + path,
        "card": f"{settings.canonical_base}/card/{lang}{rest.rstrip('/')}.png",
        "alternates": {
            language.value: f"{settings.canonical_base}/{language.value}{rest}"
            for language in Language
        },
        **extra,
    }
