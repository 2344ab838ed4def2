"""The seed pack and the list that it is held to, read as they lie on the disk.

Nothing of the app is asked: these tests judge what was written down, not how it is imported.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PACK = ROOT / "seed" / "peru-2023"
LIST = ROOT / "tests" / "expectations" / "peru-2023.yaml"

# What the list calls a record, and the file that holds it.
COLLECTIONS = {
    "source": "sources",
    "place": "places",
    "organisation": "organisations",
    "incident": "incidents",
    "victim": "victims",
    "toll": "tolls",
    "figure": "figures",
    "demand": "demands",
    "statement": "statements",
    "event": "events",
}
# A field that the list names in the singular, the list that holds it, and what tells its items
# apart: an alias by its name, a stop of a route by its place.
ITEMS = {
    "alias": ("aliases", "name"),
    "demand": ("demands", ""),
    "host": ("hosts", "organisation"),
    "incident": ("incidents", ""),
    "issuer": ("issuers", ""),
    "route": ("route", "place"),
    "slogan": ("slogans", "text"),
    "support": ("supports", "organisation"),
}
# Texts by language wherever they stand; a title that is a plain string is a source's, as printed.
TEXTS = {
    "attributed_to",
    "description",
    "figure_text",
    "gist",
    "grading_reason",
    "names",
    "note",
    "origin_note",
    "population",
    "reason",
    "reasoning",
    "sentence",
    "speaker",
    "summary",
    "translations",
    "what",
    "who",
    "wording",
}
SAME_MARK = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})
LANGUAGES = {"en", "es", "fr"}


@dataclass(frozen=True)
class Row:
    """One line of the list: what the pack must hold because this paragraph says it.

    ``value`` is absent where it is prose. A null demands that the record leaves the field empty:
    the document is silent there.
    """

    source: str
    paragraph: int
    kind: str
    key: str
    field: str
    expected: dict[str, Any]

    def __str__(self) -> str:
        told = "".join(f" {name}={value!r}" for name, value in self.expected.items())
        return f"{self.source} {self.paragraph}: {self.kind} {self.key} {self.field}{told}"


@functools.cache
def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@functools.cache
def records(kind: str) -> dict[str, dict[str, Any]]:
    return {record["key"]: record for record in read(PACK / f"{COLLECTIONS[kind]}.yaml")}


def rows(source: str) -> list[Row]:
    return [
        Row(
            source=source,
            paragraph=paragraph,
            kind=told["kind"],
            key=told["key"],
            field=told["field"],
            expected={name: told[name] for name in ("value", "basis") if name in told},
        )
        for paragraph, facts in read(LIST)[source].items()
        if isinstance(facts, list)
        for told in facts
    ]


def cites(node: Any) -> Iterator[dict[str, Any]]:
    """Every citation at any depth of a record, a claim or one item of a list."""
    if isinstance(node, dict):
        yield from node.get("cite") or []
        for name, inner in node.items():
            if name != "cite":
                yield from cites(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from cites(inner)


def cited_in(node: Any, row: Row) -> bool:
    return any(
        cite["source"] == row.source and row.paragraph in paragraphs(cite["paragraph"])
        for cite in cites(node)
    )


def paragraphs(printed: int | str) -> range:
    first, _, last = str(printed).partition("-")
    return range(int(first), int(last or first) + 1)


def is_met(row: Row) -> bool:
    record = records(row.kind).get(row.key)
    if record is None:
        return False
    if "value" in row.expected and row.expected["value"] is None:
        return not record.get(row.field) and not claims(record, row.field)
    if claims(record, row.field):
        return any(claim_meets(claim, row) for claim in claims(record, row.field))
    # A toll's incident is a plain field, a victim's are a list.
    if row.field in ITEMS and not isinstance(record.get(row.field), str):
        return item_meets(record, *ITEMS[row.field], row)
    if (row.kind, row.field) == ("organisation", "name"):
        return field_meets(record, row) or item_meets(record, "aliases", "name", row)
    return field_meets(record, row)


def claims(record: dict[str, Any], field: str) -> list[dict[str, Any]]:
    return (record.get("claims") or {}).get(field) or []


def claim_meets(claim: dict[str, Any], row: Row) -> bool:
    told = {"value": claim["value"], "basis": claim.get("basis", "stated")}
    return cited_in(claim, row) and all(
        same(told[name], value) for name, value in row.expected.items()
    )


def item_meets(record: dict[str, Any], plural: str, name: str, row: Row) -> bool:
    """Whether a list of the record holds the item; one that carries citations cites the row's."""
    for item in record.get(plural) or []:
        told = item.get(name) if isinstance(item, dict) else item
        if "value" in row.expected and not same(told, row.expected["value"]):
            continue
        if cited_in(item if any(cites(item)) else record, row):
            return True
    return False


def field_meets(record: dict[str, Any], row: Row) -> bool:
    told = record.get(row.field) or record.get(f"{row.field}_inferred")
    if isinstance(told, dict) and "date" in told:
        told = told["date"]
    if told is None or not cited_in(record, row):
        return False
    return "value" not in row.expected or same(told, row.expected["value"])


def same(told: Any, expected: Any) -> bool:
    if isinstance(expected, list):
        return isinstance(told, list) and sorted(told) == sorted(expected)
    if isinstance(expected, str):
        return str(told).translate(SAME_MARK) == expected.translate(SAME_MARK)
    return told == expected


def texts(node: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Everything that is written by language, or should be, with the path to it."""
    if isinstance(node, list):
        for number, inner in enumerate(node):
            name = inner.get("key", number) if isinstance(inner, dict) else number
            yield from texts(inner, f"{where}[{name}]")
    elif isinstance(node, dict):
        for name, inner in node.items():
            if name in TEXTS or (isinstance(inner, dict) and LANGUAGES & set(inner)):
                yield f"{where}.{name}", inner
            else:
                yield from texts(inner, f"{where}.{name}")
