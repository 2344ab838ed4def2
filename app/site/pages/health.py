"""For whoever watches the server: is the process there, and is everything behind it there."""

from starlette.responses import JSONResponse, Response

from app.kit.errors import Unavailable
from app.web.hop import Router
from app.web.readiness import Readiness

router = Router()


@router.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def readyz(readiness: Readiness) -> Response:
    """Database reached and at the code's revision, a worker seen within a minute."""
    if not readiness():
        raise Unavailable
    return JSONResponse({"status": "ready"})
