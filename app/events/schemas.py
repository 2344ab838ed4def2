from pydantic import Field

from app.events.enums import EventKind, EventSort, EventStatus
from app.web.api import ListQuery
from app.web.listing import ListingQuery
from app.web.moments import Day


class EventQuery(ListQuery):
    sort: EventSort = Field(EventSort.DATE, description="The order.")
    kind: EventKind | None = Field(None, description="Only events of this kind.")
    status: EventStatus | None = Field(None, description="Only events that stand so.")
    place: str | None = Field(
        None,
        pattern="^[a-z0-9-]{1,80}$",
        description="Only events at the place with this slug, or at one within it.",
    )
    after: Day | None = Field(None, description="Only events that may go on on this day or later.")
    before: Day | None = Field(
        None, description="Only events that may begin on this day or earlier."
    )


class EventFilter(ListingQuery):
    kind: EventKind | None = None
    place: str | None = Field(None, pattern="^[a-z0-9-]{1,80}$")
    year: int | None = Field(None, ge=1, le=9999)
