"""Corrections and withdrawals, in public."""

from collections.abc import Mapping
from typing import Any

from app.history.models import Revision
from app.history.queries import corrections, withdrawals
from app.kit.languages import pick
from app.publishing.addresses import page_path
from app.publishing.concealing import cover_of, veil_of
from app.publishing.documents import Link
from app.publishing.enums import PublicKind
from app.publishing.queries import links
from app.publishing.veil import Cover
from app.site.labels import kind_label
from app.web.hop import Db, Router
from app.web.page import PublicPage, Response

router = Router()
MOST = 200


@router.get("/{lang:lang}/corrections")
def corrections_page(page: PublicPage, db: Db) -> Response:
    """What was corrected in records that are public; of a withdrawn one only its tombstone."""
    corrected, veil = corrections(db, limit=MOST), veil_of(db)
    named: dict[PublicKind, Mapping[str, Link]] = {}
    for kind in PublicKind:
        ids = {row.record_id for row in corrected if row.kind == kind}
        named[kind] = links(db, kind=kind, ids=ids, lang=page.lang)
    return page.render(
        "site/corrections.html",
        corrections=[
            _correction(
                row,
                named[PublicKind(row.kind)][row.record_id],
                cover_of(db, veil, kind=row.kind, record_id=row.record_id),
                page.lang,
            )
            for row in corrected
            if row.record_id in named[PublicKind(row.kind)]
        ],
        withdrawals=[
            {"kind": kind_label(PublicKind(row.kind), page.lang), "id": row.record_id, "at": row.at}
            for row in withdrawals(db, limit=MOST)
        ],
    )


def _correction(row: Revision, record: Link, cover: Cover, lang: str) -> dict[str, Any]:
    kind = PublicKind(row.kind)
    reason, reason_lang = pick(row.reason, lang, lang) or ("", lang)
    return {
        "kind": kind_label(kind, lang),
        "name": record.name,
        "url": page_path(kind, record.slug, lang),
        "at": row.at,
        "reason": cover.text(reason),
        "lang": reason_lang if reason_lang != lang else None,
    }
