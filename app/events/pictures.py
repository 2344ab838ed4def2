"""Pictures that people send: judged by their header, drawn anew, kept under a name of chance.

What a camera writes beside a picture (place, time, serial number) is lost on the way, as is
whatever hid in the file.
"""

import os
import re
import struct
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from app.kit.errors import FieldFault, Invalid

if TYPE_CHECKING:
    from PIL import Image

MAX_FILE = 12 << 20
"""What an upload may weigh; the telephone's own pictures weigh 2 to 8 MB."""
SIDE = 1200
QUALITY = 80
MAX_PIXELS: Mapping[str, int] = {
    # A JPEG is read at a fraction of its size; the others whole.
    "JPEG": 50_000_000,
    "PNG": 12_000_000,
    "WEBP": 12_000_000,
}
PAPER = (255, 255, 255)
NAME = re.compile(r"[0-9a-f]{32}\.jpg")
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error)


def _(message: str) -> str:
    return message


class PictureRefused(Invalid):
    """What was sent is no picture that we take."""

    code = "picture_refused"
    sentence = _("Send a JPEG, PNG or WebP picture; this file cannot be read as one.")

    def __init__(self) -> None:
        super().__init__(FieldFault("picture", self.code, self.sentence))


class PictureTooLarge(PictureRefused):
    """Its header says that it has more pixels than anybody needs."""

    code = "picture_too_large"
    sentence = _("This picture has too many pixels. Make it smaller and send it again.")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A JPEG of ours."""

    content: bytes
    width: int
    height: int


def prepare(raw: bytes) -> Prepared:
    """Draw a picture anew, at most `SIDE` pixels wide and high.

    Raises:
        PictureRefused: it is none, or its end is missing.
        PictureTooLarge: refused from the header, before anything is unpacked.
    """
    from PIL import Image  # noqa: PLC0415 -- no start waits for it

    Image.MAX_IMAGE_PIXELS = None  # we judge the header ourselves, right after it is read
    try:
        with Image.open(BytesIO(raw), formats=list(MAX_PIXELS)) as sent:
            if sent.width * sent.height > MAX_PIXELS[str(sent.format)]:
                raise PictureTooLarge
            sent.draft("RGB", (SIDE, SIDE))
            drawn = _drawn(sent)
    except _BROKEN as error:
        raise PictureRefused from error
    file = BytesIO()
    drawn.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Prepared(file.getvalue(), drawn.width, drawn.height)


def _drawn(sent: "Image.Image") -> "Image.Image":
    """Upright, small, opaque, and without anything but pixels."""
    from PIL import Image, ImageOps  # noqa: PLC0415 -- see `prepare`

    upright = ImageOps.exif_transpose(sent)
    upright.thumbnail((SIDE, SIDE))
    if "A" in upright.getbands() or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, (*PAPER, 255))
        upright = Image.alpha_composite(paper, upright)
    drawn = Image.new("RGB", upright.size)
    drawn.paste(upright.convert("RGB"))
    return drawn


def keep(folder: Path, picture: Prepared) -> str:
    """Write a picture into the folder and return its name, which says nothing of it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{token_hex(16)}.jpg"
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(picture.content)
        file.flush()
        os.fsync(file.fileno())
    return name


def content_of(folder: Path, name: str) -> bytes | None:
    """The picture of that name, if the folder has it."""
    if not NAME.fullmatch(name):
        return None
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError:
        return None


def sweep(folder: Path, *, kept: Collection[str], before: datetime) -> None:
    """Delete what no event shows any more; what is younger than ``before`` may not be told yet."""
    for path in folder.glob("*.jpg"):
        if path.name not in kept and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
