"""The workspace's first page."""

from starlette.responses import Response

from app.accounts.access import Signed
from app.accounts.workspace import Workspace
from app.web.hop import Router

router = Router()


@router.get("/organise")
def home(page: Workspace, access: Signed) -> Response:
    return page.render("accounts/home.html", name=access.name)
