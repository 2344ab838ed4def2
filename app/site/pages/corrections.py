"""Corrections and withdrawals, in public."""

from app.history.queries import corrections, withdrawals
from app.publishing.enums import PublicKind
from app.publishing.queries import links
from app.site.labels import kind_label
from app.web.hop import Db, Router
from app.web.page import PublicPage, Response

router = Router()
MOST = 200


@router.get("/{lang:lang}/corrections")
def corrections_page(page: PublicPage, db: Db) -> Response:
    """What was corrected, with its reason; what was withdrawn leaves kind, id and time only."""
    corrected = corrections(db, limit=MOST)
    named = {
        kind: links(
            db,
            kind=kind,
            ids={row.record_id for row in corrected if row.kind == kind},
            lang=page.lang,
        )
        for kind in PublicKind
    }
    return page.render(
        "site/corrections.html",
        corrections=[
            {
                "kind": kind_label(PublicKind(row.kind), page.lang),
                "record": named[PublicKind(row.kind)].get(row.record_id),
                "number": row.number,
                "at": row.at,
                "reason": (row.reason or {}).get(page.lang),
            }
            for row in corrected
        ],
        withdrawals=[
            {"kind": kind_label(PublicKind(row.kind), page.lang), "id": row.record_id, "at": row.at}
            for row in withdrawals(db, limit=MOST)
        ],
    )
