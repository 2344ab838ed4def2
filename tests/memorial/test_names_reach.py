"""How far a family's wish reaches: what is published meanwhile, was kept before, or is asked.

Iris is no name of anybody; her sister Rosa keeps hers.
"""

import re
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace

import pytest
from sqlalchemy import update

from app.events import service as events
from app.events.enums import EventKind, EventStatus
from app.events.inputs import EventInput, SloganInput
from app.intake.enums import QuestionKind
from app.intake.inputs import Question
from app.intake.links import secret_of
from app.kit.db import Database
from app.kit.generation import hold_public_version, raise_public_version
from app.memorial.enums import NameWish, VictimKind
from app.memorial.inputs import VictimInput, WishInput
from app.memorial.models import Victim
from app.memorial.service import victims
from app.operations.projectors import PROJECTORS
from app.operations.republish import republish
from app.operations.session import one_write
from app.signups.enums import SignUpMode
from app.signups.inputs import FormInput
from app.signups.queries import sign_up_of
from app.signups.service import seen
from app.sources import service as sources
from app.sources.enums import SourceKind
from app.sources.inputs import SourceInput
from tests.fixtures.sign_ups import ticket_on
from tests.memorial.made import ACT, NOW, TOLL, cite, claim, save, texts
from tests.signups.desk import Desk
from tests.signups.test_guards import waits_for_a_lock

VIGIL = EventInput(
    slug="a-vigil",
    kind=EventKind.VIGIL,
    status=EventStatus.PUBLISHED,
    title=texts("Vigil for Iris Madeupname"),
)


@pytest.fixture
def apart(settings):
    """Two more connections to the database."""
    database = Database(settings.database, pool_size=2)
    yield database
    database.dispose()


def withhold(database, clock):
    """Keep a family's wish that the name of Iris is not shown."""
    with one_write(database, clock=clock) as db:
        wanted = WishInput(name=NameWish.WITHHELD)
        victims.set_wish(db, record_id="v_person", wish=wanted, act=ACT, now=NOW)


def told(client, path):
    """A record as the API tells it, past what the page cache holds."""
    return client.get(f"/api/v1/{path}?lang=en", headers={"cookie": "made=1"}).json()


def test_what_is_published_while_the_wish_is_kept_does_not_tell_it(
    memorial, database, apart, clock
):
    with ThreadPoolExecutor(1) as other:
        with one_write(database, clock=clock) as db:
            hold_public_version(db)
            kept = other.submit(withhold, apart, clock)
            while not database.is_sqlite and not waits_for_a_lock(apart):
                assert not wait([kept], timeout=0.02).done
            events.save(db, record_id="e_vigil", wanted=VIGIL, act=ACT, now=NOW)
        kept.result()
    assert told(memorial, "events/e_vigil")["title"] == "Vigil for …"


def test_a_wish_of_an_older_version_reaches_all_when_the_site_is_brought_up_to_date(
    memorial, database, clock
):
    save(database, {"t_58": replace(TOLL, slug="killed-58", note=texts("With Iris Madeupname."))})
    with one_write(database, clock=clock) as db:
        older = {"wish_name": NameWish.INITIALS, "public_slug": "v-made"}
        db.execute(update(Victim).where(Victim.id == "v_person").values(older))
    assert told(memorial, "tolls/t_58")["note"] == "With Iris Madeupname."
    with one_write(database, clock=clock) as db:
        republish(db)
    assert told(memorial, "tolls/t_58")["note"] == "With …."
    assert told(memorial, "victims/v_person")["title"] == "I. M."


def test_an_address_near_it_tells_no_word_of_it_and_those_of_others_stay(memorial, database, clock):
    papers = SourceInput(
        slug="madeupname-papers", kind=SourceKind.ARTICLE, title="Papers", title_language="en"
    )
    slogan = SloganInput(text="We are here", language="en", citations=(cite("so_papers"),))
    vigil = replace(
        VIGIL,
        slug="madeupname-papers",
        title=texts("Vigil"),
        slogans=(slogan,),
        remembers_ids=("v_person",),
    )
    with one_write(database, clock=clock) as db:
        sources.save(db, record_id="so_papers", wanted=papers, act=ACT, now=NOW)
        events.save(db, record_id="e_vigil", wanted=vigil, act=ACT, now=NOW)
    withhold(database, clock)
    shown = told(memorial, "events/e_vigil")
    base = "http://127.0.0.1:8000/en"
    assert (shown["slug"], shown["url"]) == ("e-vigil", f"{base}/events/e-vigil")
    assert shown["slogans"][0]["citations"][0]["source_url"] == f"{base}/sources/madeupname-papers"
    assert memorial.get("/en/events/madeupname-papers").status_code == 404


def test_below_an_address_that_told_people_sign_up_at_the_new_one(
    memorial, database, world, settings, clock
):
    desk = Desk(world, settings, slug="vigil-for-madeupname-iris")
    desk.set(FormInput())
    withhold(database, clock)
    path = f"/events/{desk.event_id.replace('_', '-')}"
    shown = told(memorial, f"events/{desk.event_id}")
    base = "http://127.0.0.1:8000/en"
    assert (shown["url"], shown["sign_up"]["url"]) == (base + path, f"{base}{path}/sign-up")
    assert memorial.get(f"/en{path}/sign-up").status_code == 200


def test_an_address_that_another_person_had_leads_to_them_as_before(memorial, database, clock):
    named = (claim("name", "Madeupname Iris Other"), claim("date_of_death", "2023-01-19"))
    other = VictimInput(slug="madeupname-iris-other", kind=VictimKind.PERSON, claims=named)
    save(database, {"v_other": other})
    save(database, {"v_other": replace(other, slug="other-person")})
    withhold(database, clock)
    led = memorial.get("/en/memorial/madeupname-iris-other")
    assert (led.status_code, led.headers["location"]) == (301, "/en/memorial/other-person")


LISTS = [f"/en/{name}" for name in ("memorial", "incidents", "events", "sources", "map")]


def test_a_list_reads_the_whole_document_where_no_line_was_written_yet(remembrance, database):
    def shown():
        asked = [remembrance.get(path, headers={"cookie": "made=1"}) for path in LISTS]
        return [(answer.status_code, answer.text) for answer in asked]

    before = shown()
    with database.writing() as db:
        for projector in PROJECTORS.values():
            db.execute(update(projector.table).values(line=b""))
        raise_public_version(db)  # or what was made of the lines would be remembered
        db.commit()
    assert shown() == before
    assert {status for status, _ in before} == {200}


def test_what_hosts_ask_does_not_tell_it_but_means_what_they_wrote(memorial, database, desk, clock):
    options = ("March", "Iris Madeupname", "Both for Iris Madeupname")
    asked = Question(
        key="whom",
        kind=QuestionKind.CHOICE,
        label="Do you come for Iris Madeupname?",
        options=options,
    )
    desk.set(FormInput(mode=SignUpMode.NAMES, questions=(asked,)))
    page = "/en/events/made-vigil/sign-up"
    before = memorial.get(page).text
    assert (offered(before), asked.label in before) == ([*zip(options, options, strict=True)], True)
    withhold(database, clock)
    after = memorial.get(page).text
    values, labels = zip(*offered(after), strict=True)
    assert labels == ("March", "…", "Both for …")
    assert ("Do you come for …?" in after, "Madeupname" in after) == (True, False)
    clock.advance(seconds=5)
    sent = {"ticket": ticket_on(after), "party": "1", "q_whom": values[2]}
    own = memorial.post(page, data=sent).headers["location"]
    assert answered(desk, own) == {"whom": options[2]}
    shown = memorial.get(own).text
    assert (f'<option selected value="{values[2]}">' in shown, "Madeupname" in shown) == (
        True,
        False,
    )


def offered(html):
    """What can be chosen, by value and by what it is called."""
    return re.findall(r'<option value="([^"]+)">([^<]+)</option>', html)


def answered(desk, own):
    """What was answered by whoever has the private link at this address."""
    secret = secret_of(own.partition("?")[0].rpartition("/")[2])
    with desk.reading() as db:
        return dict(seen(sign_up_of(db, secret), secret).answers)
