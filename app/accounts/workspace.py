"""The workspace: what a handler of an organisers' page is given and answers with."""

from math import ceil
from typing import Annotated, Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from app.accounts.access import access_of
from app.accounts.enums import Permission
from app.accounts.notices import SENTENCES, Notice
from app.campaign.queries import default_language
from app.kit.languages import Language
from app.mail.queries import mail_works
from app.web.hop import Hop, Inject
from app.web.i18n import preferred, translations
from app.web.page import read_document


class WorkspacePage:
    """A private page in the account's language, else in the one that the reader asks for."""

    def __init__(self, hop: Hop) -> None:
        self._hop = hop
        self.base = hop.resources.settings.canonical_base
        self.lang = _language(hop)

    def render(self, template: str, *, status: int = 200, **context: Any) -> Response:
        """Answer with a page that nobody keeps."""
        shared = {
            "access": access_of(self._hop),
            "may": Permission,
            "notice": self._notice(),
            "mail_works": mail_works(self._hop.resources.settings, self._hop.db),
            "wait_minutes": 0,
            "alternates": {language.value: f"?lang={language.value}" for language in Language},
        }
        body = self._hop.resources.render(self._hop, template, self.lang, {**shared, **context})
        return Response(
            body,
            status,
            headers={"cache-control": "no-store"},
            media_type="text/html; charset=utf-8",
        )

    def picture(self, png: bytes) -> Response:
        """Answer with a picture that nobody keeps."""
        return Response(png, media_type="image/png", headers={"cache-control": "no-store"})

    def read(self, body: bytes) -> dict[str, Any]:
        """Parse a public document; its addresses become those of this site."""
        return read_document(body, base=self.base)

    def wait(self, template: str, seconds: int, **context: Any) -> Response:
        """Answer that it was tried too often, and when it can be tried again."""
        minutes = ceil(seconds / 60)
        answer = self.render(template, status=429, wait_minutes=minutes, **context)
        answer.headers["retry-after"] = str(seconds)
        return answer

    @property
    def onward_query(self) -> str:
        """The part of the address's query that says where to go on, with its question mark."""
        asked = self._hop.request.query_params
        kept = {name: asked[name] for name in ("next", "id", "lang") if name in asked}
        return f"?{urlencode(kept)}" if kept else ""

    def see_other(self, path: str, *, notice: Notice | None = None) -> Response:
        """Send the reader to another path of this site, where ``notice`` is said."""
        query = f"{'&' if '?' in path else '?'}notice={notice.value}" if notice else ""
        return RedirectResponse(path + query, status_code=303)

    def hand_out(self, content: bytes, *, media_type: str, name: str) -> Response:
        """Answer with a file to be saved as ``name``, which nobody else keeps."""
        headers = {
            "cache-control": "no-store",
            "content-disposition": f'attachment; filename="{name}"',
        }
        return Response(content, headers=headers, media_type=media_type)

    def _notice(self) -> str | None:
        asked = self._hop.request.query_params.get("notice")
        if self._hop.request.method != "GET" or asked not in set(Notice):
            return None
        return translations(self.lang).gettext(SENTENCES[Notice(asked)])


def _language(hop: Hop) -> str:
    access = access_of(hop)
    if access is not None:
        return access.language.value
    asked = hop.request.query_params.get("lang")
    if asked is not None and asked in set(Language):
        return asked
    return preferred(hop.request.headers.get("accept-language", ""), default_language(hop.db))


Workspace = Annotated[WorkspacePage, Inject(WorkspacePage)]
"""Parameter type of a handler under ``/organise``."""
