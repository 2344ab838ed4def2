"""The journal: a seeding is one line, with everything behind it."""

import re

import pytest

from app.history.enums import Role
from app.history.inputs import Act
from app.history.service import write_journal
from app.operations.session import one_write
from tests.fixtures.reading import lines_of, links_of

PAGE = "/organise/journal"
SEED = Act(role=Role.SEED, note="made-pack")


@pytest.fixture
def kept(database, clock):
    """Return `kept(number, act)`, which keeps so many changes of one moment; a minute passes."""

    def keep(number, act=SEED):
        with one_write(database, clock=clock) as db:
            for index in range(number):
                write_journal(
                    db,
                    action="source_saved",
                    kind="source",
                    record_id=f"so_{index}",
                    act=act,
                    now=clock(),
                )
        clock.advance(minutes=1)

    return keep


def told(answer):
    """What the lines of the journal say, without their times."""
    return [
        re.sub(r"^.*\d\d:\d\d ", "", line)
        for line in lines_of(answer.text)
        if re.search(r"\d\d:\d\d", line)
    ]


def test_a_seeding_is_one_line_with_all_of_it_behind(kept, sign_in):
    operator = Act(role=Role.OPERATOR)
    kept(120)
    kept(2, operator)
    kept(1)
    kept(60)
    reader = sign_in("coordinator").client
    answer = reader.get(PAGE)
    lines = told(answer)
    assert lines[-5:] == [
        "the seed pack saved 60 entries made-pack",
        "the seed pack saved a source so_0 made-pack",
        "the operator of the server saved a source so_1",
        "the operator of the server saved a source so_0",
        "the seed pack saved 120 entries made-pack",
    ]
    first = next(href for href, text in links_of(answer.text) if text == "saved 120 entries")
    pages = [reader.get(PAGE + first)]
    while following := [
        href for href, text in links_of(pages[-1].text) if text == "Further entries"
    ]:
        pages.append(reader.get(following[0]))
    behind = [line for page in pages for line in told(page)]
    assert behind == [
        f"the seed pack saved a source so_{index} made-pack" for index in reversed(range(120))
    ]
    assert (PAGE, "Journal") in links_of(pages[0].text)


def test_a_seeding_between_others_takes_no_page_of_its_own(kept, sign_in):
    for _ in range(55):
        kept(3)
    reader = sign_in("coordinator").client
    first = reader.get(PAGE)
    following = [href for href, text in links_of(first.text) if text == "Further entries"]
    second = reader.get(following[0])
    seedings = [line for page in (first, second) for line in told(page) if "seed pack" in line]
    assert seedings == ["the seed pack saved 3 entries made-pack"] * 55


@pytest.mark.parametrize("asked", ["seeding=x", "seeding=-1", f"seeding={2**31}"])
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_what_is_no_number_is_refused(sign_in, asked):
    assert sign_in("coordinator").client.get(f"{PAGE}?{asked}").status_code == 422
