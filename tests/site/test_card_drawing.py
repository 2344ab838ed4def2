"""The picture of a shared link: always the same size, small, and the same for the same words."""

from io import BytesIO

import pytest
from PIL import Image, ImageFont

from app.site.cards import FONT, card_png

NAME = "Ayni: memoria y solidaridad, nombre hecho para la prueba"


def card(title="Salomón Hecho", line="18 de enero de 2023 · Macusani", kind="Memorial") -> bytes:
    return card_png(title=title, line=line, kind_label=kind, campaign=NAME)


def test_the_same_words_give_the_same_bytes():
    assert card() == card()
    assert card() != card(title="Salomon Hecho")
    assert card() != card(line="")


@pytest.mark.parametrize(
    "title",
    ["", "Ñ", "Marcha por la memoria " * 40, "D" + "onaudampfschifffahrt" * 20, "a\u202fb\u00a0c"],
)
def test_any_title_fits(title):
    drawn = card(title=title, line=title)
    assert len(drawn) <= 60_000
    with Image.open(BytesIO(drawn)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        paper = image.convert("RGB").getpixel((0, 0))
        right = image.convert("RGB").crop((1130, 0, 1200, 630))
    assert right.getcolors() == [(70 * 630, paper)]


def test_the_font_has_the_letters_of_our_languages():
    font = ImageFont.truetype(FONT, 40, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\ufffe"))
    letters = "áéíóúüñÁÉÍÓÚÜÑçœæàâêëîïôùûÿÇŒÀÂÊÎÔäÄÏÖö¡¿«»“”‘’\u02bc–—…·×−"
    assert [letter for letter in letters if bytes(font.getmask(letter)) == missing] == []
