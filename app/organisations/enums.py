from enum import StrEnum


class OrganisationKind(StrEnum):
    TRADE_UNION = "trade_union"
    PEASANT = "peasant"
    INDIGENOUS = "indigenous"
    STUDENT = "student"
    HUMAN_RIGHTS = "human_rights"
    SOLIDARITY = "solidarity"
    COORDINATION = "coordination"
    PARTY = "party"
    EMPLOYERS = "employers"
    COMPANY = "company"
    MEDIA = "media"
    STATE = "state"
    INTERNATIONAL = "international"
    RESEARCH = "research"
    OTHER = "other"


class OrganisationSort(StrEnum):
    NAME = "name"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESC = "-updated_at"
