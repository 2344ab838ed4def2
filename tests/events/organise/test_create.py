"""Five fields announce a gathering; nothing is public before somebody says so."""

from typing import Any

from sqlalchemy import select

from app.accounts.models import AccountOrganisation
from app.history.models import JournalEntry
from app.organisations.models import Organisation
from tests.fixtures.accounts import Person
from tests.fixtures.reading import lines_of

NEW = "/organise/events/new"
MARCH = {
    "kind": "march",
    "title": "Made march for memory",
    "day": "2026-12-09",
    "starts": "15:00",
    "ends": "18:00",
    "timezone": "America/Lima",
    "begins": "Made Square",
    "finishes": "Made Bridge",
    "caller": "Made Collective",
}


def create(person: Person, **fields: str) -> str:
    """Send the five fields and return the path of the event's home."""
    answer = person.client.post(NEW, data={**MARCH, **fields})
    assert answer.status_code == 303, answer.text
    home, _slash, last = answer.headers["location"].rpartition("/")
    assert last == "preview"
    return home


def test_an_organiser_without_an_organisation_publishes_a_march(
    organiser: Person, client: Any, database: Any
) -> None:
    home = create(organiser)
    assert client.get("/api/v1/events").json()["items"] == []
    assert client.get("/api/v1/organisations").json()["items"] == []
    preview = organiser.client.get(f"{home}/preview")
    assert (preview.status_code, preview.headers["cache-control"]) == (200, "no-store")
    assert "Made Collective" in lines_of(preview.text)
    published = organiser.client.post(f"{home}/publish")
    assert published.headers["location"] == f"{home}/published"
    (item,) = client.get("/api/v1/events?lang=en").json()["items"]
    told = {
        name: item[name]
        for name in ("slug", "kind", "status", "title", "starts_at", "ends_at", "date")
    }
    assert told == {
        "slug": "made-march-for-memory",
        "kind": "march",
        "status": "published",
        "title": "Made march for memory",
        "starts_at": "2026-12-09T15:00:00-05:00",
        "ends_at": "2026-12-09T18:00:00-05:00",
        "date": "2026-12-09",
    }
    assert [(stop["kind"], stop["name"]) for stop in item["route"]] == [
        ("assembly", "Made Square"),
        ("end", "Made Bridge"),
    ]
    assert [(host["name"], host["role"], host["citations"]) for host in item["hosts"]] == [
        ("Made Collective", "calls", [])
    ]
    with database.reading() as db:
        actions = db.scalars(select(JournalEntry.action).order_by(JournalEntry.sequence)).all()
        member_of = db.scalars(select(AccountOrganisation.organisation_id)).all()
        assert member_of == db.scalars(select(Organisation.id)).all()
    assert actions[-4:] == [
        "organisation_saved",
        "event_saved",
        "organisation_saved",
        "event_saved",
    ]
