"""The operator's page is the table that the drill checks, whole and in every language."""

from html import unescape

import pytest

from app.operations.exposure import EXPOSURES, HOLDINGS, LIMITS, Adversary, Holding
from app.web.i18n import translations

SENTENCES = [
    sentence
    for exposure in EXPOSURES.values()
    for sentence in (exposure.gets, *exposure.sees, *exposure.not_sees)
]


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.parametrize("lang", ["es", "fr", "en"])
def test_the_page_says_all_of_it_to_whoever_is_signed_in(lang, sign_in, client) -> None:
    answer = sign_in("translator", language=lang).client.get("/organise/exposure")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    said, words = in_one_line(unescape(answer.text)), translations(lang)
    missing = [s for s in (*SENTENCES, *LIMITS) if in_one_line(words.gettext(s)) not in said]
    assert missing == []
    assert client.get("/organise/exposure").status_code == 303


def test_every_adversary_and_every_holding_is_told() -> None:
    assert set(EXPOSURES) == set(Adversary)
    assert set(HOLDINGS) == set(Holding)
    assert set(HOLDINGS.values()) <= set(EXPOSURES[Adversary.MACHINE].sees)
