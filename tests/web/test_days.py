"""Days in words: French writes the first of a month as no other day."""

from datetime import date

import pytest

from app.web.i18n import day, partial_date, plate

FIRST = date(2022, 12, 1)


@pytest.mark.parametrize(
    ("lang", "long", "full", "medium", "short"),
    [
        ("fr", "1er décembre 2022", "jeudi 1er décembre 2022", "1er déc. 2022", "1er décembre"),
        ("es", "1 de diciembre de 2022", "jueves, 1 de diciembre de 2022", "1 dic. 2022", None),
        ("en", "1 December 2022", "Thursday, 1 December 2022", "1 Dec 2022", "1 December"),
    ],
)
def test_the_first_of_a_month(
    lang: str, long: str, full: str, medium: str, short: str | None
) -> None:
    assert (day(FIRST, lang), day(FIRST, lang, "full")) == (long, full)
    assert day(FIRST, lang, "medium") == medium
    assert short is None or day(FIRST, lang, "d MMMM") == short
    assert partial_date("2022-12-01", lang) == long


def test_other_days_and_the_ends_of_several_in_french() -> None:
    dates = (
        "2022-12-11", "2022-12-21", "2022-12", "2022-12-01/2022-12-03", "2022-11-30/2022-12-01",
        "2022-01-01",
    )  # fmt: skip
    assert [partial_date(known, "fr") for known in dates] == [
        "11 décembre 2022",
        "21 décembre 2022",
        "décembre 2022",
        "1er–3 décembre 2022",
        "30 novembre 2022 – 1er décembre 2022",
        "1er janvier 2022",
    ]
    assert [plate(known, "fr") for known in dates[:4:3]] == [
        ("11", "décembre 2022"),
        ("1er–3", "décembre 2022"),
    ]
    assert plate("2022-12-01", "fr") == ("1er", "décembre 2022")
    assert plate("2022-12-01", "en") == ("1", "December 2022")
