from enum import StrEnum


class SourceKind(StrEnum):
    ARTICLE = "article"
    STATEMENT = "statement"
    REPORT = "report"
    REFERENCE_WORK = "reference_work"
    COMMUNICATION = "communication"


class Basis(StrEnum):
    """How a value follows from what it cites."""

    STATED = "stated"
    COMPUTED = "computed"


class ClaimStatus(StrEnum):
    ACTIVE = "active"
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ValueType(StrEnum):
    """What kind of value a claim's field takes."""

    STRING = "string"  # as printed: a name
    TEXTS = "texts"  # our words, by language
    INTEGER = "integer"
    DATE = "date"  # EDTF level 0
    TIME = "time"  # a time of day on the wall there, "16:00"
    PLACE = "place"  # a place's id
    PLACES = "places"  # ids of places
    ORGANISATION = "organisation"  # an organisation's id


class Qualifier(StrEnum):
    """How a published number is to be read."""

    EXACTLY = "exactly"
    AT_LEAST = "at_least"
    NEARLY = "nearly"
    ABOUT = "about"
    MORE_THAN = "more_than"


class SourceSort(StrEnum):
    TITLE = "title"
    PUBLISHED = "published"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESC = "-updated_at"
