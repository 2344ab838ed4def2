"""The seed of Peru 2022-23 holds what two blind readers found in the five documents, and no more.

The list and how it came about: tests/expectations/peru-2023.yaml.
"""

import re

import pytest

from tests.seed.pack import (
    COLLECTIONS,
    LANGUAGES,
    LIST,
    PACK,
    cites,
    is_met,
    paragraphs,
    read,
    records,
    rows,
    texts,
)

# Non-empty lines of each document.
PARAGRAPHS = {
    "massive-march-on-lima": 34,
    "thousands-march-to-take-lima": 41,
    "the-peruvian-uprising": 77,
    "masses-deepen-resistance": 70,
    "organizing-solidarity": 27,
}


def test_every_paragraph_is_in_the_list():
    told = {source: sorted(facts) for source, facts in read(LIST).items()}
    assert told == {source: [*range(1, n + 1)] for source, n in PARAGRAPHS.items()}
    assert sum(PARAGRAPHS.values()) == 249


def test_a_paragraph_has_facts_or_a_reason_why_not():
    empty = [
        (source, paragraph)
        for source, told in read(LIST).items()
        for paragraph, facts in told.items()
        if not (facts.get("nothing") if isinstance(facts, dict) else facts)
    ]
    assert empty == []


@pytest.mark.parametrize("source", PARAGRAPHS)
def test_the_pack_holds_what_the_document_says(source):
    unmet = [str(row) for row in rows(source) if not is_met(row)]
    assert unmet == []


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_nothing_rests_on_a_paragraph_without_facts(kind):
    resting = [
        f"{key}: {cite['source']} {cite['paragraph']}"
        for key, record in records(kind).items()
        for cite in cites(record)
        if cite["source"] in PARAGRAPHS
        and not any(
            isinstance(read(LIST)[cite["source"]][paragraph], list)
            for paragraph in paragraphs(cite["paragraph"])
        )
    ]
    assert resting == []


def test_three_of_the_dead_are_named():
    victims = records("victim")
    assert sorted(key for key, victim in victims.items() if victim["kind"] == "person") == [
        "jhan-carlo-condori-arcana",
        "salomon-valenzuela-chua",
        "sonia-aguilar",
    ]
    named = sorted(key for key, victim in victims.items() if "name" in victim["claims"])
    assert named == ["jhan-carlo-condori-arcana", "salomon-valenzuela-chua", "sonia-aguilar"]


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_every_record_cites(kind):
    assert records(kind) != {}
    assert [key for key, record in records(kind).items() if not any(cites(record))] == []


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_no_two_records_share_a_key(kind):
    keys = [record["key"] for record in read(PACK / f"{COLLECTIONS[kind]}.yaml")]
    assert keys == list(dict.fromkeys(keys))


@pytest.mark.parametrize("collection", ["campaign", *COLLECTIONS.values()])
def test_every_text_is_in_three_languages(collection):
    lacking = [
        where
        for where, text in texts(read(PACK / f"{collection}.yaml"), collection)
        if not isinstance(text, dict) or set(text) != LANGUAGES or not all(text.values())
    ]
    assert lacking == []


def test_a_slogan_that_accuses_a_living_person_stays_a_quotation():
    accusing = re.compile("assassin|asesin", re.IGNORECASE)
    slogans = [slogan for event in records("event").values() for slogan in event.get("slogans", [])]
    unmarked = [
        slogan["text"]
        for slogan in slogans
        if accusing.search(slogan["text"]) and not slogan.get("accuses_living_person")
    ]
    headed = [
        key
        for kind in COLLECTIONS
        for key, record in records(kind).items()
        if accusing.search(f"{record.get('title')} {record.get('summary')}")
    ]
    assert (unmarked, headed) == ([], [])
