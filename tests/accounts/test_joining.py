"""One-use links: the set-up, invitations, new passwords."""

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from tests.accounts.conftest import NEW, at_once, joining, link_in
from tests.fixtures.accounts import PASSWORD

one_kind = pytest.mark.parametrize("database_kind", ["sqlite"])


def handles(database):
    with database.reading() as db:
        return sorted(db.scalars(select(Account.handle)))


def test_the_first_hour_begins_with_the_printed_link(browser_of, set_up_link, database, journal):
    client = browser_of(headers={"accept-language": "en"})
    assert client.get(set_up_link).status_code == 200
    joined = client.post(set_up_link, data=joining("wayra", name="Wayra"))
    assert joined.headers["location"] == "/organise/campaign?first=1"
    seen = client.get("/organise/campaign?first=1").text.split('name="seen"')[1].split('"')[3]
    saved = client.post(
        "/organise/campaign?first=1",
        data={
            "seen": seen,
            "name": "Made campaign",
            "purpose": "A purpose.",
            "contact": "",
            "data_controller": "",
            "default_language": "en",
            "default_timezone": "Europe/Paris",
            "begins_with": "-",
        },
    )
    assert saved.headers["location"] == "/organise/welcome"
    welcome = client.get("/organise/welcome").text
    for path in ("/organise/events/new", "/en/memorial", "/organise/people/invite"):
        assert f'href="{path}"' in welcome
    assert "Made campaign" in browser_of().get("/en/").text
    assert client.get(set_up_link).status_code == 404
    assert handles(database) == ["wayra"]
    assert journal() == [
        ("operator", "invited", "invitation"),
        ("coordinator", "account_created", "account"),
        ("coordinator", "signed_in", "session"),
        ("coordinator", "campaign_saved", "campaign"),
    ]


@one_kind
def test_a_restart_prints_another_link_and_ends_the_first(client, settings, set_up_link):
    from app.operations import people

    second = people.set_up_link(settings).removeprefix(settings.canonical_base)
    assert client.get(set_up_link).status_code == 404
    assert client.post(second, data=joining("wayra")).status_code == 303
    assert people.set_up_link(settings) is None


@one_kind
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"handle": "no"}, "3 to 40 letters or digits"),
        ({"handle": "wayra@example.org"}, "3 to 40 letters or digits"),
        ({"new_password": "short", "again": "short"}, "At least 12 characters"),
        ({"new_password": "I am wayra of Lima", "again": "I am wayra of Lima"}, "The handle must"),
        ({"new_password": "aaaaaaaaaaaaaaaa", "again": "aaaaaaaaaaaaaaaa"}, "guessed within"),
        ({"again": "something else"}, "Both must be the same"),
        ({"language": "ru"}, "Not a valid choice"),
    ],
)
def test_what_does_not_do_is_told_by_its_field(browser_of, set_up_link, database, typed, sentence):
    client = browser_of(headers={"accept-language": "en"})
    answer = client.post(set_up_link, data=joining("wayra", name="Wayra of Lima") | typed)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert 'value="Wayra of Lima"' in answer.text
    assert 'href="#' in answer.text
    assert NEW not in answer.text
    assert handles(database) == []


@pytest.mark.parametrize("number", [20])
def test_of_twenty_who_open_one_invitation_at_once_one_comes_in(
    browser_of, invitation, database, number
):
    link = invitation()
    browsers = [browser_of() for _ in range(number)]
    answers = at_once(
        number, lambda index: browsers[index].post(link, data=joining(f"somebody{index}"))
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [303] + [404] * (number - 1)
    assert len(handles(database)) == 2


def test_a_handle_that_is_taken_leaves_the_link_open(browser_of, invitation):
    link = invitation()
    client = browser_of(headers={"accept-language": "en"})
    taken = client.post(link, data=joining("Inviter"))
    assert (taken.status_code, "Somebody here has this handle" in taken.text) == (422, True)
    assert client.post(link, data=joining("another")).status_code == 303


@one_kind
def test_an_invitation_gives_its_role_and_organisations_and_nothing_else(
    browser_of, invitation, sign_in
):
    client = browser_of(headers={"accept-language": "en"})
    link = invitation("steward")
    assert client.post(link, data=joining("door", role="coordinator")).status_code == 422
    assert client.post(link, data=joining("door")).status_code == 303
    assert client.get("/organise/people").status_code == 403


@one_kind
def test_links_that_do_not_hold_are_all_answered_alike(
    client, clock, invitation, coordinator, organiser
):
    used, expired, revoked = invitation(), invitation(), invitation()
    client.post(used, data=joining("firstone"))
    client.cookies.clear()
    page = coordinator.client.get("/organise/people").text
    for identifier in page.split("/organise/invitations/")[1:]:
        coordinator.client.post(f"/organise/invitations/{identifier.split('/')[0]}/revoke")
    renewed = coordinator.client.post(f"/organise/people/{organiser.account_id}/new-password")
    password_link = link_in(renewed.text)
    made_up = "/organise/invitation/" + "A" * 43
    foreign = password_link.replace("new-password", "invitation")
    as_set_up = password_link.replace("new-password", "set-up")
    clock.advance(days=4)
    links = [used, expired, revoked, made_up, foreign, as_set_up, password_link]
    links += ["/organise/invitation/x", "/organise/new-password/" + used.split("/")[-1]]
    assert {(client.get(link).status_code, client.get(link).text) for link in links} == {
        (404, client.get(made_up).text)
    }
    assert {client.post(link, data=joining("late")).status_code for link in links} == {404}


@one_kind
def test_following_a_link_a_hundred_times_uses_nothing(client, invitation, journal):
    link = invitation()
    before = journal()
    for _ in range(50):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert journal() == before
    assert client.post(link, data=joining("late")).status_code == 303


def test_a_new_password_is_a_new_key_and_ends_the_old_one(
    client, browser_of, coordinator, organiser, database, journal
):
    with database.reading() as db:
        before = db.get(Account, organiser.account_id).public_key
    path = f"/organise/people/{organiser.account_id}/new-password"
    assert coordinator.client.get(path).status_code == 200
    link = link_in(coordinator.client.post(path).text)
    assert organiser.client.get("/organise").status_code == 303
    typed = {"handle": "organiser", "password": PASSWORD}
    assert client.post("/organise/sign-in", data=typed).status_code == 422
    chosen = {"handle": "organiser", "new_password": NEW, "again": NEW}
    other = browser_of()
    assert other.post(link, data={**chosen, "handle": "coordinator"}).status_code == 422
    assert other.post(link, data=chosen).status_code == 303
    assert other.get("/organise").status_code == 200
    assert client.post("/organise/sign-in", data={**typed, "password": NEW}).status_code == 303
    with database.reading() as db:
        assert db.get(Account, organiser.account_id).public_key != before
    assert [row[1] for row in journal()][-4:] == [
        "password_ended",
        "password_renewed",
        "signed_in",
        "signed_in",
    ]
