"""What was counted, and by whom."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from app.memorial import labels, queries
from app.memorial.enums import FigureKind, Harm
from app.memorial.pages.shared import MOST
from app.web.hop import Db, Router
from app.web.i18n import partial_date, translated
from app.web.page import PublicPage, Response

router = Router(prefix="/{lang:lang}/tolls")


@router.get("")
def list_tolls(page: PublicPage, db: Db) -> Response:
    """Every count side by side, by harm; then all other figures, apart from them."""
    tolls = queries.published_tolls(db, lang=page.lang, limit=MOST)
    figures = queries.published_figures(db, lang=page.lang, limit=MOST)
    by_harm = _grouped(page, tolls.bodies, "harm", Harm)
    return page.render(
        "memorial/tolls.html",
        tolls={harm: _nested(counts) for harm, counts in by_harm.items()},
        figures=_grouped(page, figures.bodies, "kind", FigureKind),
        harms=translated(labels.HARMS, page.lang),
        kinds=translated(labels.FIGURE_KINDS, page.lang),
    )


def _grouped(
    page: PublicPage, bodies: Iterable[bytes], field: str, groups: type[StrEnum]
) -> dict[str, list[dict[str, Any]]]:
    """Counts by a field, in the order of its values; groups without any are left out."""
    found: dict[str, list[dict[str, Any]]] = {group.value: [] for group in groups}
    for count in map(page.read, bodies):
        found[count[field]].append(_on_line(page, count))
    return {group: counts for group, counts in found.items() if counts}


def _nested(tolls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tolls in their order, each part right after the one that includes it."""
    slugs = {toll["slug"] for toll in tolls}
    parts: dict[str | None, list[dict[str, Any]]] = {}
    for toll in tolls:
        parts.setdefault(toll["part_of"] if toll["part_of"] in slugs else None, []).append(toll)

    def with_parts(toll: dict[str, Any]) -> list[dict[str, Any]]:
        below = (with_parts(part) for part in parts.get(toll["slug"], []))
        return [toll, *(one for several in below for one in several)]

    return [one for toll in parts.get(None, []) for one in with_parts(toll)]


def _on_line(page: PublicPage, count: dict[str, Any]) -> dict[str, Any]:
    """A toll or figure with the date in words, and an inferred one said to be so."""
    inferred = count["as_of_inferred"]
    date = count["as_of"] or (inferred and inferred["date"])
    return {**count, "date_label": partial_date(date, page.lang) if date else None}
