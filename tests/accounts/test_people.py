"""Who may do what to whom, and what ends when somebody leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.enums import AccountRole, InvitationPurpose, Permission
from app.accounts.inputs import NewInvitation
from app.accounts.models import (
    Account,
    AccountOrganisation,
    AccountSession,
    Invitation,
    RecoveryCode,
)
from app.accounts.pages import campaign, factor, joining, mine, people, person, signing
from app.accounts.pages import journal as journal_pages
from app.accounts.policy import PERMISSIONS
from app.accounts.service import invitations
from app.accounts.service.invitations import OrganisationNotTheirs, RoleNotTheirs
from app.history.enums import Role
from app.history.inputs import Act
from app.kit.errors import Fault
from app.operations.session import one_write
from app.site.pages import overview
from tests.accounts.conftest import at_once, link_in
from tests.accounts.test_second_factor import turn_on
from tests.fixtures.reading import links_of

one_kind = pytest.mark.parametrize("database_kind", ["sqlite"])
MODULES = (
    campaign,
    factor,
    joining,
    journal_pages,
    mine,
    overview,
    people,
    person,
    signing,
)
ROUTES = sorted(
    (method, route.path)
    for module in MODULES
    for route in module.router.routes
    for method in route.methods
)
FOR_A_STEWARD = {
    ("GET", "/organise"): 200,
    ("GET", "/organise/account"): 200,
    ("GET", "/organise/account/password"): 200,
    ("GET", "/organise/account/second-factor"): 200,
    ("GET", "/organise/campaign"): 403,
    ("GET", "/organise/confirm-password"): 200,
    ("GET", "/organise/invitation/{token}"): 404,
    ("GET", "/organise/journal"): 403,
    ("GET", "/organise/new-password/{token}"): 404,
    ("GET", "/organise/people"): 403,
    ("GET", "/organise/people/invite"): 403,
    ("GET", "/organise/people/{account_id}"): 403,
    ("GET", "/organise/people/{account_id}/new-password"): 403,
    ("GET", "/organise/people/{account_id}/remove"): 403,
    ("GET", "/organise/people/{account_id}/role"): 403,
    ("GET", "/organise/set-up/{token}"): 404,
    ("GET", "/organise/sign-in"): 200,
    ("GET", "/organise/sign-in/code"): 303,
    ("GET", "/organise/welcome"): 403,
    ("POST", "/organise/account"): 422,
    ("POST", "/organise/account/password"): 422,
    ("POST", "/organise/account/second-factor"): 422,
    ("POST", "/organise/account/second-factor/codes"): 409,
    ("POST", "/organise/account/second-factor/off"): 409,
    ("POST", "/organise/account/sessions/end"): 303,
    ("POST", "/organise/account/sessions/{session_id}/end"): 404,
    ("POST", "/organise/campaign"): 403,
    ("POST", "/organise/confirm-password"): 422,
    ("POST", "/organise/invitation/{token}"): 404,
    ("POST", "/organise/invitations/{invitation_id}/revoke"): 403,
    ("POST", "/organise/new-password/{token}"): 404,
    ("POST", "/organise/people/invite"): 403,
    ("POST", "/organise/people/{account_id}/new-password"): 403,
    ("POST", "/organise/people/{account_id}/remove"): 403,
    ("POST", "/organise/people/{account_id}/role"): 403,
    ("POST", "/organise/people/{account_id}/sessions/end"): 403,
    ("POST", "/organise/set-up/{token}"): 404,
    ("POST", "/organise/sign-in"): 422,
    ("POST", "/organise/sign-in/code"): 303,
}


def ask(browser, method, path, coordinator):
    filled = (
        path.replace("{account_id}", coordinator.account_id)
        .replace("{session_id}", coordinator.session_id)
        .replace("{token}", "A" * 43)
        .replace("{invitation_id}", "inv_000000000000")
    )
    return browser.request(method, filled, data={"x": "y"} if method == "POST" else None)


@one_kind
def test_the_lowest_role_tries_every_route(sign_in, coordinator, journal):
    steward = sign_in("steward")
    before = journal()
    answers = {
        route: ask(steward.client, *route, coordinator).status_code
        for route in ROUTES
        if route != ("POST", "/organise/sign-out")
    }
    assert answers == FOR_A_STEWARD
    assert [row[1] for row in journal()[len(before) :]] == ["sessions_ended"]


@one_kind
def test_nobody_signed_in_changes_nothing_and_reads_nothing(browser_of, coordinator, journal):
    before, browser = journal(), browser_of()
    statuses = {route: ask(browser, *route, coordinator).status_code for route in ROUTES}
    assert {route for route, status in statuses.items() if status == 200} == {
        ("GET", "/organise/sign-in")
    }
    assert journal() == before


@one_kind
def test_reading_changes_nothing(coordinator, journal):
    before = journal()
    for method, path in ROUTES:
        if method == "GET":
            ask(coordinator.client, "GET", path, coordinator)
            ask(coordinator.client, "HEAD", path, coordinator)
    assert journal() == before


def test_removing_somebody_ends_everything_of_theirs(
    sign_in, coordinator, clock, database, browser_of, journal
):
    leaving = sign_in("coordinator", handle="leaving", organisations=("o_madeupbytest",))
    turn_on(leaving, clock)
    made = leaving.client.post("/organise/people/invite", data={"role": "steward", "days": "7"})
    link = link_in(made.text)
    path = f"/organise/people/{leaving.account_id}/remove"
    assert coordinator.client.get(path).status_code == 200
    assert coordinator.client.post(path).headers["location"] == "/organise/people?notice=removed"
    assert leaving.client.get("/organise").status_code == 303
    assert browser_of().get(link).status_code == 404
    with database.reading() as db:
        left = {
            table.__name__: db.scalar(select(func.count()).select_from(table))
            for table in (Account, AccountOrganisation, AccountSession, Invitation, RecoveryCode)
        }
    assert left == {
        "Account": 1,
        "AccountOrganisation": 0,
        "AccountSession": 1,
        "Invitation": 0,
        "RecoveryCode": 0,
    }
    assert journal()[-1] == ("coordinator", "account_removed", "account")
    page = coordinator.client.get("/organise/journal").text
    assert "leaving" not in page
    assert "a coordinator" in page


def test_somebody_stays_coordinator(sign_in, coordinator, database):
    """Of two who remove each other at once, one remains."""
    pair = [coordinator, sign_in("coordinator", handle="second")]
    answers = at_once(
        2,
        lambda index: pair[index].client.post(
            f"/organise/people/{pair[1 - index].account_id}/remove"
        ),
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses in ([303, 403], [303, 404], [303, 409])
    with database.reading() as db:
        remaining = db.scalars(select(Account.id)).all()
    assert len(remaining) == 1
    last = next(one for one in pair if one.account_id == remaining[0])
    for what in ("remove", "new-password"):
        answer = last.client.post(f"/organise/people/{last.account_id}/{what}")
        assert answer.status_code == 409
    role = last.client.post(f"/organise/people/{last.account_id}/role", data={"role": "steward"})
    assert role.status_code == 422


@one_kind
def test_a_colleague_ends_the_sessions_of_a_lost_phone(coordinator, organiser, journal):
    page = coordinator.client.get(f"/organise/people/{organiser.account_id}").text
    assert "Sign out everywhere" in page
    ended = coordinator.client.post(f"/organise/people/{organiser.account_id}/sessions/end")
    assert ended.status_code == 303
    assert organiser.client.get("/organise").status_code == 303
    assert journal()[-1] == ("coordinator", "sessions_ended", "account")


@one_kind
@pytest.mark.parametrize(
    "others", [{"role": "coordinator"}, {"organisations": "o_ofsomebodys"}, {}]
)
def test_an_organiser_invites_into_their_own_organisations_only(neighbours, sign_in, others):
    path, wanted = "/organise/people/invite", {"role": "steward", "days": "3"}
    organiser = sign_in("organiser", organisations=("o_made",))
    answer = organiser.client.post(path, data=wanted | others)
    assert (answer.status_code, 'href="#' in answer.text) == (422, True)
    answer = organiser.client.post(path, data=wanted | {"organisations": "o_made"})
    assert "/organise/invitation/" in answer.text


@one_kind
@pytest.mark.parametrize(
    ("inviter", "role", "organisations", "refused"),
    [
        ("organiser", "steward", ("o_made",), None),
        ("organiser", "steward", (), OrganisationNotTheirs),
        ("organiser", "steward", ("o_theirs",), OrganisationNotTheirs),
        ("organiser", "organiser", ("o_made", "o_theirs"), OrganisationNotTheirs),
        ("organiser", "coordinator", ("o_made",), RoleNotTheirs),
        ("steward", "steward", ("o_made",), RoleNotTheirs),
        ("coordinator", "coordinator", (), None),
        ("coordinator", "steward", ("o_theirs",), None),
        (None, "organiser", (), None),
    ],
)
def test_whoever_asks_the_service_is_held_to_the_same(
    neighbours, sign_in, database, clock, inviter, role, organisations, refused
):
    """As the form is; nobody has to have looked before. The server's operator invites whomever."""
    person = inviter and sign_in(inviter, organisations=("o_made",))
    wanted = NewInvitation(
        purpose=InvitationPurpose.INVITE,
        role=AccountRole(role),
        lasts=timedelta(days=3),
        organisation_ids=organisations,
        invited_by=person and person.account_id,
    )
    met = None
    try:
        with one_write(database, clock=clock) as db:
            invitations.invite(db, wanted, act=Act(role=Role.ORGANISER), now=clock())
    except Fault as fault:
        met = type(fault)
    with database.reading() as db:
        made = db.scalar(select(func.count()).select_from(Invitation))
    assert (met, made) == (refused, 0 if refused else 1)


@one_kind
def test_an_organiser_of_no_organisation_is_told_how_to_have_one(organiser, coordinator):
    path, sent = "/organise/people/invite", {"role": "organiser", "days": "3"}
    answers = [organiser.client.get(path), organiser.client.post(path, data=sent)]
    assert [answer.status_code for answer in answers] == [200, 422]
    for answer in answers:
        assert [link for link in links_of(answer.text) if "new" in link[0]] == [
            ("/organise/events/new", "Announce a gathering")
        ]
        assert "<form" not in answer.text.partition("<h1")[2].partition("</main>")[0]
    answer = coordinator.client.post(path, data=sent)
    assert "/organise/invitation/" in answer.text


@one_kind
def test_an_organiser_takes_back_only_their_own_links(coordinator, organiser, database):
    coordinator.client.post("/organise/people/invite", data={"role": "steward", "days": "3"})
    with database.reading() as db:
        foreign = db.scalar(select(Invitation.id))
    path = f"/organise/invitations/{foreign}/revoke"
    assert organiser.client.post(path).status_code == 404
    assert coordinator.client.post(path).headers["location"] == "/organise/people?notice=revoked"
    assert coordinator.client.post(path).status_code == 404


@one_kind
def test_a_role_is_changed_and_holds_at_once(coordinator, sign_in, journal):
    steward = sign_in("steward")
    path = f"/organise/people/{steward.account_id}/role"
    assert coordinator.client.get(path).status_code == 200
    changed = coordinator.client.post(path, data={"role": "organiser"})
    assert changed.status_code == 303
    assert steward.client.get("/organise/people").status_code == 200
    assert coordinator.client.post(path, data={"role": "organiser"}).status_code == 303
    assert [row[1] for row in journal()].count("role_changed") == 1
    assert coordinator.client.post(path, data={"role": "seed"}).status_code == 422


def test_every_role_has_its_row_and_nobody_but_coordinators_manages():
    assert set(PERMISSIONS) == set(AccountRole)
    managing = {
        Permission.ACCOUNTS_MANAGE,
        Permission.CAMPAIGN_EDIT,
        Permission.MAILBOX_READ,
    }
    assert {role for role, held in PERMISSIONS.items() if held & managing} == {
        AccountRole.COORDINATOR
    }


@one_kind
def test_two_who_edit_the_campaign_see_each_others_words(coordinator, database):
    first = coordinator.client.get("/organise/campaign").text
    seen = first.split('name="seen"')[1].split('"')[3]
    typed = {
        "seen": seen,
        "name": "Ours",
        "purpose": "",
        "contact": "",
        "data_controller": "",
        "default_language": "es",
        "default_timezone": "UTC",
    }
    assert coordinator.client.post("/organise/campaign", data=typed).status_code == 303
    conflict = coordinator.client.post("/organise/campaign", data={**typed, "name": "Theirs"})
    assert conflict.status_code == 409
    assert "Ours" in conflict.text
    assert 'value="Theirs"' in conflict.text
    again = conflict.text.split('name="seen"')[1].split('"')[3]
    kept = coordinator.client.post(
        "/organise/campaign", data={**typed, "name": "Theirs", "seen": again}
    )
    assert kept.status_code == 303
