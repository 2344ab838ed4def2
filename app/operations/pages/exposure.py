"""What each adversary sees."""

from starlette.responses import Response

from app.accounts.access import Signed
from app.accounts.workspace import Workspace
from app.operations.exposure import EXPOSURES, LIMITS
from app.web.hop import Router

router = Router()


@router.get("/organise/exposure")
def exposure(page: Workspace, access: Signed) -> Response:
    del access  # everybody who works here should know it
    return page.render("operations/exposure.html", exposures=EXPOSURES.values(), limits=LIMITS)
