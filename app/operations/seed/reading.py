"""Reading a pack's YAML into the inputs that services take.

Nodes keep their line, so that a mistake is told with file, line, field and what was expected.
The shape of a file is the shape of the room's input dataclass, with four habits of hand-written
packs: ``cite`` for citations, a key in the place of an id (``place``, ``incidents``), a paragraph
as ``9`` or ``"9-11"``, and claims grouped by field.
"""

import dataclasses
import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from app.kit.dates import PartialDate, PartialDateError
from app.kit.ids import SLUG_PATTERN
from app.kit.languages import CONTENT_LANGUAGES, Language
from app.kit.text import is_clean
from app.operations.seed.keys import KeyRing
from app.sources.enums import Basis, ValueType
from app.sources.inputs import CitationInput, ClaimInput
from app.web.zones import is_zone

MAX_TEXT = 20_000
MAX_NUMBER = 2**31 - 1
_PARAGRAPHS = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)


_ZONE = (is_zone, "a time zone: America/Lima")
FORMS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "slug": (SLUG_PATTERN.fullmatch, "small letters, digits and hyphens"),
    "timezone": _ZONE,
    "default_timezone": _ZONE,
}
PLAIN = {"id", "position"}
KEYED = {ValueType.PLACE: "place_id", ValueType.ORGANISATION: "organisation_id"}
SCALARS: dict[ValueType, Any] = {ValueType.INTEGER: int, ValueType.DATE: PartialDate}


class Mistake(Exception):
    """One mistake in a pack: where, and what was expected."""

    def __init__(self, node: Node, field: str, expected: str) -> None:
        super().__init__(expected)
        self.line = node.start_mark.line + 1
        self.field = field
        self.expected = expected


def compose(path: Path) -> Node | None:
    """Parse a YAML file to nodes.

    Raises:
        yaml.YAMLError: it is not YAML; the error names line and column.
    """
    with path.open(encoding="utf-8") as file:
        return yaml.compose(file, Loader=yaml.CSafeLoader)


class Reader:
    """Reads nodes as values of a type; collects mistakes instead of stopping at the first."""

    def __init__(self, keys: KeyRing, values: Mapping[Any, ValueType] | None = None) -> None:
        self.keys = keys
        self.values = {str(field): kind for field, kind in (values or {}).items()}
        self.mistakes: list[Mistake] = []

    def record(self, kind: type[Any], node: Node, *, slug: str | None = None) -> Any | None:
        """Read one record; None if there was a mistake, which is then in ``mistakes``."""
        before = len(self.mistakes)
        known = {} if slug is None else {"slug": slug}
        made = self._dataclass(kind, node, kind.__name__.removesuffix("Input").lower(), known)
        return made if len(self.mistakes) == before else None

    def value(self, kind: Any, node: Node, field: str) -> Any:
        """Read one value of any type an input may hold."""
        origin, args = get_origin(kind), get_args(kind)
        if origin in {types.UnionType, typing.Union}:
            inner = next(arg for arg in args if arg is not type(None))
            return None if _is_null(node) else self.value(inner, node, field)
        if origin is tuple:
            return self._tuple(args[0], node, field)
        if origin is not None and issubclass(origin, Mapping):
            return self._texts(node, field)
        if kind is not PartialDate and dataclasses.is_dataclass(kind):
            return self._special(kind, node, field)
        return self._scalar(kind, node, field)

    def _special(self, kind: Any, node: Node, field: str) -> Any:
        if kind is CitationInput:
            return self._citation(node, field)
        return self._dataclass(kind, node, field, {})

    def _dataclass(self, kind: Any, node: Node, field: str, known: dict[str, Any]) -> Any:
        pairs = self._pairs(node, field)
        hints = _hints(kind)
        made = dict(known)
        for name, child in pairs.items():
            target = _target(name, hints)
            if name == "key" and "key" not in hints:
                continue
            if target is None or target in PLAIN:
                allowed = ", ".join(sorted({_written(hint) for hint in hints} | {"key"}))
                self._note(child, f"{field}.{name}", f"one of the fields: {allowed}")
                continue
            made[target] = self._field(target, hints[target], child, f"{field}.{name}")
        missing = [
            part.name
            for part in dataclasses.fields(kind)
            if part.default is dataclasses.MISSING
            and part.default_factory is dataclasses.MISSING
            and part.name not in made
        ]
        for name in missing:
            self._note(node, f"{field}.{_written(name)}", "a value; this field cannot be missing")
        return None if missing else _build(kind, made)

    def _field(self, target: str, hint: Any, node: Node, field: str) -> Any:
        if target == "claims":
            return self._claims(node, field)
        if target in FORMS:
            return self._formed(target, node, field)
        if target.endswith("_ids"):
            return tuple(self._key(target, child, field) for child in self._items(node, field))
        if target.endswith("_id"):
            return None if _is_null(node) else self._key(target, node, field)
        return self.value(hint, node, field)

    def _formed(self, target: str, node: Node, field: str) -> str:
        text = self._scalar(str, node, field)
        fits, expected = FORMS[target]
        if text and not fits(text):
            self._note(node, field, expected)
        return text

    def _key(self, target: str, node: Node, field: str) -> str:
        key = self._scalar(str, node, field)
        record_id = self.keys.id_of(target, key)
        if record_id is None:
            self._note(node, field, f"the key of a {self.keys.collection_of(target)} of this pack")
        return record_id or ""

    def _citation(self, node: Node, field: str) -> CitationInput | None:
        pairs = self._pairs(node, field)
        wanted = {"source", "paragraph", "opening", "attributed_to"}
        for name in pairs.keys() - wanted:
            self._note(pairs[name], f"{field}.{name}", f"one of: {', '.join(sorted(wanted))}")
        for name in ("source", "paragraph", "opening"):
            if name not in pairs:
                self._note(node, f"{field}.{name}", "a value; a citation cannot do without")
                return None
        first, last = self._paragraph(pairs["paragraph"], f"{field}.paragraph")
        told = pairs.get("attributed_to")
        return CitationInput(
            source_id=self._key("source_id", pairs["source"], f"{field}.source"),
            paragraph_from=first,
            paragraph_to=last,
            opening=self._scalar(str, pairs["opening"], f"{field}.opening"),
            attributed_to={} if told is None else self._texts(told, f"{field}.attributed_to"),
        )

    def _paragraph(self, node: Node, field: str) -> tuple[int, int | None]:
        written = _PARAGRAPHS.fullmatch(str(getattr(node, "value", "")))
        first, last = (int(part or 0) for part in written.groups()) if written else (0, 0)
        if first < 1 or 0 < last < first:
            self._note(node, field, 'a paragraph number, or two as in "9-11"')
            return 1, None
        return first, last or None

    def _claims(self, node: Node, field: str) -> tuple[ClaimInput, ...]:
        claims: list[ClaimInput] = []
        for name, child in self._pairs(node, field).items():
            if name not in self.values:
                self._note(child, f"{field}.{name}", f"one of: {', '.join(self.values)}")
                continue
            items = self._items(child, f"{field}.{name}")
            for position, item in enumerate(items, start=1):
                claim = self._claim(name, position, item, f"{field}.{name}[{position}]")
                if claim is not None:
                    shown = claim.shown or (len(items) == 1 and not self._says_shown(item))
                    claims.append(dataclasses.replace(claim, shown=shown))
        return tuple(claims)

    def _says_shown(self, node: Node) -> bool:
        return isinstance(node, MappingNode) and any(key.value == "shown" for key, _ in node.value)

    def _claim(self, name: str, position: int, node: Node, field: str) -> ClaimInput | None:
        pairs = self._pairs(node, field)
        stated = pairs.pop("value", None)
        key = pairs.pop("key", None)
        if stated is None:
            self._note(node, f"{field}.value", "a value; a claim says something")
            return None
        if "cite" not in pairs:
            self._note(node, f"{field}.cite", "at least one citation")
            return None
        hints = _hints(ClaimInput)
        made: dict[str, Any] = {
            "key": self._scalar(str, key, f"{field}.key") if key else f"{name}-{position}",
            "field": name,
            "value": self._claimed(self.values[name], stated, f"{field}.value"),
        }
        for written, child in pairs.items():
            target = _target(written, hints)
            if target is None or target in made:
                self._note(child, f"{field}.{written}", "a field of a claim")
                continue
            made[target] = self.value(hints[target], child, f"{field}.{written}")
        if made.get("basis") is Basis.COMPUTED and not made.get("reasoning"):
            self._note(node, f"{field}.reasoning", "how the value was computed")
        return ClaimInput(**made)

    def _claimed(self, kind: ValueType, node: Node, field: str) -> Any:
        target = KEYED.get(kind)
        if kind is ValueType.PLACES:
            return [self._key("place_id", child, field) for child in self._items(node, field)]
        if target is not None:
            return self._key(target, node, field)
        if kind is ValueType.TEXTS:
            return self._texts(node, field)
        value = self._scalar(SCALARS.get(kind, str), node, field)
        return str(value) if kind is ValueType.DATE else value

    def _tuple(self, kind: Any, node: Node, field: str) -> tuple[Any, ...]:
        return tuple(
            self.value(kind, child, f"{field}[{position}]")
            for position, child in enumerate(self._items(node, field), start=1)
        )

    def _texts(self, node: Node, field: str) -> dict[str, str]:
        texts: dict[str, str] = {}
        for lang, child in self._pairs(node, field).items():
            if lang not in CONTENT_LANGUAGES:
                self._note(child, f"{field}.{lang}", f"one of: {', '.join(CONTENT_LANGUAGES)}")
                continue
            texts[lang] = self._scalar(str, child, f"{field}.{lang}")
        missing = [lang.value for lang in Language if lang.value not in texts]
        if texts and missing:
            self._note(node, field, f"the text in {', '.join(missing)} as well")
        return texts

    def _scalar(self, kind: Any, node: Node, field: str) -> Any:
        text = node.value if isinstance(node, ScalarNode) else None
        if text is None or not is_clean(text) or len(text) > MAX_TEXT:
            self._note(node, field, _expected(kind))
            return ""
        try:
            return _parsed(kind, text.strip(), node)
        except (ValueError, PartialDateError):
            self._note(node, field, _expected(kind))
            return ""

    def _pairs(self, node: Node, field: str) -> dict[str, Node]:
        if _is_null(node):
            return {}
        if not isinstance(node, MappingNode):
            self._note(node, field, "names with values (name: value)")
            return {}
        pairs: dict[str, Node] = {}
        for key, child in node.value:
            if key.value in pairs:
                self._note(key, f"{field}.{key.value}", "each name once")
            pairs[key.value] = child
        return pairs

    def _items(self, node: Node, field: str) -> list[Node]:
        if isinstance(node, SequenceNode):
            return node.value
        if not _is_null(node):
            self._note(node, field, "a list (lines that begin with a dash)")
        return []

    def _note(self, node: Node, field: str, expected: str) -> None:
        self.mistakes.append(Mistake(node, field, expected))


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, made: dict[str, Any]) -> Any:
    return kind(**{name: value for name, value in made.items() if value is not None})


def _target(name: str, hints: Mapping[str, Any]) -> str | None:
    """The input's field that a pack writes as ``name``."""
    candidates = (
        "citations" if name == "cite" else name,
        f"{name}_id",
        f"{name}_ids",
        f"{name.removesuffix('s')}_ids",
    )
    return next((candidate for candidate in candidates if candidate in hints), None)


def _written(target: str) -> str:
    """How a pack writes an input's field; the inverse of `_target`."""
    if target == "citations":
        return "cite"
    if target.endswith("_ids"):
        stem = target.removesuffix("_ids")
        return stem if stem.endswith("s") else f"{stem}s"
    return target.removesuffix("_id")


def _parsed(kind: Any, text: str, node: Node) -> Any:
    if kind is str:
        if not text or (node.tag.endswith(":null") and text in {"~", "null"}):
            raise ValueError
        return text
    if kind is PartialDate:
        return PartialDate.parse(text)
    if kind in PARSERS:
        return PARSERS[kind](text)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(text)
    message = f"no reading for {kind}"
    raise TypeError(message)


def _flag(text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise ValueError
    return text.lower() == "true"


def _whole(text: str) -> int:
    number = int(text.replace("_", ""))
    if abs(number) > MAX_NUMBER:
        raise ValueError
    return number


def _measure(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    return number


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment


PARSERS: Mapping[Any, Callable[[str], Any]] = {
    bool: _flag,
    int: _whole,
    float: _measure,
    datetime: _moment,
    date: date.fromisoformat,
    time: time.fromisoformat,
}


def _expected(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return f"one of: {', '.join(member.value for member in kind)}"
    known: dict[Any, str] = {
        str: "a text without control characters",
        bool: "true or false",
        int: "a whole number",
        float: "a number",
        PartialDate: 'a date in quotes: "2023", "2023-01", "2023-01-18" or two with a slash',
        datetime: "a moment with its offset: 2023-01-29T15:00+01:00",
        date: "a day: 2023-01-29",
        time: "a time of day: 15:00",
    }
    return known.get(kind, "another kind of value")


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:null"
