from enum import StrEnum

from app.sources.enums import ValueType


class VictimKind(StrEnum):
    PERSON = "person"
    UNNAMED = "unnamed"
    GROUP = "group"


class Grading(StrEnum):
    """How well attested, for editors; the public reads a sentence."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
    NOT_ASSESSED = "not_assessed"


class VictimField(StrEnum):
    """The fields of a victim that claims give values for."""

    NAME = "name"
    COUNT_MIN = "count_min"
    COUNT_MAX = "count_max"
    AGE = "age"
    ROLE = "role"
    AFFILIATION = "affiliation"
    DATE_OF_INJURY = "date_of_injury"
    DATE_OF_DEATH = "date_of_death"
    DATE_FOUND = "date_found"
    PLACE_OF_INJURY = "place_of_injury"
    PLACE_OF_DEATH = "place_of_death"
    PLACE_FOUND = "place_found"
    INJURY = "injury"
    CIRCUMSTANCES = "circumstances"


VICTIM_VALUES = {
    VictimField.NAME: ValueType.STRING,
    VictimField.COUNT_MIN: ValueType.INTEGER,
    VictimField.COUNT_MAX: ValueType.INTEGER,
    VictimField.AGE: ValueType.INTEGER,
    VictimField.ROLE: ValueType.TEXTS,
    VictimField.AFFILIATION: ValueType.TEXTS,
    VictimField.DATE_OF_INJURY: ValueType.DATE,
    VictimField.DATE_OF_DEATH: ValueType.DATE,
    VictimField.DATE_FOUND: ValueType.DATE,
    VictimField.PLACE_OF_INJURY: ValueType.PLACE,
    VictimField.PLACE_OF_DEATH: ValueType.PLACE,
    VictimField.PLACE_FOUND: ValueType.PLACE,
    VictimField.INJURY: ValueType.TEXTS,
    VictimField.CIRCUMSTANCES: ValueType.TEXTS,
}


class IncidentKind(StrEnum):
    KILLING = "killing"
    DEATH_FOUND = "death_found"
    INJURIES = "injuries"
    REPRESSION = "repression"
    DETENTION = "detention"
    RAID = "raid"
    FIRE = "fire"
    DAMAGE = "damage"
    BLOCKADE = "blockade"
    OCCUPATION = "occupation"
    CLOSURE = "closure"
    DECREE = "decree"
    DEPLOYMENT = "deployment"
    POLITICAL_TURN = "political_turn"


class IncidentField(StrEnum):
    DATE = "date"
    UNTIL = "until"
    TIME = "time"
    PLACES = "places"
    ISSUED_BY = "issued_by"
    KILLED_MIN = "killed_min"
    KILLED_MAX = "killed_max"
    INJURED_MIN = "injured_min"
    INJURED_MAX = "injured_max"
    DETAINED_MIN = "detained_min"
    DETAINED_MAX = "detained_max"
    WHAT_HAPPENED = "what_happened"
    CAUSE = "cause"


INCIDENT_VALUES = {
    IncidentField.DATE: ValueType.DATE,
    IncidentField.UNTIL: ValueType.DATE,
    IncidentField.TIME: ValueType.TEXTS,
    IncidentField.PLACES: ValueType.PLACES,
    IncidentField.ISSUED_BY: ValueType.TEXTS,
    IncidentField.KILLED_MIN: ValueType.INTEGER,
    IncidentField.KILLED_MAX: ValueType.INTEGER,
    IncidentField.INJURED_MIN: ValueType.INTEGER,
    IncidentField.INJURED_MAX: ValueType.INTEGER,
    IncidentField.DETAINED_MIN: ValueType.INTEGER,
    IncidentField.DETAINED_MAX: ValueType.INTEGER,
    IncidentField.WHAT_HAPPENED: ValueType.TEXTS,
    IncidentField.CAUSE: ValueType.TEXTS,
}


class Harm(StrEnum):
    KILLED = "killed"
    INJURED = "injured"
    DETAINED = "detained"


class FigureKind(StrEnum):
    """What a published number that is no toll counts."""

    TURNOUT = "turnout"
    POLICE = "police"
    BLOCKADES = "blockades"
    POLL = "poll"
    MEMBERSHIP = "membership"
    RESIGNATIONS = "resignations"
    ECONOMY = "economy"
    OTHER = "other"


class Reading(StrEnum):
    """How the public reads how well a record is attested."""

    SEVERAL_AGREE = "several_agree"
    ONE_RELIABLE = "one_reliable"
    ONE_ONLY = "one_only"
    SOURCES_DIFFER = "sources_differ"


class NameWish(StrEnum):
    """How much of a name the family wants shown."""

    FULL = "full"
    FIRST_NAME = "first_name"
    INITIALS = "initials"
    WITHHELD = "withheld"


class PlaceWish(StrEnum):
    FULL = "full"
    REGION = "region"
    WITHHELD = "withheld"


class AgeWish(StrEnum):
    FULL = "full"
    WITHHELD = "withheld"


class VictimSort(StrEnum):
    DATE = "date"
    NAME = "name"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESC = "-updated_at"


class IncidentSort(StrEnum):
    DATE = "date"
    DATE_DESC = "-date"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESC = "-updated_at"


class CountSort(StrEnum):
    """The orders of tolls and of figures."""

    AS_OF = "as_of"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESC = "-updated_at"
