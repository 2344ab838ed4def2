"""A name that a family does not want shown is told by no other record either, until they want it.

Iris is no name of anybody; her sister Rosa keeps hers.
"""

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from app.campaign import service as campaigns
from app.campaign.inputs import CampaignInput, LinkInput, LinkKind
from app.demands import service as demands
from app.demands.enums import DemandKind
from app.demands.inputs import DemandInput, SupportInput
from app.events import service as events
from app.events.enums import EventKind, EventStatus, UpdateKind
from app.events.inputs import EventInput, SloganInput, UpdateInput
from app.kit.dates import PartialDate
from app.kit.text import fold
from app.memorial.enums import NameWish
from app.memorial.service import incidents, tolls, victims
from app.operations.session import one_write
from app.organisations import service as organisations
from app.organisations.enums import OrganisationKind
from app.organisations.inputs import OrganisationInput
from app.publishing.enums import RecordStatus
from app.sources import service as sources
from app.sources.enums import SourceKind
from app.sources.inputs import SourceInput
from app.statements import service as statements
from app.statements.enums import StatementKind
from app.statements.inputs import StatementInput
from tests.fixtures.reading import lines_of, links_of
from tests.memorial import made
from tests.memorial.made import ACT, NOW, PERSON, SHOOTING, TOLL, cite, claim, save, texts
from tests.web.conftest import until

LANGS = ("es", "fr", "en")
SISTER = replace(
    PERSON,
    slug="rosa-madeupname",
    sentence=texts("Rosa Madeupname was the sister of Iris Madeupname. Madeupname taught."),
    claims=(claim("name", "Rosa Madeupname"), claim("date_of_death", "2023-01-19")),
)
TELLING = {
    "v_sister": (victims, SISTER),
    "i_shooting": (
        incidents,
        replace(
            SHOOTING,
            summary=texts("IRIS MADEUPNAME fell first; the mother of Madeupname saw it."),
            claims=(
                *SHOOTING.claims,
                claim("cause", texts("Irís Madeupnaym (or Madeupname, Iris) stood there.")),
            ),
        ),
    ),
    "t_57": (tolls, replace(TOLL, note=texts("With I. Madeupname."))),
    "so_life": (
        sources,
        SourceInput(
            slug="life-of-iris-madeupname",
            kind=SourceKind.ARTICLE,
            title="The life of Iris Madeupname",
            title_language="en",
            url="https://made.test/2023/iris-madeupname",
            archived_url="https://archive.test/made.test/2023/Ir%C3%ADs-Madeupnaym",
        ),
    ),
    "o_friends": (
        organisations,
        OrganisationInput(
            slug="friends",
            name="Friends of Made People",
            name_language="en",
            kind=OrganisationKind.SOLIDARITY,
            site="https://made.test/friends",
            description=texts("Founded by friends of Iris Madeupname (#IrisMadeupname)"),
            citations=(cite(),),
        ),
    ),
    "d_justice": (
        demands,
        DemandInput(
            slug="justice-for-iris-madeupname",
            kind=DemandKind.MOVEMENT,
            title=texts("Justice for Iris Madeupname"),
            supports=(
                SupportInput(
                    key="friends",
                    organisation_id="o_friends",
                    wording=texts("That those who shot Iris Madeupname be named"),
                    quotation="iris madeupnáme presente",
                    quotation_language="es",
                    citations=(cite("so_life"),),
                ),
            ),
        ),
    ),
    "st_word": (
        statements,
        StatementInput(
            slug="a-word",
            kind=StatementKind.RECORDED,
            title=texts("A word for Iris"),
            speaker=texts("A neighbour of Madeupname"),
            gist=texts("She asks who shot iris madeupname"),
            quotation="Iris did not run",
            quotation_language="en",
            incident_ids=("i_shooting",),
            citations=(replace(cite(), opening="Iris Madeupname did not run"),),
        ),
    ),
    "e_vigil": (
        events,
        EventInput(
            slug="vigil-for-iris-madeupname",
            kind=EventKind.VIGIL,
            status=EventStatus.PUBLISHED,
            title=texts("Vigil for Iris Madeupname"),
            summary=texts("#JusticeForIrisMadeupname"),
            date=PartialDate.parse("2026-11-29"),
            access=texts("By the house of Madeupname"),
            slogans=(
                SloganInput(
                    text="¡Iris Madeupname, presente!",
                    language="es",
                    translations={"en": "Iris Madeupname is here!"},
                    citations=(cite(),),
                ),
            ),
            updates=(
                UpdateInput(
                    kind=UpdateKind.MOVED, at=NOW, text=texts("We meet at the house of Iris")
                ),
            ),
            remembers_ids=("v_person",),
        ),
    ),
}
COLLECTIONS = (
    "victims", "incidents", "tolls", "figures", "events",
    "organisations", "demands", "statements", "sources", "places",
)  # fmt: skip
PAGES = (
    "/", "/memorial", "/incidents", "/tolls", "/events", "/calendar/2026-11", "/organisations",
    "/demands", "/statements", "/sources", "/timeline", "/map", "/corrections", "/about",
    "/method", "/privacy", "/help", "/families", "/search?q=iris", "/search?q=madeupname",
    "/search?q=vigil", "/search?q=justice", "/events.ics", "/events.atom",
)  # fmt: skip
LISTS = (
    *(f"/api/v1/{name}?limit=100" for name in COLLECTIONS),
    *(f"/api/v1/{name}?limit=100&lang={lang}" for name in COLLECTIONS for lang in LANGS),
    *(f"/{lang}{page}" for page in PAGES for lang in LANGS),
)
NOT_THEIRS = re.compile(
    r"rosa[ -]madeupname|(?<=\.\. )madeupname(?= taught)|\?q=\w+|(?<=value=\")\w+(?=\")"
    r"|\w+(?= · (buscar|rechercher|search))"
)
"""The sister's name, hers in her own record, and what a page of search repeats of a question."""


@pytest.fixture
def told(memorial, database, clock):
    """A site on which everything tells the name; a correction and who we are do too."""
    about = CampaignInput(
        name={"en": "For Iris Madeupname"},
        about=texts("Founded when Iris Madeupname died."),
        links=(LinkInput(kind=LinkKind.HELP, url="https://made.test", label=texts("For Iris M.")),),
        default_language="en",
    )
    correction = replace(ACT, is_correction=True, reason={"en": "Her name is Iris Madeupname."})
    with one_write(database, clock=clock) as db:
        campaigns.save(db, about, act=ACT, now=NOW)
        for record_id, (service, wanted) in TELLING.items():
            act = correction if record_id == "i_shooting" else ACT
            service.save(db, record_id=record_id, wanted=wanted, act=act, now=NOW)
    return memorial


def read(client, address):
    """Past the page cache, which learns of another process within half a second."""
    answer = client.get(address, headers={"cookie": "made=1"}, follow_redirects=False)
    assert answer.status_code == 200, address
    return answer.text


def items(client, lang=""):
    """Everything that the API tells, by id."""
    asked = f"&lang={lang}" if lang else ""
    found = {}
    for name in COLLECTIONS:
        answer = json.loads(read(client, f"/api/v1/{name}?limit=100{asked}"))
        found |= {item["id"]: item for item in answer["items"]}
    return found


def everything(client):
    """What is read at every address: lists, feeds, search, and the page of each record."""
    pages = {
        item["url"].partition("#")[0] for lang in LANGS for item in items(client, lang).values()
    }
    return {address: read(client, address) for address in (*LISTS, *sorted(pages))}


def telling(outputs):
    """The addresses at which the name is told, and what is told there."""
    found = {}
    for address, text in outputs.items():
        rest = NOT_THEIRS.sub("", fold(unquote(f"{address}\n{text}")))
        if hits := re.findall(r"iris|madeupn\w+", rest):
            found[address] = sorted(set(hits))
    return found


WHY = "A family does not want a name shown that is written here: in its place the public reads “…”."


def test_nothing_tells_a_withheld_name(told, wish):
    before = telling(everything(told))
    silent = {"figures", "places"}
    assert {f"/api/v1/{name}?limit=100" for name in set(COLLECTIONS) - silent} <= set(before)
    wish(name=NameWish.WITHHELD)
    after = everything(told)
    assert telling(after) == {}
    assert [address for address, text in after.items() if "\ue000" in text] == []


SAID = {
    # What a field says in English: of a name that is withheld, and of one whose first is shown.
    ("v_sister", "sentence"): (
        "Rosa Madeupname was the sister of …. Madeupname taught.",
        "Rosa Madeupname was the sister of Iris …. Madeupname taught.",
    ),
    ("i_shooting", "summary"): (
        "… fell first; the mother of … saw it.",
        "IRIS … fell first; the mother of … saw it.",
    ),
    ("i_shooting", "cause"): (
        "… (or …) stood there.",
        "Irís … (or …, Iris) stood there.",
    ),
    ("t_57", "note"): ("With ….", "With …."),
    ("so_life", "slug"): ("so-life", "so-life"),
    ("so_life", "title"): ("The life of …", "The life of Iris …"),
    ("so_life", "original_url"): (None, None),
    ("so_life", "archived_url"): (None, None),
    ("o_friends", "site"): ("https://made.test/friends", "https://made.test/friends"),
    ("o_friends", "description"): (
        "Founded by friends of … (#…)",
        "Founded by friends of Iris … (#…)",
    ),
    ("d_justice", "slug"): ("d-justice", "d-justice"),
    ("d_justice", "title"): ("Justice for …", "Justice for Iris …"),
    ("d_justice", "support", 0, "wording"): (
        "That those who shot … be named",
        "That those who shot Iris … be named",
    ),
    ("d_justice", "support", 0, "quotation"): ("… presente", "iris … presente"),
    ("d_justice", "support", 0, "source_title"): ("The life of …", "The life of Iris …"),
    ("st_word", "title"): ("A word for …", "A word for Iris"),
    ("st_word", "speaker"): ("A neighbour of …", "A neighbour of …"),
    ("st_word", "gist"): ("She asks who shot …", "She asks who shot iris …"),
    ("st_word", "quotation"): ("… did not run", "Iris did not run"),
    ("st_word", "opening"): ("… did not run", "Iris … did not run"),
    ("e_vigil", "slug"): ("e-vigil", "e-vigil"),
    ("e_vigil", "title"): ("Vigil for …", "Vigil for Iris …"),
    ("e_vigil", "summary"): ("#…", "#…"),
    ("e_vigil", "access"): ("By the house of …", "By the house of …"),
    ("e_vigil", "slogans", 0, "text"): ("¡…, presente!", "¡Iris …, presente!"),
    ("e_vigil", "updates", 0, "text"): (
        "We meet at the house of …",
        "We meet at the house of Iris",
    ),
}


def said(client):
    """What each field of `SAID` says in English."""
    known, found = items(client, "en"), {}
    for path in SAID:
        value = known
        for step in path:
            value = value[step]
        found[path] = value
    return found


@pytest.mark.parametrize("name", [NameWish.WITHHELD, NameWish.FIRST_NAME])
def test_an_ellipsis_stands_where_the_name_stood(told, wish, name):
    wish(name=name)
    column = [NameWish.WITHHELD, NameWish.FIRST_NAME].index(name)
    assert said(told) == {path: shown[column] for path, shown in SAID.items()}


def test_who_we_are_and_why_something_was_corrected_tells_it_no_more(told, wish):
    wish(name=NameWish.INITIALS)
    assert "<p>Founded when … died.</p>" in read(told, "/en/about")
    assert "Her name is …." in lines_of(read(told, "/en/corrections"))
    assert "Her name is …." in " ".join(lines_of(read(told, "/en/incidents/shooting-at-uptown")))


def test_taken_back_everything_is_told_as_before(told, wish):
    def content():
        found = items(told).items()
        return {
            name: {
                key: value for key, value in item.items() if key not in {"version", "updated_at"}
            }
            for name, item in found
        }

    before, addresses = content(), everything(told).keys()
    wish(name=NameWish.WITHHELD)
    assert content() != before
    wish()
    assert content() == before
    assert everything(told).keys() == addresses


def test_an_address_that_told_leads_nowhere_until_it_may(told, wish):
    old, new = "/en/events/vigil-for-iris-madeupname", "/en/events/e-vigil"
    code = read_code(told, old)
    wish(name=NameWish.WITHHELD)
    answers = [told.get(path, follow_redirects=False) for path in (old, new, f"/e/{code}")]
    assert [answer.status_code for answer in answers] == [404, 200, 302]
    assert answers[2].headers["location"].endswith("/events/e-vigil")
    wish()
    asked = {"cookie": "made=1"}
    back = [told.get(path, headers=asked, follow_redirects=False) for path in (old, new)]
    assert [answer.status_code for answer in back] == [200, 301]
    assert back[1].headers["location"] == old


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


def read_code(client, page):
    """The code of the short link that a page shares."""
    return re.search(r"/e/([0-9a-z]+)", read(client, page))[1]
