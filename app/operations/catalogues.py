"""Catalogues: whatever the pages say is said in every language of the site.

python -m app.operations.catalogues check     names what is missing, fuzzy, left over or unlike
python -m app.operations.catalogues update    adds what is missing, empty, to its room's catalogue
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import normalize, read_po

from app.config import ROOT
from app.kit.languages import Language

SPOKEN = tuple(language.value for language in Language if language is not Language.ENGLISH)
SHARED_ROOM = "layout"
SHARED = {"macros", "errors", "web", "kit"}
_PLACEHOLDER = re.compile(r"%(?:\(\w+\)[sd]|%)?|<[^<>]+>")

Key = tuple[str | None, str]
"""Context, if any, and message id; of a plural its singular."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message as code or template says it, and the room that says it first."""

    room: str
    context: str | None
    ids: tuple[str, ...]

    @property
    def key(self) -> Key:
        return self.context, self.ids[0]


@dataclass(frozen=True, slots=True)
class Written:
    """A message as a catalogue has it."""

    path: Path
    context: str | None
    ids: tuple[str, ...]
    strings: tuple[str, ...]
    fuzzy: bool

    @property
    def key(self) -> Key:
        return self.context, self.ids[0]


def extract(root: Path) -> dict[Key, Said]:
    """Everything that ``app`` and ``templates`` say, the plural of a message joined to it."""
    said: dict[Key, Said] = {}
    for path in [*sorted(root.glob("templates/**/*.html")), *sorted(root.glob("app/**/*.py"))]:
        room = room_of(path.relative_to(root))
        for context, ids in _messages(path):
            known = said.get((context, ids[0]))
            if known is None or len(known.ids) < len(ids):
                said[context, ids[0]] = Said(known.room if known else room, context, ids)
    return said


def room_of(path: Path) -> str:
    """The room whose catalogue speaks for a file: ``templates/events/one.html`` -> ``events``."""
    folder = path.parts[1] if len(path.parts) > len(("app", "events.py")) else SHARED_ROOM
    return SHARED_ROOM if folder in SHARED else folder


def _messages(path: Path) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    method = "jinja2.ext:babel_extract" if path.suffix == ".html" else "python"
    options = {"silent": "false", "newstyle_gettext": "true"}
    for _, message, _, context in extract_from_file(
        method, path, keywords=DEFAULT_KEYWORDS, options=options
    ):
        yield context, message if isinstance(message, tuple) else (message,)


def read(folder: Path) -> list[Written]:
    """All messages of one language's catalogues."""
    written: list[Written] = []
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=folder.name, abort_invalid=True)
        written += [_written(path, message) for message in catalogue if message.id]
    return written


def _written(path: Path, message: Message) -> Written:
    return Written(path, message.context, _texts(message.id), _texts(message.string), message.fuzzy)


def _texts(text: object) -> tuple[str, ...]:
    return cast("tuple[str, ...]", text) if isinstance(text, tuple) else (cast("str", text),)


def faults(said: Mapping[Key, Said], written: Iterable[Written], *, lang: str) -> Iterator[str]:
    """What is wrong with a language's catalogues, a line for each fault."""
    found: dict[Key, Written] = {}
    for message in written:
        first = found.setdefault(message.key, message)
        if first.strings != message.strings:
            yield f"{lang}: {message.path.name} and {first.path.name} differ: {_name(message)}"
        if message.key not in said:
            yield f"{lang}: {message.path.name} has more than is said: {_name(message)}"
        yield from _flaws(message, lang)
    for message in _missing(said, found.values()):
        yield f"{lang}: {message.room}.po lacks: {_name(message)}"


def _flaws(message: Written, lang: str) -> Iterator[str]:
    where, name = f"{lang}: {message.path.name}", _name(message)
    if message.fuzzy:
        yield f"{where} is unsure (fuzzy): {name}"
    strings = [string for string in message.strings if string]
    is_plural = len(message.ids) > 1
    forms = Catalog(locale=lang).num_plurals if is_plural else 1
    if strings and len(strings) != forms:
        yield f"{where} needs {forms} forms: {name}"
    expected = _placeholders(" ".join(message.ids))
    for number, string in enumerate(strings):
        unlike = _placeholders(string) ^ expected
        # The form for one thing may do without its number.
        if unlike and not (is_plural and number == 0 and unlike <= expected):
            yield f"{where} disagrees on {', '.join(sorted(unlike))}: {name}"


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def _missing(said: Mapping[Key, Said], written: Iterable[Written]) -> list[Said]:
    there = {message.key for message in written if all(message.strings)}
    return [message for key, message in said.items() if key not in there]


def _name(message: Said | Written) -> str:
    return normalize(message.ids[0], width=0)


def check(root: Path) -> list[str]:
    """Every fault of every language of the site."""
    said = extract(root)
    return [
        fault
        for lang in SPOKEN
        for fault in faults(said, read(root / "translations" / lang), lang=lang)
    ]


def update(root: Path) -> int:
    """Add what is missing, empty, to the catalogues; returns how many messages that are."""
    said = extract(root)
    added = 0
    for lang in SPOKEN:
        folder = root / "translations" / lang
        there = {message.key for message in read(folder)}
        for message in said.values():
            if message.key not in there:
                _append(folder / f"{message.room}.po", message, lang)
                added += 1
    return added


def _append(path: Path, message: Said, lang: str) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_header(lang), encoding="utf-8")
    lines = [f"msgctxt {normalize(message.context, width=0)}"] if message.context else []
    lines.append(f"msgid {normalize(message.ids[0], width=0)}")
    if len(message.ids) > 1:
        lines.append(f"msgid_plural {normalize(message.ids[1], width=0)}")
        lines += [f'msgstr[{form}] ""' for form in range(Catalog(locale=lang).num_plurals)]
    else:
        lines.append('msgstr ""')
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(lines) + "\n")


def _header(lang: str) -> str:
    values = {
        "Language": lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": Catalog(locale=lang).plural_forms,
    }
    lines = [f'"{name}: {value}\\n"' for name, value in values.items()]
    return "\n".join(['msgid ""', 'msgstr ""', *lines]) + "\n"


def main(arguments: list[str]) -> int:
    """Run a command; the status is 1 when a catalogue has a fault."""
    match arguments:
        case ["check"]:
            found = check(ROOT)
            sys.stdout.writelines(f"{fault}\n" for fault in found)
            return 1 if found else 0
        case ["update"]:
            sys.stdout.write(f"{update(ROOT)} messages added, to be translated.\n")
            return 0
        case _:
            sys.stderr.write(__doc__ or "")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
