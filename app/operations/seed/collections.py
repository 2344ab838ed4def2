"""The collections of a pack, in the order in which they can be written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.demands import service as demands
from app.demands.inputs import DemandInput
from app.demands.models import Demand
from app.events import service as events
from app.events.enums import EVENT_VALUES
from app.events.inputs import EventInput
from app.events.models import Event
from app.memorial.enums import INCIDENT_VALUES, VICTIM_VALUES
from app.memorial.inputs import FigureInput, IncidentInput, TollInput, VictimInput
from app.memorial.models import Figure, Incident, Toll, Victim
from app.memorial.service import figures, incidents, tolls, victims
from app.organisations import service as organisations
from app.organisations.inputs import OrganisationInput
from app.organisations.models import Organisation
from app.places import service as places
from app.places.inputs import PlaceInput
from app.places.models import Place
from app.publishing.enums import COLLECTION, PublicKind
from app.sources import service as sources
from app.sources.enums import ValueType
from app.sources.inputs import SourceInput
from app.sources.models import Source
from app.statements import service as statements
from app.statements.enums import STATEMENT_VALUES
from app.statements.inputs import StatementInput
from app.statements.models import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCollection:
    """One file of a pack: what its records are read as, and which service reads and writes them.

    ``service`` has ``read(db, record_id)`` and ``save(db, record_id=…, wanted=…, act=…, now=…)``;
    ``parent`` is the field through which a record rests on another of the same file.
    """

    kind: PublicKind
    input: type[Any]
    model: type[Any]
    service: Any
    values: Mapping[Any, ValueType] = field(default_factory=dict[Any, ValueType])
    parent: str | None = None

    @property
    def file(self) -> str:
        return f"{COLLECTION[self.kind]}.yaml"


COLLECTIONS = (
    PackCollection(kind=PublicKind.SOURCE, input=SourceInput, model=Source, service=sources),
    PackCollection(
        kind=PublicKind.PLACE, input=PlaceInput, model=Place, service=places, parent="parent_id"
    ),
    PackCollection(
        kind=PublicKind.ORGANISATION,
        input=OrganisationInput,
        model=Organisation,
        service=organisations,
    ),
    PackCollection(
        kind=PublicKind.INCIDENT,
        input=IncidentInput,
        model=Incident,
        service=incidents,
        values=INCIDENT_VALUES,
    ),
    PackCollection(
        kind=PublicKind.VICTIM,
        input=VictimInput,
        model=Victim,
        service=victims,
        values=VICTIM_VALUES,
    ),
    PackCollection(
        kind=PublicKind.TOLL, input=TollInput, model=Toll, service=tolls, parent="part_of_id"
    ),
    PackCollection(kind=PublicKind.FIGURE, input=FigureInput, model=Figure, service=figures),
    PackCollection(kind=PublicKind.DEMAND, input=DemandInput, model=Demand, service=demands),
    PackCollection(
        kind=PublicKind.STATEMENT,
        input=StatementInput,
        model=Statement,
        service=statements,
        values=STATEMENT_VALUES,
    ),
    PackCollection(
        kind=PublicKind.EVENT,
        input=EventInput,
        model=Event,
        service=events,
        values=EVENT_VALUES,
    ),
)
