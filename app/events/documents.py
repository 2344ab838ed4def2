"""What the public reads of an event."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, Field

from app.events.enums import EventKind, EventStatus, HostRole, Places, Stage, StopKind, UpdateKind
from app.publishing.documents import Code, Document, Link, Part, parts
from app.sources.documents import CitationPart, ClaimPart


class StopPart(Part):
    """One point of a route, in order."""

    kind: StopKind
    name: str
    place: Link | None
    at: Code | None = Field(description='The time on the wall there: "15:00".')
    note: str | None
    citations: list[CitationPart]
    translations: dict[str, dict[str, Any]] | None


class HostPart(Link):
    """An organisation, and what it has to do with the event."""

    role: HostRole
    citations: list[CitationPart]


class SloganPart(Part):
    """A slogan as a source prints it."""

    text: str
    language: Code
    translation: str | None = Field(description="Ours, where the slogan is in another language.")
    accuses_living_person: bool = Field(description="Shown only as a quotation with its source.")
    citations: list[CitationPart]
    translations: dict[str, dict[str, Any]] | None


class UpdatePart(Part):
    """A short dated notice."""

    kind: UpdateKind
    at: AwareDatetime
    text: str
    language: Code = Field(description="The language the text is in.")
    translations: dict[str, dict[str, Any]] | None


class OnTheDayPart(Part):
    legal_aid: str | None = Field(description="The number to call.")
    first_aid: str | None
    stewards_sign: str | None = Field(description="By what the stewards are known.")
    bring: str | None
    translations: dict[str, dict[str, Any]] | None


class PicturePart(Part):
    """A picture of ours, and what it shows in words."""

    url: str
    width: int = Field(description="In pixels.")
    height: int
    alt: str
    translations: dict[str, dict[str, Any]] | None


class SignUpPart(Part):
    """Whether one can sign up, as it was at the last quarter of an hour."""

    open: bool
    places: Places | None = Field(description="Where they are counted.")
    url: str | None
    count: int | None = Field(
        default=None,
        exclude_if=lambda count: count is None,
        description="How many come, in tens; only where the hosts show it.",
    )


class EventDocument(Document):
    """Something people gather for; where only the day is known there is only `date`."""

    LINE = parts(
        "id url kind title summary date starts_at ends_at timezone status over_at"
        " outcome_documented place.name route.0.name borrowed.title"
    )

    kind: EventKind
    status: EventStatus
    title: str
    summary: str | None
    starts_at: AwareDatetime | None = Field(description="With the offset of its own zone.")
    ends_at: AwareDatetime | None
    timezone: Code = Field(description="An IANA zone.")
    date: Code | None = Field(description="EDTF level 0: the day or days, also of a known time.")
    over_at: AwareDatetime | None = Field(
        description="When it counts as past: its end, else midnight there after its last day."
    )
    outcome_documented: bool = Field(
        description="Whether a source tells what came of it; if not, it was only announced."
    )
    place: Link | None
    route: list[StopPart]
    step_free_route: str | None
    online_url: str | None
    hosts: list[HostPart]
    languages: list[Code] = Field(  # pyright: ignore[reportIncompatibleVariableOverride] -- the contract's name
        description="Languages spoken there."
    )
    borrowed: dict[str, str] | None = Field(
        description="Text fields that are shown in another language than asked, and which;"
        " those of a part by its place: `route.0.name`."
    )
    access: str | None
    on_the_day: OnTheDayPart
    updates: list[UpdatePart] = Field(description="The latest first.")
    sign_up: SignUpPart
    demands: list[Link]
    remembers: list[Link] = Field(description="The people it is in memory of.")
    incidents: list[Link] = Field(description="What happened at it.")
    slogans: list[SloganPart]
    picture: PicturePart | None
    series: Code | None = Field(description="The same for all occurrences of what repeats.")
    claims: list[ClaimPart]
    citations: list[CitationPart]


def stage_of(event: Mapping[str, Any], now: datetime) -> Stage:
    """What to say of a stored event's state at a moment.

    A published one that is over was only announced, unless a source tells what came of it.
    """
    if event["status"] != EventStatus.PUBLISHED or not is_over(event, now):
        return Stage(event["status"])
    return Stage.DOCUMENTED if event["outcome_documented"] else Stage.UNDOCUMENTED


def is_over(event: Mapping[str, Any], now: datetime) -> bool:
    """Whether a stored event is past; one without a date is."""
    return event["over_at"] is None or datetime.fromisoformat(event["over_at"]) <= now
