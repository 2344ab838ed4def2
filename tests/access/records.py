"""Made records of every kind in every state: each bears a word that stands nowhere else."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from app.demands import service as demands
from app.demands.enums import DemandKind
from app.demands.inputs import DemandInput
from app.events import service as events
from app.events.enums import EventKind, EventStatus
from app.events.inputs import EventInput, HostInput
from app.memorial.enums import FigureKind, Harm, IncidentKind, VictimKind
from app.memorial.inputs import FigureInput, IncidentInput, TollInput, VictimInput
from app.memorial.service import figures, incidents, tolls, victims
from app.operations.session import one_write
from app.organisations import service as organisations
from app.organisations.enums import OrganisationKind
from app.organisations.inputs import OrganisationInput
from app.places import service as places
from app.places.enums import PlaceKind
from app.places.inputs import PlaceInput
from app.publishing.enums import ID_PREFIX, PublicKind, RecordStatus
from app.sources import service as sources
from app.sources.enums import Qualifier, SourceKind
from app.sources.inputs import SourceInput
from app.statements import service as statements
from app.statements.enums import StatementKind
from app.statements.inputs import StatementInput
from tests.fixtures.application import START
from tests.fixtures.events import World, cite, neighbourhood

OURS, THEIRS = "o_ours", "o_theirs"
WAS_PUBLIC = {RecordStatus.RESTRICTED, RecordStatus.WITHDRAWN}
SERVICES: dict[PublicKind, Any] = {
    PublicKind.EVENT: events,
    PublicKind.VICTIM: victims,
    PublicKind.INCIDENT: incidents,
    PublicKind.TOLL: tolls,
    PublicKind.FIGURE: figures,
    PublicKind.ORGANISATION: organisations,
    PublicKind.DEMAND: demands,
    PublicKind.STATEMENT: statements,
    PublicKind.SOURCE: sources,
    PublicKind.PLACE: places,
}
EVENTS: dict[str, tuple[EventStatus, RecordStatus]] = {
    # A draft and a proposal are made by the pages that are for them.
    "published": (EventStatus.PUBLISHED, RecordStatus.PUBLISHED),
    "cancelled": (EventStatus.CANCELLED, RecordStatus.PUBLISHED),
    "postponed": (EventStatus.POSTPONED, RecordStatus.PUBLISHED),
    "held": (EventStatus.HELD, RecordStatus.PUBLISHED),
    "over": (EventStatus.PUBLISHED, RecordStatus.PUBLISHED),
    "purged": (EventStatus.PUBLISHED, RecordStatus.PUBLISHED),
    "restricted": (EventStatus.PUBLISHED, RecordStatus.RESTRICTED),
    "withdrawn": (EventStatus.PUBLISHED, RecordStatus.WITHDRAWN),
}
SOON = START + timedelta(days=30)
PAST = START + timedelta(days=1)


def word_of(kind: PublicKind, state: str) -> str:
    return f"zq{kind.value}{state.replace('_', '')}"


def id_of(kind: PublicKind, state: str) -> str:
    """It says nothing: a tombstone tells the id."""
    digest = blake2b(word_of(kind, state).encode(), digest_size=6).hexdigest()
    return f"{ID_PREFIX[kind]}_{digest}"


def slug_of(kind: PublicKind, state: str) -> str:
    return word_of(kind, state)


def write(world: World) -> None:
    """Everything but drafts, proposals and sign-ups; events are all published to begin with."""
    neighbourhood(world)
    _write(world, _first())
    _write(world, _then())


def _write(world: World, wanted: Iterable[tuple[PublicKind, str, Any, RecordStatus]]) -> None:
    """In one transaction, as a seed does."""
    with one_write(world.database, clock=world.clock) as db:
        for kind, record_id, record, status in wanted:
            SERVICES[kind].save(
                db,
                record_id=record_id,
                wanted=record,
                act=world.act,
                now=world.clock(),
                status=status,
            )


def _first() -> Iterator[tuple[PublicKind, str, Any, RecordStatus]]:
    """What ever was public, while it was."""
    public = RecordStatus.PUBLISHED
    for record_id in (OURS, THEIRS):
        name = f"Made {record_id[2:]}"
        yield PublicKind.ORGANISATION, record_id, _organisation(record_id[2:], name), public
    for kind, status, wanted in _wanted():
        if status in WAS_PUBLIC:
            yield kind, id_of(kind, status), wanted, public
    for state in EVENTS:
        yield PublicKind.EVENT, id_of(PublicKind.EVENT, state), event(state), public


def _then() -> Iterator[tuple[PublicKind, str, Any, RecordStatus]]:
    for kind, status, wanted in _wanted():
        yield kind, id_of(kind, status), wanted, status


def settle_events(world: World) -> None:
    """Bring every event into its state."""
    kind = PublicKind.EVENT
    _write(
        world,
        [
            (kind, id_of(kind, state), replace(event(state), status=standing), status)
            for state, (standing, status) in EVENTS.items()
        ],
    )


def event(state: str) -> EventInput:
    start = PAST if state in {"over", "purged", "held"} else SOON
    return EventInput(
        slug=slug_of(PublicKind.EVENT, state),
        kind=EventKind.VIGIL,
        status=EventStatus.PUBLISHED,
        title={"en": word_of(PublicKind.EVENT, state)},
        timezone="Europe/Paris",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        hosts=(HostInput(organisation_id=OURS),),
    )


def _wanted() -> Iterator[tuple[PublicKind, RecordStatus, Any]]:
    for kind in SERVICES.keys() - {PublicKind.EVENT}:
        for status in RecordStatus:
            word = word_of(kind, status)
            yield kind, status, _record(kind, slug_of(kind, status), word)


def _organisation(slug: str, name: str) -> OrganisationInput:
    return OrganisationInput(
        slug=slug,
        name=name,
        name_language="en",
        kind=OrganisationKind.SOLIDARITY,
        citations=(cite(),),
    )


def _record(kind: PublicKind, slug: str, word: str) -> Any:
    text, cited = {"en": word}, (cite(),)
    made = {
        PublicKind.VICTIM: lambda: VictimInput(slug=slug, kind=VictimKind.UNNAMED, title=text),
        PublicKind.INCIDENT: lambda: IncidentInput(slug=slug, kind=IncidentKind.RAID, title=text),
        PublicKind.TOLL: lambda: TollInput(
            slug=slug,
            harm=Harm.INJURED,
            qualifier=Qualifier.EXACTLY,
            figure=3,
            population=text,
            citations=cited,
        ),
        PublicKind.FIGURE: lambda: FigureInput(
            slug=slug,
            kind=FigureKind.POLICE,
            what=text,
            qualifier=Qualifier.EXACTLY,
            figure=3,
            citations=cited,
        ),
        PublicKind.ORGANISATION: lambda: _organisation(slug, word),
        PublicKind.DEMAND: lambda: DemandInput(slug=slug, kind=DemandKind.MOVEMENT, title=text),
        PublicKind.STATEMENT: lambda: StatementInput(
            slug=slug, kind=StatementKind.TESTIMONY, title=text, speaker=text, citations=cited
        ),
        PublicKind.SOURCE: lambda: SourceInput(
            slug=slug, kind=SourceKind.ARTICLE, title=word, title_language="en"
        ),
        PublicKind.PLACE: lambda: PlaceInput(
            slug=slug, kind=PlaceKind.CITY, name=word, citations=cited
        ),
    }
    return made[kind]()
