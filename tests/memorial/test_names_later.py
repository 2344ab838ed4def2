"""A name that a family does not want shown stays hidden in whatever comes later."""

import re
from dataclasses import replace

from app.memorial.enums import NameWish
from app.publishing.enums import RecordStatus
from tests.fixtures.reading import lines_of, links_of
from tests.memorial import made
from tests.memorial.made import PERSON, SHOOTING, TOLL, claim, save, texts
from tests.memorial.telling import WHY, everything, items, read, telling
from tests.web.conftest import until


def test_what_is_published_later_does_not_tell_it_either(told, wish, database):
    wish(name=NameWish.WITHHELD)
    later = replace(
        SHOOTING, slug="raid-on-iris-madeupname", title=texts("Raid on Iris Madeupname")
    )
    save(database, {"i_later": later})
    assert telling(everything(told)) == {}
    item = items(told, "en")["i_later"]
    assert (item["title"], item["slug"]) == ("Raid on …", "i-later")


def test_a_spelling_learnt_later_is_looked_for_everywhere(told, wish, database):
    wish(name=NameWish.WITHHELD)
    wrong = replace(TOLL, slug="killed-58", note=texts("Among them Iriss Madeupnoun"))
    save(database, {"t_58": wrong})
    assert items(told, "en")["t_58"]["note"] == "Among them Iriss Madeupnoun"
    spelt = claim("name", "Iriss Madeupnoun", key="name-3", shown=False)
    save(database, {"v_person": replace(PERSON, claims=(*PERSON.claims, spelt))})
    assert items(told, "en")["t_58"]["note"] == "Among them …"


def test_a_word_alone_is_hidden_only_in_what_has_to_do_with_her(told, wish, database):
    wish(name=NameWish.WITHHELD)
    words = texts("Madeupname and Iris are names of many; an iris grows there.")
    here = replace(made.WORDS, note=words)
    there = replace(made.FIGURE, note=words)
    save(database, {"t_words": here, "f_police": there})
    known = items(told, "en")
    assert known["t_words"]["note"] == "… and … are names of many; an iris grows there."
    assert known["f_police"]["note"] == words["en"]


def test_a_page_that_is_held_does_not_tell_it_for_long(told, wish):
    page = "/en/incidents/shooting-at-uptown"
    assert "IRIS MADEUPNAME" in told.get(page).text
    wish(name=NameWish.WITHHELD)
    until(lambda: "IRIS MADEUPNAME" not in told.get(page).text)


def test_a_record_that_is_withdrawn_stays_concealed(told, wish, database):
    wish(name=NameWish.WITHHELD)
    save(database, {"v_person": PERSON}, status=RecordStatus.WITHDRAWN)
    assert telling(everything(told)) == {}


def test_a_draft_behind_its_link_does_not_tell_it(told, wish, sign_in, create):
    wish(name=NameWish.WITHHELD)
    organiser = sign_in("organiser")
    path = create(organiser, title="March for Iris Madeupname")
    page = organiser.client.post(f"{path}/preview-link").text
    pages = [organiser.client.get(f"{path}{end}").text for end in ("", "/preview")]
    assert [WHY in " ".join(lines_of(text)) for text in pages] == [True, True]
    link = re.search(r"/drafts/[\w-]+", page)[0]
    shown = read(told, f"/en{link}")
    assert ("March for …" in lines_of(shown), "Madeupname" in shown) == (True, False)


def test_whoever_announces_it_finds_the_public_page_and_learns_why(told, wish, sign_in):
    own = "/organise/events/e_vigil"
    coordinator = sign_in("coordinator").client
    assert WHY not in " ".join(lines_of(coordinator.get(own).text))
    wish(name=NameWish.WITHHELD)
    page = coordinator.get(own).text
    assert WHY in " ".join(lines_of(page))
    (public,) = [href for href, text in links_of(page) if text == "The public page"]
    assert public == "http://127.0.0.1:8000/en/events/e-vigil"
    shared = coordinator.get(f"{own}/published").text
    assert ("Vigil for …" in shared, "Madeupname" in " ".join(lines_of(shared))) == (True, False)
