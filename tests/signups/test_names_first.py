"""Names are asked for only once a lost password would not lose the list."""

import pytest
from sqlalchemy import delete

from app.accounts.models import AccountOrganisation
from app.signups import queries
from app.signups.enums import LockKind
from app.signups.models import SignUpForm
from tests.fixtures.reading import lines_of
from tests.fixtures.sign_ups import HOST, typed_back, words_on
from tests.signups.test_flow import PAGE

WANTED = {
    "mode": "names",
    "capacity": "30",
    "has_waiting_list": "y",
    "largest_party": "4",
    "purge_days": "9",
    "questions-0-label": "Food?",
    "questions-0-options": "All, No meat",
}
SHEET = "/organise/rescue-sheet"


@pytest.fixture
def organiser(host, sign_in):
    return sign_in("organiser", organisations=(HOST,))


@pytest.fixture
def at(host) -> str:
    return f"/organise/events/{host.event_id}/sign-up"


@pytest.fixture
def wished(organiser, at) -> str:
    """The page to which somebody is led who asks for names without a sheet."""
    assert organiser.client.post(f"{at}/open").status_code == 303
    saved = organiser.client.post(at, data=WANTED)
    assert (saved.status_code, saved.headers["location"]) == (303, f"{at}/names?notice=saved")
    return f"{at}/names"


@pytest.fixture
def stored(host):
    """How the form stands: what it asks, and whether names wait."""

    def look() -> tuple[str, int | None, int, int, bool]:
        with host.reading() as db:
            form = db.get(SignUpForm, host.event_id)
            asked, waits = queries.questions_of(form), form.names_wanted_by is not None
            return form.mode.value, form.capacity, form.purge_days, len(asked), waits

    return look


def write_sheet(person):
    page = person.client.post(f"{SHEET}/words").text
    return person.client.post(SHEET, data=typed_back(page, words_on(page)))


def test_names_wait_for_the_sheet_and_nothing_chosen_is_lost(
    client, organiser, at, wished, stored, host
):
    assert stored() == ("head_count", 30, 9, 0, True)
    assert 'name="name"' not in client.get(PAGE).text
    shown = organiser.client.get(wished)
    assert [line for line in lines_of(shown.text) if line in OFFERS] == OFFERS
    settings = organiser.client.get(at).text
    assert 'value="Food?"' in settings
    assert 'checked id="mode-1"' in settings
    begun = organiser.client.post(f"{SHEET}/words").text
    wrong = {**typed_back(begun, words_on(begun)), "first": "made"}
    assert organiser.client.post(SHEET, data=wrong).status_code == 422
    assert stored() == ("head_count", 30, 9, 0, True)
    written = organiser.client.post(SHEET, data=typed_back(begun, words_on(begun)))
    assert (written.status_code, written.headers["location"]) == (303, f"{at}?notice=names_asked")
    assert stored() == ("names", 30, 9, 1, False)
    assert 'name="name"' in client.get(PAGE).text
    with host.reading() as db:
        locks = [
            lock.kind
            for kind in LockKind
            for _, lock in queries.locks_of(db, account_id=organiser.account_id, kind=kind)
        ]
    assert locks == [LockKind.READER, LockKind.RESCUE]


OFFERS = ["Write a rescue sheet now", "Invite a second person first", "Later"]


def test_a_second_reader_does_as_well(organiser, at, wished, stored, sign_in):
    early = organiser.client.post(wished)
    assert (early.headers["location"], stored()[0]) == (wished, "head_count")
    sign_in("organiser", handle="second", organisations=(HOST,))
    assert "Ask for names now" in organiser.client.get(wished).text
    assert organiser.client.post(wished).headers["location"] == f"{at}?notice=names_asked"
    assert stored() == ("names", 30, 9, 1, False)


def test_who_chooses_heads_after_all_wants_no_names(organiser, at, wished, stored):
    plain = {key: value for key, value in WANTED.items() if not key.startswith("questions")}
    assert organiser.client.post(at, data={**plain, "mode": "head_count"}).status_code == 303
    assert organiser.client.get(wished).headers["location"] == at
    assert write_sheet(organiser).headers["location"] == f"{SHEET}?notice=sheet_written"
    assert stored() == ("head_count", 30, 9, 0, False)


def test_with_a_sheet_names_are_asked_for_at_once(organiser, at, stored):
    write_sheet(organiser)
    saved = organiser.client.post(at, data=WANTED)
    assert (saved.headers["location"], stored()[0]) == (f"{at}?notice=saved", "names")


def test_a_coordinator_who_does_not_read_it_waits_for_its_only_reader(
    coordinator, organiser, at, stored
):
    write_sheet(coordinator)
    saved = coordinator.client.post(at, data=WANTED)
    assert (saved.headers["location"], stored()[0]) == (f"{at}/names?notice=saved", "head_count")
    shown = lines_of(coordinator.client.get(f"{at}/names").text)
    assert (
        "One person alone reads this list: Made organiser. Once they have written their sheet, come"
        " back to this page." in shown
    )
    write_sheet(organiser)
    asked = coordinator.client.post(f"{at}/names")
    assert (asked.headers["location"], stored()[0]) == (f"{at}?notice=names_asked", "names")


def test_who_is_no_longer_of_the_hosts_asks_for_nothing(organiser, wished, stored, host):
    with host.writing() as db:
        db.execute(delete(AccountOrganisation))
    assert write_sheet(organiser).headers["location"] == f"{SHEET}?notice=sheet_written"
    assert stored() == ("head_count", 30, 9, 0, True)
