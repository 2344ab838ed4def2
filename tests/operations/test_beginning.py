"""What the memorial begins with is chosen with the campaign: a pack, or nothing."""

import json
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from sqlalchemy import select

from app.campaign.queries import campaign
from app.history.models import JournalEntry
from app.jobs.models import Job
from app.memorial.models import Victim
from app.operations.doctor import examine
from app.operations.seed.apply import apply_pack
from app.operations.seed.pack import load_pack
from app.operations.session import one_write
from tests.fixtures.forms import fields_of
from tests.operations.made_pack import write_pack

one_kind = pytest.mark.parametrize("database_kind", ["sqlite"])
FIRST = "/organise/campaign?first=1"
WELCOME = "/organise/welcome"
TITLE = "title: {en: A made paper, es: Un papel inventado, fr: Un papier inventé}\n"
COMING = "The documents are being put in. That takes up to a minute;"
NOT_PUT_IN = "The documents could not be put in, and nothing of them is there."
ABOUT = {"en": "A made day.", "es": "Un día inventado.", "fr": "Une journée inventée."}


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """The folder of the one pack there is to choose: packs are looked for where a server runs."""
    folder = tmp_path / "seed" / "made"
    folder.parent.mkdir()
    monkeypatch.chdir(tmp_path)
    return write_pack(
        folder,
        pack=("name: made-pack\n", f"name: made-pack\n{TITLE}"),
        campaign=("default_timezone", f"about: {json.dumps(ABOUT)}\ndefault_timezone"),
    )


def typed(page, **fields):
    """What somebody sends who fills in the campaign's form."""
    known = {**fields_of(page.text), "name": "Ours", "purpose": "", "contact": ""}
    return {**known, "default_timezone": "Europe/Paris", **fields}


def begin(person, **fields):
    return person.client.post(FIRST, data=typed(person.client.get(FIRST), **fields))


def told(person, path=WELCOME):
    return unescape(person.client.get(path).text)


def kept(database):
    """What was chosen and by whom, the jobs that are left, and the memorial's records."""
    chosen = select(JournalEntry.actor_id, JournalEntry.note).where(
        JournalEntry.action == "seed_chosen"
    )
    with database.reading() as db:
        return (
            [tuple(row) for row in db.execute(chosen)],
            [(job.kind, job.payload) for job in db.scalars(select(Job))],
            list(db.scalars(select(Victim.slug))),
        )


def test_the_documents_are_put_in_by_the_worker_and_once(pack, coordinator, database, post):
    page = coordinator.client.get(FIRST)
    for choice in ("A made paper", "Empty. You fill it yourselves."):
        assert f">{choice}</label>" in page.text
    sent = typed(page, begins_with="made-pack")
    for _ in range(2):
        answer = coordinator.client.post(FIRST, data=sent)
        assert (answer.status_code, answer.headers["location"]) == (303, WELCOME)
    chosen = [(coordinator.account_id, "made-pack")]
    assert kept(database) == (chosen, [("seeding", {"pack": "made-pack"})], [])
    assert COMING in told(coordinator)
    assert "begins_with" not in told(coordinator, FIRST)
    post.work()
    assert kept(database) == (chosen, [], ["iris"])
    assert (COMING in told(coordinator), "6 records are there." in told(coordinator)) == (
        False,
        True,
    )
    assert "Iris Madeupname" in coordinator.client.get("/en/memorial/iris").text
    assert begin(coordinator, begins_with="made-pack").status_code == 303
    assert kept(database) == (chosen, [], ["iris"])


@one_kind
def test_what_was_typed_stays_and_the_pack_says_what_was_left_open(
    pack, coordinator, database, post
):
    begin(coordinator, begins_with="made-pack", purpose="Our purpose.")
    post.work()
    with database.reading() as db:
        known = campaign(db)
    assert (known.name, known.purpose, known.about, known.default_timezone) == (
        {"en": "Ours"},
        {"en": "Our purpose."},
        ABOUT,
        "Europe/Paris",
    )


@one_kind
def test_empty_begins_with_nothing_and_one_has_to_choose(pack, coordinator, database, post):
    answer = begin(coordinator)
    assert (answer.status_code, 'href="#begins_with"' in answer.text) == (422, True)
    assert begin(coordinator, begins_with="another").status_code == 422
    assert begin(coordinator, begins_with="-").status_code == 303
    post.work()
    assert kept(database) == ([], [], [])
    assert "records are there" not in told(coordinator)


@one_kind
def test_where_there_are_records_nothing_is_chosen_any_more(
    pack, neighbours, coordinator, database
):
    page = told(coordinator, FIRST)
    assert "begins_with" not in page
    answer = begin(coordinator, begins_with="made-pack")
    assert (answer.status_code, "There are records already." in answer.text) == (409, True)
    assert kept(database)[:2] == ([], [])
    with database.reading() as db:
        assert campaign(db).name == {"en": "Made campaign"}


@one_kind
def test_where_the_server_brought_a_pack_the_page_says_so(pack, coordinator, database, clock):
    with one_write(database, clock=clock) as db:
        apply_pack(db, load_pack(pack), now=clock())
    page = told(coordinator, FIRST)
    assert "This site begins with the documents of its seed pack." in page
    assert "begins_with" not in page


@one_kind
def test_a_pack_with_mistakes_leaves_nothing_and_one_chooses_again(
    pack, coordinator, database, post, settings, clock
):
    place = pack / "places.yaml"
    right = place.read_text("utf-8")
    place.write_text(right.replace("made-city", "Made City"), "utf-8")
    begin(coordinator, begins_with="made-pack")
    post.work()
    assert NOT_PUT_IN in told(coordinator)
    assert NOT_PUT_IN[:-1] in told(coordinator, FIRST)
    assert "Nothing was given up." in told(coordinator, "/organise/mail")
    findings = [finding.sentence for finding in examine(settings, clock=clock)]
    assert "0 jobs wait, 1 were given up: ayni seed PACK says why." in findings
    place.write_text(right, "utf-8")
    assert begin(coordinator, begins_with="made-pack").status_code == 303
    post.work()
    assert (kept(database)[1:], NOT_PUT_IN in told(coordinator)) == (([], ["iris"]), False)


def test_of_eight_who_choose_at_once_all_go_on_and_the_pack_comes_once(pack, coordinator, database):
    sent = typed(coordinator.client.get(FIRST), begins_with="made-pack")
    with ThreadPoolExecutor(8) as threads:
        answers = list(
            threads.map(lambda _: coordinator.client.post(FIRST, data=sent).status_code, range(8))
        )
    assert answers == [303] * 8
    assert kept(database) == (
        [(coordinator.account_id, "made-pack")],
        [("seeding", {"pack": "made-pack"})],
        [],
    )
