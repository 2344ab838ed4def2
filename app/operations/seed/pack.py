"""Loading a whole pack: every file is read, every mistake told, before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from app.campaign.inputs import CampaignInput
from app.config import OperatorError
from app.kit.ids import SLUG_PATTERN
from app.kit.languages import Language, Texts
from app.operations.seed.collections import COLLECTIONS, PackCollection
from app.operations.seed.keys import KeyRing, record_id
from app.operations.seed.reading import Mistake, Reader, compose
from app.publishing.enums import PublicKind

MAX_TOLD = 40


class PackError(OperatorError):
    """The pack has mistakes; the text tells each with file, line, field and what was expected."""


@dataclass(frozen=True, slots=True)
class PackRecord:
    """One record of a pack: its key, its id, what it says, and where it stands."""

    key: str
    record_id: str
    wanted: Any
    line: int


@dataclass(frozen=True, slots=True)
class Description:
    """What a pack says of itself; ``documents`` names the file of each source that was read."""

    name: str
    folder: Path
    title: Texts
    documents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that holds together; ``documents`` as in its description."""

    name: str
    folder: Path
    documents: Mapping[str, str]
    campaign: CampaignInput | None
    records: Mapping[PublicKind, tuple[PackRecord, ...]]

    def all_records(self) -> Iterator[tuple[PackCollection, PackRecord]]:
        for collection in COLLECTIONS:
            for record in self.records[collection.kind]:
                yield collection, record


def describe(folder: Path) -> Description:
    """Read what a pack says of itself, and nothing else of it.

    Raises:
        PackError: it says it wrongly.
    """
    told: list[str] = []
    described = _description(folder, told)
    if told:
        raise PackError("\n".join(told))
    return described


def load_pack(folder: Path) -> Pack:
    """Read a pack.

    Raises:
        PackError: with every mistake found.
    """
    told: list[str] = []
    described = _description(folder, told)
    keys = KeyRing(described.name)
    nodes = {
        collection.kind: list(_records(folder, collection.file, told)) for collection in COLLECTIONS
    }
    for collection in COLLECTIONS:
        for node in nodes[collection.kind]:
            _take_key(keys, collection, node, told)
    records = {
        collection.kind: _read_all(keys, collection, nodes[collection.kind], told)
        for collection in COLLECTIONS
    }
    campaign = _campaign(folder, keys, told)
    if told:
        more = len(told) - MAX_TOLD
        lines = told[:MAX_TOLD] + ([f"… and {more} more"] if more > 0 else [])
        raise PackError("\n".join(lines))
    return Pack(described.name, folder, described.documents, campaign, records)


def _description(folder: Path, told: list[str]) -> Description:
    path = folder / "pack.yaml"
    if not path.is_file():
        message = f"{path}: there is no such file; a pack begins with pack.yaml (docs/seed-pack.md)"
        raise PackError(message)
    try:
        read: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        told.append(_no_yaml("pack.yaml", error))
        return Description("unnamed", folder, {}, {})
    known = cast("dict[str, Any]", read) if isinstance(read, dict) else {}
    name = known.get("name")
    if not isinstance(name, str) or not SLUG_PATTERN.fullmatch(name):
        told.append("pack.yaml:1: name: expected small letters, digits and hyphens")
        return Description("unnamed", folder, {}, {})
    title = _strings(known.get("title"))
    if title is None or not set(title) <= set(Language):
        told.append("pack.yaml:1: title: expected a text by language (es, fr, en)")
    documents = _strings(known.get("documents"))
    if documents is None:
        told.append("pack.yaml:1: documents: expected the file of each source (key: file)")
    return Description(name, folder, title or {}, documents or {})


def _strings(read: Any) -> dict[str, str] | None:
    """Names and their texts; None if it is something else."""
    if not isinstance(read or {}, dict):
        return None
    known = cast("dict[Any, Any]", read or {})
    return {str(name): str(value) for name, value in known.items()}


def _records(folder: Path, file: str, told: list[str]) -> Iterator[MappingNode]:
    node = _composed(folder, file, told)
    if node is None:
        return
    if not isinstance(node, SequenceNode):
        told.append(f"{file}:1: expected a list of records (lines that begin with a dash)")
        return
    for child in node.value:
        if isinstance(child, MappingNode):
            yield child
        else:
            told.append(f"{file}:{child.start_mark.line + 1}: expected a record (name: value)")


def _composed(folder: Path, file: str, told: list[str]) -> Node | None:
    path = folder / file
    if not path.is_file():
        return None
    try:
        return compose(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        told.append(_no_yaml(file, error))
        return None


def _no_yaml(file: str, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else 1
    problem = getattr(error, "problem", None) or "expected text in UTF-8"
    return f"{file}:{line}: this is not YAML: {problem}"


def _key_of(node: MappingNode) -> str | None:
    for name, value in node.value:
        if name.value == "key" and isinstance(value, ScalarNode):
            return value.value
    return None


def _take_key(
    keys: KeyRing, collection: PackCollection, node: MappingNode, told: list[str]
) -> None:
    key, line = _key_of(node), node.start_mark.line + 1
    if key is None or not SLUG_PATTERN.fullmatch(key):
        told.append(f"{collection.file}:{line}: key: expected small letters, digits and hyphens")
    elif not keys.add(collection.kind, key):
        told.append(f"{collection.file}:{line}: key: expected a key that no other record has")


def _read_all(
    keys: KeyRing, collection: PackCollection, nodes: list[MappingNode], told: list[str]
) -> tuple[PackRecord, ...]:
    reader = Reader(keys, collection.values)
    records: list[PackRecord] = []
    for node in nodes:
        key = _key_of(node) or ""
        wanted = reader.record(collection.input, node, slug=key)
        if wanted is not None:
            identity = record_id(keys.pack, collection.kind, key)
            records.append(PackRecord(key, identity, wanted, node.start_mark.line + 1))
    told.extend(_line(collection.file, mistake) for mistake in reader.mistakes)
    return _parents_first(records, collection.parent)


def _parents_first(records: list[PackRecord], parent: str | None) -> tuple[PackRecord, ...]:
    """Order records so that each comes after the one it rests on."""
    if parent is None:
        return tuple(records)
    by_id = {record.record_id: record for record in records}
    ordered: dict[str, PackRecord] = {}

    def place(record: PackRecord, below: frozenset[str]) -> None:
        above = by_id.get(getattr(record.wanted, parent) or "")
        if above is not None and above.record_id not in below:
            place(above, below | {record.record_id})
        ordered.setdefault(record.record_id, record)

    for record in records:
        place(record, frozenset({record.record_id}))
    return tuple(ordered.values())


def _campaign(folder: Path, keys: KeyRing, told: list[str]) -> CampaignInput | None:
    node = _composed(folder, "campaign.yaml", told)
    if node is None:
        return None
    reader = Reader(keys)
    campaign = reader.record(CampaignInput, node)
    told.extend(_line("campaign.yaml", mistake) for mistake in reader.mistakes)
    return campaign


def _line(file: str, mistake: Mistake) -> str:
    return f"{file}:{mistake.line}: {mistake.field}: expected {mistake.expected}"
