from enum import StrEnum

from app.sources.enums import ValueType


class StatementKind(StrEnum):
    RECORDED = "recorded"
    TESTIMONY = "testimony"
    OUR_OWN = "our_own"


class StatementField(StrEnum):
    DATE = "date"
    PLACE = "place"


STATEMENT_VALUES = {
    StatementField.DATE: ValueType.DATE,
    StatementField.PLACE: ValueType.PLACE,
}


class StatementSort(StrEnum):
    DATE = "date"
    DATE_DESC = "-date"
    TITLE = "title"
    UPDATED_AT = "updated_at"
    UPDATED_AT_DESC = "-updated_at"
