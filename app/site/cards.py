"""The picture that a shared link shows: 1200 × 630, as the pages look on paper.

A pure function of title, line and names: the same words give the same bytes.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parent / "fonts" / "Alegreya-Regular.ttf"
WIDTH, HEIGHT, MARGIN = 1200, 630, 80
MEASURE = WIDTH - 2 * MARGIN
PAPER, INK, SOFT, RULE, MADDER = "#fcfbfa", "#1d1a1c", "#5c5659", "#d8d2d0", "#8b1a3b"
COLOURS = 32  # the inks, and the steps between them at the edges of letters
TITLE_SIZES = (108, 96, 84, 74, 64, 56)  # the largest at which the title is not too tall
TITLE_TOP, TITLE_HEIGHT, LEADING = 178, 274, 1.08
LINE_SIZE, LINE_HEIGHT, LAST_LINE = 40, 54, 524
DOT = 6  # pixels to one field of the ornament
ORNAMENT = (  # as in static/css/site.css: stairs, frame, cross, frame, stairs
    "###...##..########....####....########..##...###",
    "###...##..#......#....####....#......#..##...###",
    "###.####..#.####.#..########..#.####.#..####.###",
    "....####..#.#..#.#..###..###..#.#..#.#..####....",
    "..######..#.#..#.#..###..###..#.#..#.#..######..",
    "..######..#.####.#..########..#.####.#..######..",
    "########..#......#....####....#......#..########",
    "########..########....####....########..########",
)


def card_png(*, title: str, line: str, kind_label: str, campaign: str) -> bytes:
    """Draw a card: what kind of page, its title, one line (date and place), and whose page."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    _draw_ornament(draw)
    draw.text((MARGIN, 164), _fitted(kind_label, 36, 1)[0], MADDER, _font(36), anchor="ls")
    size, lines = _title(title)
    y = TITLE_TOP
    for text in lines:
        y += round(size * LEADING)
        draw.text((MARGIN - size // 24, y), text, INK, _font(size), anchor="ls")
    y += 14
    for text in _fitted(line, LINE_SIZE, (LAST_LINE - y) // LINE_HEIGHT):
        y += LINE_HEIGHT
        draw.text((MARGIN, y), text, SOFT, _font(LINE_SIZE), anchor="ls")
    draw.line((MARGIN, 548, WIDTH - MARGIN, 548), RULE, 2)
    draw.text((MARGIN, 592), _fitted(campaign, 32, 1)[0], INK, _font(32), anchor="ls")
    file = BytesIO()
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


def _draw_ornament(draw: ImageDraw.ImageDraw) -> None:
    for row, fields in enumerate(ORNAMENT):
        for column, field in enumerate(fields):
            if field == "#":
                x, y = MARGIN + column * DOT, 56 + row * DOT
                draw.rectangle((x, y, x + DOT - 1, y + DOT - 1), MADDER)


def _title(text: str) -> tuple[int, list[str]]:
    for size in TITLE_SIZES:
        lines = _wrapped(text, size)
        widest = max((_font(size).getlength(part) for part in lines), default=0)
        if widest <= MEASURE and len(lines) * size * LEADING <= TITLE_HEIGHT:
            return size, lines
    return TITLE_SIZES[-1], _fitted(text, TITLE_SIZES[-1], 4)


def _fitted(text: str, size: int, most: int) -> list[str]:
    """At most so many lines, one at least; what is too long ends in an ellipsis."""
    lines = _wrapped(text, size) or [""]
    if len(lines) > most:
        lines[most - 1] += "…"
    return [_shortened(part, size) for part in lines[:most]]


def _shortened(text: str, size: int) -> str:
    while _font(size).getlength(text) > MEASURE:
        text = text.rstrip("…")[:-1].rstrip() + "…"
    return text


def _wrapped(text: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in text.replace("\u202f", "\u00a0").split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _font(size).getlength(longer) <= MEASURE:
            lines[-1] = longer
        elif word:
            lines.append(word)
    return lines


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # Kerned by the font's own table: the other engine is not there on every machine.
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
