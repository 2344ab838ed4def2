"""Demands and organisations laid out against each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """An organisation that supports at least one of the demands."""

    slug: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A demand: each column with the supports of its organisation, and those of others."""

    demand: dict[str, Any]
    cells: list[tuple[Column, list[dict[str, Any]]]]
    others: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: list[Column]
    rows: list[Row]

    @property
    def has_others(self) -> bool:
        return any(row.others for row in self.rows)


def matrix_of(demands: Sequence[dict[str, Any]]) -> Matrix:
    """Lay out demands as `DemandDocument` has them; whoever supports most of them stands first."""
    columns: dict[str, Column] = {}
    supported: dict[str, set[str]] = {}
    for demand in demands:
        for support in demand["support"]:
            slug = support["organisation"]
            if slug is not None:
                columns[slug] = Column(slug, support["who"], support["organisation_url"])
                supported.setdefault(slug, set()).add(demand["id"])
    order = sorted(columns.values(), key=lambda column: (-len(supported[column.slug]), column.name))
    return Matrix(order, [_row(demand, order) for demand in demands])


def numbered_sources(demands: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The sources cited in the matrices, by slug: number, title and address, in order of mention.

    A table has no room for titles; its citations give the number.
    """
    sources: dict[str, dict[str, Any]] = {}
    for demand in demands:
        for support in demand["support"]:
            for cited in (support, *support["also"]):
                sources.setdefault(
                    cited["source"],
                    {
                        "number": len(sources) + 1,
                        "title": cited["source_title"],
                        "url": cited["source_url"],
                    },
                )
    return sources


def _row(demand: dict[str, Any], columns: Sequence[Column]) -> Row:
    supports: list[dict[str, Any]] = demand["support"]
    return Row(
        demand,
        [
            (column, [one for one in supports if one["organisation"] == column.slug])
            for column in columns
        ],
        [support for support in supports if support["organisation"] is None],
    )
