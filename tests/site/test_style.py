"""What the style sheets promise: small enough for an old phone, and legible in light and dark."""

import gzip
import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
TEXT = 4.5  # WCAG 2.2, 1.4.3
EDGE = 3.0  # WCAG 2.2, 1.4.11


def tokens() -> dict[str, dict[str, str]]:
    """The colours of each theme, from the sheet itself."""
    light, dark = re.findall(r":root \{(.*?)\}", (CSS / "site.css").read_text(), re.DOTALL)
    named = re.compile(r"--([a-z]+): (#[0-9a-f]{6});")
    return {"light": dict(named.findall(light)), "dark": dict(named.findall(dark))}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_edges_stand_out(theme):
    colours = tokens()[theme]
    weak = [
        (ink, ground)
        for ground in ("paper", "faint")
        for ink, least in [
            ("ink", TEXT),
            ("soft", TEXT),
            ("madder", TEXT),
            ("sierra", TEXT),
            ("edge", EDGE),
        ]
        if contrast(colours[ink], colours[ground]) < least
    ]
    assert weak == []


def test_the_sheets_of_every_page_fit_the_budget():
    packed = [gzip.compress((CSS / name).read_bytes(), 9) for name in ("site.css", "print.css")]
    assert sum(map(len, packed)) <= 9_000


def test_no_sheet_asks_another_address():
    outside = [
        address
        for path in sorted(CSS.glob("*.css"))
        for address in re.findall(r"url\(\"?([^\")]+)", path.read_text())
        if not address.startswith("data:")
    ]
    assert outside == []
