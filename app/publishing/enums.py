from enum import StrEnum


class PublicKind(StrEnum):
    """The kinds of record that have a public document."""

    VICTIM = "victim"
    INCIDENT = "incident"
    TOLL = "toll"
    FIGURE = "figure"
    EVENT = "event"
    ORGANISATION = "organisation"
    DEMAND = "demand"
    STATEMENT = "statement"
    SOURCE = "source"
    PLACE = "place"


ID_PREFIX = {
    PublicKind.VICTIM: "v",
    PublicKind.INCIDENT: "i",
    PublicKind.TOLL: "t",
    PublicKind.FIGURE: "f",
    PublicKind.EVENT: "e",
    PublicKind.ORGANISATION: "o",
    PublicKind.DEMAND: "d",
    PublicKind.STATEMENT: "st",
    PublicKind.SOURCE: "so",
    PublicKind.PLACE: "pl",
}

COLLECTION = {
    # The address of each kind: its collection under /api/v1 and, where `HAS_PAGE`, its pages.
    PublicKind.VICTIM: "victims",
    PublicKind.INCIDENT: "incidents",
    PublicKind.TOLL: "tolls",
    PublicKind.FIGURE: "figures",
    PublicKind.EVENT: "events",
    PublicKind.ORGANISATION: "organisations",
    PublicKind.DEMAND: "demands",
    PublicKind.STATEMENT: "statements",
    PublicKind.SOURCE: "sources",
    PublicKind.PLACE: "places",
}

PAGE = {
    # Where people read it: a page of its own, or a list and the record's place in it.
    PublicKind.VICTIM: "/memorial/{slug}",
    PublicKind.INCIDENT: "/incidents/{slug}",
    PublicKind.TOLL: "/tolls#{slug}",
    PublicKind.FIGURE: "/tolls#{slug}",
    PublicKind.EVENT: "/events/{slug}",
    PublicKind.ORGANISATION: "/organisations/{slug}",
    PublicKind.DEMAND: "/demands/{slug}",
    PublicKind.STATEMENT: "/statements/{slug}",
    PublicKind.SOURCE: "/sources/{slug}",
    PublicKind.PLACE: "/map#{slug}",
}

SHORT_LINK = {PublicKind.EVENT: "e", PublicKind.VICTIM: "m", PublicKind.STATEMENT: "s"}


class RecordStatus(StrEnum):
    """Whether the public may read a record."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    RESTRICTED = "restricted"
    WITHDRAWN = "withdrawn"
