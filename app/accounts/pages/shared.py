"""What the pages that take a password have in common."""

from typing import Any

from starlette.responses import Response

from app.accounts.cookie import hand_out
from app.accounts.passwords import Derived
from app.accounts.service.sessions import Begun
from app.accounts.workspace import WorkspacePage
from app.config import Settings
from app.web.forms import Form


def refusal(
    page: WorkspacePage, template: str, form: Form, derived: Derived, **shown: Any
) -> Response | None:
    """The answer to a form that was sent too often or is not filled in; None for any other."""
    if derived.wait:
        return page.wait(template, derived.wait, form=form, **shown)
    if not form.validate():
        return page.render(template, status=422, form=form, **shown)
    return None


def let_in(page: WorkspacePage, begun: Begun, path: str, settings: Settings) -> Response:
    """Send somebody on with the cookie of a session that has begun."""
    answer = page.see_other(path)
    return hand_out(answer, begun.secret, lasts=begun.lasts, settings=settings)
