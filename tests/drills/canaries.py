"""Canaries: made names and addresses, and the search for them in everything that is on a disk.

A canary is looked for as it is and in six encodings, whatever stands around it: UTF-8, UTF-16 of
both byte orders, base64 (plain and for addresses, at each of its three alignments), quoted-
printable, percent-encoding and hex. Letters are compared without case.
"""

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from urllib.parse import quote

LINE_BREAK = re.compile(rb"\n[ \t]?")
TORN = re.compile(rb"[ \t]|.*(\n|[=\r]\Z)", re.DOTALL)
MIN_LENGTH = 12  # shorter ones could stand somewhere by chance
PRINTED = re.compile(rb"[ -~]{%d,}" % MIN_LENGTH)


class Kind(Enum):
    """How a form is looked for."""

    EXACT = auto()
    """Among the runs of printed ASCII, as it is."""
    LOWERED = auto()
    """Among the same in small letters."""
    BYTES = auto()
    """Among all bytes in small letters."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Where a canary stands, and in which encoding."""

    canary: str
    encoding: str
    path: str


def search(roots: Iterable[Path], canaries: Mapping[str, str]) -> list[Hit]:
    """Every place under some folders (or in some files) at which a canary stands.

    ``canaries`` are texts by name. File names count as content.
    """
    views = {name: views_of(content) for root in roots for name, content in contents_of(root)}
    everything = {kind: b"\n".join(view[kind] for view in views.values()) for kind in Kind}
    hits = {
        Hit(name, encoding, path)
        for name, text in canaries.items()
        for encoding, form, kind in forms_of(text)
        if form in everything[kind]  # most are nowhere: that is seen at once
        for path, view in views.items()
        if form in view[kind]
    }
    return sorted(hits)


def contents_of(root: Path) -> Iterable[tuple[str, bytes]]:
    for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
        content = path.read_bytes() if path.is_file() else b""
        yield path.relative_to(root.parent).as_posix(), path.name.encode() + b"\n" + content


def forms_of(text: str) -> set[tuple[str, bytes, Kind]]:
    """Each form once, with where to look for it; all but base64 in small letters."""
    wanted = {*encodings(text), *encodings(text.lower())}
    return {(name, *sought(name, form)) for name, form in wanted}


def sought(encoding: str, form: bytes) -> tuple[bytes, Kind]:
    """A form as it is looked for; in base64 small and capital letters differ in what they mean."""
    if TORN.match(form):
        message = "a form must stay whole where mail's line breaks are taken out"
        raise ValueError(message)
    is_exact = encoding.startswith("base64")
    if PRINTED.fullmatch(form) is None:
        return form.lower(), Kind.BYTES
    return (form, Kind.EXACT) if is_exact else (form.lower(), Kind.LOWERED)


def views_of(content: bytes) -> Mapping[Kind, bytes]:
    """Some bytes with mail's line breaks taken out, for each kind of form.

    What is ASCII stands in a run of ASCII: most bytes of a database stand in none.
    """
    view = LINE_BREAK.sub(b"", content.replace(b"\r\n", b"\n").replace(b"=\n", b""))
    runs = b"\n".join(dict.fromkeys(PRINTED.findall(view)))
    return {Kind.EXACT: runs, Kind.LOWERED: runs.lower(), Kind.BYTES: view.lower()}


def encodings(text: str) -> Iterable[tuple[str, bytes]]:
    """A text in each form in which it could lie on a disk."""
    if len(text.encode()) < MIN_LENGTH:
        message = "a canary must be too long to stand somewhere by chance"
        raise ValueError(message)
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(coding)
        yield coding, raw
        yield f"{coding} hex", raw.hex().encode()
        yield from ((f"base64 of {coding}", form) for form in base64_cores(raw))
    yield "percent", quote(text, safe="").encode()
    yield "form", quote(text, safe="").replace("%20", "+").encode()
    yield "quoted-printable", quoted_printable(text)
    yield "json", text.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")


def base64_cores(raw: bytes) -> Iterable[bytes]:
    """What stands in any base64 of ``raw``, wherever it begins: the letters its bytes decide."""
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + raw)
        first = (0, 2, 3)[offset]
        whole = (offset + len(raw)) * 8 // 6
        core = encoded[first:whole]
        yield core
        yield core.replace(b"+", b"-").replace(b"/", b"_")


def quoted_printable(text: str) -> bytes:
    """Every byte that is no plain letter as ``=XX``, as mail programs write it."""
    return b"".join(
        bytes([byte]) if byte < 127 and byte not in b"=" else b"=%02X" % byte
        for byte in text.encode()
    )
