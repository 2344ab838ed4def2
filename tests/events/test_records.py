"""Writing events: what is written is read back, and what cannot stand is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.events import service
from app.events.enums import EventStatus, HostRole, StopKind
from app.events.inputs import HostInput, SloganInput
from app.events.models import (
    Event,
    EventClaim,
    EventDemand,
    EventHost,
    EventIncident,
    EventRemembrance,
    EventStop,
    PublishedEvent,
)
from app.history.models import JournalEntry
from app.kit.dates import PartialDate
from app.kit.errors import Invalid
from app.organisations.models import Organisation
from app.publishing.enums import PublicKind, RecordStatus
from app.publishing.models import Reference
from app.sources.inputs import ClaimInput
from tests.fixtures.application import TestClock
from tests.fixtures.events import PARIS, World, cite, made_march, plain_event

MARCH = "e_made0march"


@pytest.mark.usefixtures("neighbours")
def test_an_event_is_read_as_it_was_written(world: World) -> None:
    march = made_march()
    world.event(march)
    with world.database.reading() as db:
        assert service.read(db, MARCH) == march
        assert service.read(db, "e_nothing") is None


def test_a_small_event_is_read_as_it_was_written(world: World) -> None:
    small = plain_event(
        "small", date=PartialDate.parse("2026-11"), online_url="https://made.test/x"
    )
    record_id = world.event(small)
    with world.database.reading() as db:
        assert service.read(db, record_id) == small


@pytest.mark.usefixtures("neighbours")
def test_writing_the_same_again_changes_nothing(world: World, clock: TestClock) -> None:
    world.event(made_march())
    clock.advance(hours=1)
    same_moment = datetime(2026, 11, 29, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert world.write(service, MARCH, made_march(starts_at=same_moment)) is False
    with world.database.reading() as db:
        actions = db.scalars(select(JournalEntry.action).where(JournalEntry.kind == "event")).all()
        versions = db.scalars(select(PublishedEvent.version)).all()
    assert actions == ["event_saved"]
    assert versions == [1, 1, 1, 1]


@pytest.mark.usefixtures("neighbours")
def test_every_change_counts_the_version_and_keeps_one_journal_row(world: World) -> None:
    world.event(made_march())
    assert world.write(service, MARCH, made_march(status=EventStatus.CANCELLED, hosts=())) is True
    with world.database.reading() as db:
        actions = db.scalars(select(JournalEntry.action).where(JournalEntry.kind == "event")).all()
        versions = db.scalars(select(PublishedEvent.version)).all()
        hosts = db.scalars(select(EventHost.id)).all()
    assert actions == ["event_saved", "event_saved"]
    assert versions == [2, 2, 2, 2]
    assert hosts == []


@pytest.mark.usefixtures("neighbours")
def test_moments_are_kept_in_utc_and_on_the_wall(world: World) -> None:
    world.event(made_march())
    with world.database.reading() as db:
        kept = db.execute(
            select(Event.starts_at, Event.starts_wall, Event.ends_at, Event.ends_wall)
        ).one()
    assert tuple(kept) == (
        datetime(2026, 11, 29, 14, 0, tzinfo=UTC),
        "2026-11-29T15:00:00",
        datetime(2026, 11, 29, 17, 0, tzinfo=UTC),
        "2026-11-29T18:00:00",
    )


@pytest.mark.usefixtures("neighbours")
def test_other_records_find_the_event_by_the_role_they_have_in_it(world: World) -> None:
    world.event(made_march())
    with world.database.reading() as db:
        named = db.execute(
            select(Reference.to_kind, Reference.to_id, Reference.role).where(
                Reference.from_kind == PublicKind.EVENT
            )
        ).all()
    assert sorted(tuple(row) for row in named) == [
        (PublicKind.DEMAND, "d_made", "demand"),
        (PublicKind.INCIDENT, "i_made", "incident"),
        (PublicKind.ORGANISATION, "o_made", "host"),
        (PublicKind.PLACE, "pl_city", "place"),
        (PublicKind.PLACE, "pl_square", "place"),
        (PublicKind.SOURCE, "so_made", "source"),
        (PublicKind.VICTIM, "v_made", "remembers"),
    ]


FAULTY: dict[str, tuple[dict[str, Any], str]] = {
    "a zone nobody knows": ({"timezone": "Made/Zone"}, "timezone_unknown"),
    "a zone that is a path": ({"timezone": "../../etc/passwd"}, "timezone_unknown"),
    "a zone that is a folder": ({"timezone": "Europe"}, "timezone_unknown"),
    "no zone": ({"timezone": ""}, "timezone_unknown"),
    "a time without offset": (
        {"starts_at": datetime(2026, 11, 29, 15, 0)},  # noqa: DTZ001 -- the fault itself
        "time_without_offset",
    ),
    "an end before the start": (
        {
            "starts_at": datetime(2026, 11, 29, 15, 0, tzinfo=PARIS),
            "ends_at": datetime(2026, 11, 29, 14, 59, tzinfo=PARIS),
        },
        "ends_before_it_starts",
    ),
    "an end without a start": (
        {"ends_at": datetime(2026, 11, 29, 15, 0, tzinfo=PARIS)},
        "ends_before_it_starts",
    ),
    "a year beyond all calendars": (
        {"starts_at": datetime(9998, 12, 30, 15, 0, tzinfo=PARIS)},
        "year_out_of_reach",
    ),
    "another date than the time's": (
        {
            "starts_at": datetime(2026, 11, 29, 15, 0, tzinfo=PARIS),
            "date": PartialDate.parse("2026-11-30"),
        },
        "date_contradicted",
    ),
    "a link that is a script": ({"online_url": "javascript:alert(1)"}, "link_not_http"),
    "an accusation without a source": (
        {"slogans": (SloganInput(text="Made", language="en", accuses_living_person=True),)},
        "slogan_without_source",
    ),
    "a claim for no field": (
        {"claims": (ClaimInput(key="x-1", field="colour", value="red", citations=(cite(),)),)},
        "claim_faulty",
    ),
}


@pytest.mark.usefixtures("neighbours")
@pytest.mark.parametrize("fault", FAULTY)
def test_what_cannot_stand_is_refused_and_nothing_is_written(world: World, fault: str) -> None:
    changes, code = FAULTY[fault]
    with pytest.raises(Invalid) as refusal:
        world.event(plain_event("faulty", **changes))
    with world.database.reading() as db:
        written = db.scalars(select(Event.id)).all()
    assert refusal.value.code == code
    assert written == []


def test_a_date_beside_a_time_may_say_the_same(world: World) -> None:
    start = datetime(2026, 11, 29, 23, 0, tzinfo=ZoneInfo("America/Lima"))
    wanted = plain_event(
        "same-day",
        timezone="America/Lima",
        starts_at=start,
        date=PartialDate.parse("2026-11-29"),
    )
    record_id = world.event(wanted)
    with world.database.reading() as db:
        assert service.read(db, record_id) == wanted


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.PROPOSED])
def test_an_event_that_becomes_a_draft_again_is_gone_from_the_public(
    world: World, status: EventStatus
) -> None:
    public = plain_event("wavering")
    record_id = world.event(public)
    world.write(service, record_id, replace(public, status=status))
    with world.database.reading() as db:
        assert db.scalars(select(PublishedEvent.id)).all() == []
        assert service.read(db, record_id) == replace(public, status=status)


def test_a_restricted_record_is_not_public_whatever_its_status(world: World) -> None:
    record_id = world.event(plain_event("restricted"), status=RecordStatus.RESTRICTED)
    with world.database.reading() as db:
        assert db.scalars(select(PublishedEvent.id)).all() == []
        assert db.scalars(select(Event.id)).all() == [record_id]


BROKEN: dict[str, Any] = {
    "an end before the start": lambda: update(Event).values(
        ends_at=datetime(2026, 11, 29, 13, 0, tzinfo=UTC)
    ),
    "an end without a start": lambda: update(Event).values(starts_at=None, starts_wall=None),
    "a start without its wall time": lambda: update(Event).values(starts_wall=None),
    "an end without its wall time": lambda: update(Event).values(ends_wall=None),
    "a link that is a script": lambda: update(Event).values(online_url="javascript:alert(1)"),
    "a host twice in one role": lambda: insert(EventHost).values(
        event_id=MARCH, position=9, organisation_id="o_made", role=HostRole.HOST
    ),
    "two stops at one point": lambda: insert(EventStop).values(
        event_id=MARCH, position=0, kind=StopKind.END, name={"en": "Made"}
    ),
    "a demand that is none": lambda: insert(EventDemand).values(
        event_id=MARCH, demand_id="d_none", position=9
    ),
    "a person that is none": lambda: insert(EventRemembrance).values(
        event_id=MARCH, victim_id="v_none", position=9
    ),
    "an incident that is none": lambda: insert(EventIncident).values(
        event_id=MARCH, incident_id="i_none", position=9
    ),
    "two values shown for one field": lambda: (
        update(EventClaim).where(EventClaim.field == "name").values(shown=True)
    ),
    "a host that is deleted": lambda: delete(Organisation).where(Organisation.id == "o_made"),
}


@pytest.mark.usefixtures("neighbours")
@pytest.mark.parametrize("fault", BROKEN)
def test_the_database_itself_refuses(world: World, fault: str) -> None:
    world.event(made_march())
    with world.database.writing() as db, pytest.raises(IntegrityError):
        db.execute(BROKEN[fault]())


@pytest.mark.usefixtures("neighbours")
def test_links_to_what_is_not_public_are_left_out(world: World) -> None:
    world.event(made_march(hosts=(HostInput(organisation_id="o_made"),)))
    from app.organisations import service as organisations

    with world.database.reading() as db:
        union = organisations.read(db, "o_made")
    world.write(organisations, "o_made", union, status=RecordStatus.WITHDRAWN)
    with world.database.reading() as db:
        body = db.scalars(select(PublishedEvent.body).where(PublishedEvent.lang == "en")).one()
    assert b'"hosts":[]' in body
    assert b"Made Union" not in body
