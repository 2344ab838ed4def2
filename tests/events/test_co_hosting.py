"""Two organisations host one event: one asks, the other agrees."""

import pytest
from sqlalchemy import select

from app.history.models import JournalEntry
from app.organisations import service as organisations
from app.organisations.enums import OrganisationKind
from app.organisations.inputs import OrganisationInput
from tests.fixtures.events import cite, made_march, read_main


@pytest.fixture
def march(world, neighbours):
    other = OrganisationInput(
        slug="made-choir",
        name="Made Choir",
        name_language="en",
        kind=OrganisationKind.TRADE_UNION,
        citations=(cite(),),
    )
    world.write(organisations, "o_choir", other)
    return world.event(made_march(hosts=made_march().hosts[:1]))


@pytest.fixture
def host(march, sign_in):
    return sign_in("organiser", organisations=("o_made",))


@pytest.fixture
def choir(march, sign_in):
    return sign_in("organiser", handle="choir", organisations=("o_choir",))


def hosts(client) -> list[str]:
    client.cookies.set("made", "1")  # past the page cache
    found = client.get("/api/v1/events/made-march?lang=en").json()
    return [host["name"] for host in found["hosts"]]


def ask(host, march):
    return host.client.post(
        f"/organise/events/{march}/co-hosts", data={"organisation_id": "o_choir"}
    )


def test_who_agrees_hosts_and_may_edit(march, host, choir, client, world):
    path = f"/organise/events/{march}/co-hosts"
    assert choir.client.get(path).status_code == 404
    assert ask(host, march).headers["location"] == f"{path}?notice=asked"
    assert hosts(client) == ["Made Union"]
    text = read_main(host.client.get(path).text)[0]
    assert text[text.index("Asked, no answer yet") + 1] == "Made Choir"
    text, links = read_main(choir.client.get("/organise/events").text)
    assert "1 organisation asks you to host an event with it" in text
    assert "/organise/hosting" in links
    text = read_main(choir.client.get("/organise/hosting").text)[0]
    assert "Made march" in text
    assert any(line.startswith("Made Union ask Made Choir to host this too.") for line in text)
    answer = choir.client.post(f"/organise/hosting/{march}/o_choir", data={"do": "agree"})
    assert answer.headers["location"] == f"/organise/events/{march}?notice=saved"
    assert hosts(client) == ["Made Union", "Made Choir"]
    assert choir.client.get(path).status_code == 200
    with world.database.reading() as db:
        actions = select(JournalEntry.action).where(JournalEntry.record_id == march)
        assert list(db.scalars(actions)) == ["event_saved", "co_host_asked", "co_host_agreed"]


def test_who_declines_stays_out(march, host, choir, client):
    ask(host, march)
    answer = choir.client.post(f"/organise/hosting/{march}/o_choir", data={"do": "decline"})
    assert answer.headers["location"] == "/organise/hosting?notice=saved"
    assert hosts(client) == ["Made Union"]
    assert choir.client.get(f"/organise/events/{march}/co-hosts").status_code == 404
    late = choir.client.post(f"/organise/hosting/{march}/o_choir", data={"do": "agree"})
    assert late.status_code == 404


def test_a_question_can_be_taken_back(march, host, choir):
    ask(host, march)
    path = f"/organise/events/{march}/co-hosts"
    assert host.client.post(f"{path}/o_choir").headers["location"] == f"{path}?notice=saved"
    late = choir.client.post(f"/organise/hosting/{march}/o_choir", data={"do": "agree"})
    assert late.status_code == 404
    assert host.client.post(f"{path}/o_choir").status_code == 404


def test_nobody_answers_for_others_nor_asks_twice(march, host, choir, client):
    ask(host, march)
    assert ask(host, march).headers["location"] == f"/organise/events/{march}/co-hosts"
    foreign = host.client.post(f"/organise/hosting/{march}/o_choir", data={"do": "agree"})
    assert foreign.status_code == 404
    path = f"/organise/events/{march}/co-hosts"
    for organisation_id in ("o_nothing", "", "o_made"):
        answer = host.client.post(path, data={"organisation_id": organisation_id})
        assert answer.status_code in {303, 422}
    assert hosts(client) == ["Made Union"]
