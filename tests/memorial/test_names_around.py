"""Where a concealed name stands apart from texts: in addresses, and beside what is published."""

import re
from dataclasses import replace

from app.campaign import service as campaigns
from app.campaign.inputs import CampaignInput, LinkInput, LinkKind
from app.events import service as events
from app.events.enums import EventKind, EventStatus
from app.events.inputs import EventInput
from app.memorial.enums import NameWish
from app.operations.session import one_write
from app.places.enums import PlaceKind
from app.places.inputs import PlaceInput
from app.sources.enums import SourceKind
from app.sources.inputs import SourceInput
from tests.fixtures.reading import lines_of
from tests.memorial.made import ACT, NOW, cite, save, texts
from tests.memorial.telling import WHY, items, read
from tests.memorial.test_names_spared import person

VIGIL = EventInput(
    slug="a-vigil", kind=EventKind.VIGIL, status=EventStatus.PUBLISHED, title=texts("Vigil")
)


def announce(database, wanted):
    with one_write(database, clock=lambda: NOW) as db:
        events.save(db, record_id="e_vigil", wanted=wanted, act=ACT, now=NOW)


def test_an_address_of_which_every_word_is_escaped_is_found(memorial, database, wish):
    paper = SourceInput(
        slug="a-paper",
        kind=SourceKind.ARTICLE,
        title="https://made.test/2023/josé-pérez",
        title_language="es",
        url="https://made.test/Jos%C3%A9-P%C3%A9rez",
        archived_url="https://archive.test/Jos%25C3%25A9-P%25C3%25A9rez",
    )
    old = replace(paper, slug="an-old", title="Old", url="https://made.test/Jos%E9-P%E9rez")
    save(database, {"v_person": person("José Pérez"), "so_paper": paper, "so_old": old})
    wish(name=NameWish.WITHHELD)
    known = items(memorial, "en")
    told = [
        [known[name][part] for part in ("title", "original_url", "archived_url")]
        for name in ("so_paper", "so_old")
    ]
    assert told == [["https://made.test/2023/…", None, None], ["Old", None, None]]
    assert "https://made.test/2023/…" in lines_of(read(memorial, "/en/sources/a-paper"))


def test_an_address_made_of_a_title_with_an_initial_tells_no_more_than_that(
    memorial, database, wish
):
    announce(
        database,
        replace(VIGIL, slug="vigil-for-i-madeupname", title=texts("Vigil for I. Madeupname")),
    )
    wish(name=NameWish.WITHHELD)
    shown = items(memorial, "en")["e_vigil"]
    assert (shown["title"], shown["slug"]) == ("Vigil for …", "e-vigil")


def test_who_we_are_is_reached_by_no_address_that_tells(memorial, database, wish, clock):
    links = [
        LinkInput(kind=LinkKind.DONATE, url=f"https://made.test/{end}", label=texts(label))
        for end, label in (("iris-madeupname", "Give here"), ("fund", "Give there"))
    ]
    with one_write(database, clock=clock) as db:
        known = CampaignInput(
            name=texts("Made"), contact="iris.madeupname@made.test", links=tuple(links)
        )
        campaigns.save(db, known, act=ACT, now=NOW)
    said = ("Give here", "Give there", "iris.madeupname@made.test")
    assert [word in read(memorial, "/en/") for word in said] == [True, True, True]
    wish(name=NameWish.WITHHELD)
    assert [word in read(memorial, "/en/") for word in said] == [False, True, False]


def test_a_draft_behind_its_link_does_not_tell_it_by_who_calls(memorial, wish, sign_in, create):
    wish(name=NameWish.WITHHELD)
    organiser = sign_in("organiser")
    path = create(
        organiser, caller="Friends of Iris Madeupname", begins="The house of Iris Madeupname"
    )
    assert WHY in " ".join(lines_of(organiser.client.get(path).text))
    page = organiser.client.post(f"{path}/preview-link").text
    shown = read(memorial, "/en" + re.search(r"/drafts/[\w-]+", page)[0])
    assert ("Friends of …" in shown, "Madeupname" in shown) == (True, False)


def test_events_are_found_by_the_address_that_a_place_has_now(memorial, database, wish):
    park = PlaceInput(
        slug="park-iris-madeupname",
        kind=PlaceKind.SQUARE,
        name="Park Iris Madeupname",
        citations=(cite(),),
    )
    save(database, {"pl_park": park})
    announce(database, replace(VIGIL, place_id="pl_park"))

    def found(slug):
        asked = f"/api/v1/events?place={slug}"
        answer = memorial.get(asked, headers={"cookie": "made=1"}).json()
        return [item["id"] for item in answer["items"]]

    wish(name=NameWish.WITHHELD)
    assert items(memorial, "en")["pl_park"]["slug"] == "pl-park"
    assert [found(slug) for slug in ("pl-park", "park-iris-madeupname")] == [["e_vigil"], []]
