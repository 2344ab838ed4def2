"""`ayni seed check` finds what a document does not bear out."""

import pytest

from app.operations.seed.check import check_pack
from app.operations.seed.pack import load_pack
from tests.operations.made_pack import write_pack

NEARLY = "Nearly 1,200 people marched, and"
PLANTED = {
    "wrong paragraph": (
        ("figures", "paragraph: 4", "paragraph: 3"),
        [
            f"figures.yaml:1: marchers: paragraph 3 does not begin with {NEARLY!r}",
            "figures.yaml:1: marchers: figure: 1200 does not occur where it is cited",
        ],
    ),
    "no paragraph": (
        ("tolls", "paragraph: 4", "paragraph: 5"),
        [
            "tolls.yaml:1: killed-one: there is no paragraph 5",
            "tolls.yaml:1: killed-one: figure: 12 does not occur where it is cited",
        ],
    ),
    "no last paragraph": (
        ("tolls", "paragraph: 4", 'paragraph: "4-5"'),
        [
            "tolls.yaml:1: killed-one: there is no paragraph 4",
            "tolls.yaml:1: killed-one: figure: 12 does not occur where it is cited",
        ],
    ),
    "wrong opening": (
        ("places", "On 18 January 2023 Iris", "On 19 January 2023 Iris"),
        [
            "places.yaml:1: made-city: paragraph 3 does not begin with 'On 19 January 2023 Iris'",
        ],
    ),
    "wrong figure": (
        ("figures", "figure: 1200", "figure: 1300"),
        ["figures.yaml:1: marchers: figure: 1300 does not occur where it is cited"],
    ),
    "part of a figure": (
        ("figures", "figure: 1200", "figure: 200"),
        ["figures.yaml:1: marchers: figure: 200 does not occur where it is cited"],
    ),
    "wrong toll": (
        ("tolls", "figure: 12", "figure: 11"),
        ["tolls.yaml:1: killed-one: figure: 11 does not occur where it is cited"],
    ),
    "wrong name": (
        ("victims", "value: Iris Madeupname", "value: Irís Otherwise"),
        ["victims.yaml:1: iris: name: 'Irís Otherwise' does not occur where it is cited"],
    ),
    "wrong age": (
        ("victims", "value: 35", "value: 36"),
        ["victims.yaml:1: iris: age: 36 does not occur where it is cited"],
    ),
    "wrong day": (
        ("victims", "2023-01-18", "2023-01-19"),
        ["victims.yaml:1: iris: date_of_death: 2023-01-19 does not occur where it is cited"],
    ),
    "wrong place": (
        ("places", "name: Made City", "name: Made Town"),
        ["places.yaml:1: made-city: name: 'Made Town' does not occur where it is cited"],
    ),
    "wrong author": (
        ("sources", "author: A. Made Author", "author: B. Made Author"),
        ["sources.yaml:1: paper: author: 'B. Made Author' does not occur where it is cited"],
    ),
    "another copy": (
        ("sources", "sha256: ", "sha256: 0"),
        ["sources.yaml:1: paper: sha256 is not that of the document read"],
    ),
    "nothing cited": (
        (
            "events",
            f'  cite: [{{source: paper, paragraph: 4, opening: "{NEARLY}"}}]\n',
            "",
        ),
        ["events.yaml:1: made-march: nothing is cited"],
    ),
    "no document": (
        ("pack", "paper: paper.txt", "paper: gone.txt"),
        ["pack.yaml: documents: paper: there is no gone.txt"],
    ),
}


def test_what_agrees_is_left_in_peace(tmp_path):
    folder = write_pack(tmp_path)
    assert check_pack(load_pack(folder), folder) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_what_was_planted_is_found(tmp_path, fault):
    (file, right, wrong), told = PLANTED[fault]
    folder = write_pack(tmp_path, **{file: (right, wrong)})
    found = check_pack(load_pack(folder), folder)
    if fault == "no document":
        assert found[: len(told)] == told
        assert len(found) > 10
    else:
        assert found == told
