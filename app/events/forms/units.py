"""Two people's forms of one event, compared part by part.

A form carries a digest of each part as it was when the form was opened. What only one of the two
has changed since is simply kept; what both have changed is shown to who comes second.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from starlette.datastructures import FormData
from wtforms import BooleanField, FieldList, SelectField

from app.web.forms import CheckboxesField

ASIDE = {"do", "version", "seen"}
CHOICE = "keep-"
"""How the conflict page names its questions: ``keep-title`` is "mine" or "theirs"."""
ASKED = f"{CHOICE}asked"
Items = list[tuple[str, str]]
Typed = Any


@dataclass(frozen=True, slots=True)
class Merged:
    """Both forms in one; of ``conflicts`` it holds mine."""

    items: Items
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that both have changed, in words, line by line."""

    name: str
    label: str
    mine: list[str]
    theirs: list[str]


def digests(form: Typed) -> str:
    """Each part of a form by name and digest, as a hidden field carries it."""
    return ",".join(f"{name}:{_digest(items)}" for name, items in _units(form).items())


def merged(mine: Typed, theirs: Typed) -> Merged:
    """My form with what only the others have changed since I opened it."""
    seen = _seen(mine.seen.data or "")
    others = _units(theirs)
    items: Items = []
    conflicts: list[str] = []
    for name, own in _units(mine).items():
        own_digest, their_digest = _digest(own), _digest(others[name])
        if own_digest in {their_digest, seen.get(name)}:
            items += others[name]
            continue
        if their_digest != seen.get(name):
            conflicts.append(name)
        items += own
    return Merged(items, tuple(conflicts))


def chosen(sent: FormData, theirs: Typed) -> FormData:
    """What was sent from the conflict page, with their part where theirs was chosen."""
    others = _units(theirs)
    taken = {
        name.removeprefix(CHOICE)
        for name, value in sent.multi_items()
        if name.startswith(CHOICE) and value == "theirs"
    }
    own = [
        (name, value)
        for name, value in sent.multi_items()
        if not name.startswith(CHOICE) and name.partition("-")[0] not in taken
    ]
    return FormData([*own, *(item for name in taken & others.keys() for item in others[name])])


def unanswered(sent: FormData, theirs: Typed) -> tuple[str, ...]:
    """What the conflict page asked and nobody answered."""
    asked = str(sent.get(ASKED, "")).split(",")
    return tuple(name for name in asked if name in theirs and CHOICE + name not in sent)


def differences(mine: Typed, theirs: Typed, names: tuple[str, ...]) -> list[Difference]:
    return [
        Difference(
            name, mine[name].label.text, list(_lines(mine[name])), list(_lines(theirs[name]))
        )
        for name in names
    ]


def items_of(form: Typed) -> Items:
    """A form as it is sent, without what it carries for itself."""
    return [item for items in _units(form).values() for item in items]


def _units(form: Typed) -> Mapping[str, Items]:
    return {field.name: list(_items(field)) for field in form if field.name not in ASIDE}


def _items(field: Any) -> Iterator[tuple[str, str]]:
    if _is(field, FieldList):
        for row in field:
            for part in row.form:
                yield from _items(part)
    elif _is(field, CheckboxesField):
        yield from ((field.name, value) for value in sorted(field.data or ()))
    elif _is(field, BooleanField):
        if field.data:
            yield field.name, "y"
    elif _is(field, SelectField):
        yield field.name, str(field.data or "")
    else:
        yield field.name, str(field._value())  # noqa: SLF001 -- what the input shows, typed or stored


def _is(field: Any, kind: type[Any]) -> bool:
    """As `isinstance`; the stubs of the fields know less than we do."""
    return isinstance(field, kind)


def _digest(items: Items) -> str:
    told = "\x1f".join(part for item in items for part in item)
    return blake2b(told.encode(), digest_size=6).hexdigest()


def _seen(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(","))
    return {name: digest for name, _colon, digest in pairs}


def _lines(field: Any) -> Iterator[str]:
    """A part in words, as one reads it: labels of what is chosen, rows in one line each."""
    if _is(field, FieldList):
        for row in field:
            told = [line for part in row.form if part.short_name != "was" for line in _lines(part)]
            yield " · ".join(told)
    elif _is(field, CheckboxesField):
        yield from (one.label for one in field.choices if one.value in (field.data or ()))
    elif _is(field, BooleanField):
        if field.data:
            yield str(field.label.text)
    elif _is(field, SelectField):
        labels = {one.value: one.label for one in field.choices}
        if field.data:
            yield str(labels.get(field.data, field.data))
    else:
        yield from str(field._value()).splitlines()  # noqa: SLF001 -- as above
