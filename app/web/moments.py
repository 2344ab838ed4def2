"""Moments and days in a query, as RFC 3339 writes them and in no other way.

A number would be read as seconds since 1970, which nobody who sends one may have meant.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError from error


def _written(pattern: str) -> BeforeValidator:
    known = re.compile(pattern)

    def refuse_others(given: object) -> object:
        if not (isinstance(given, str) and known.fullmatch(given)):
            raise ValueError
        return given

    return BeforeValidator(refuse_others)


Moment = Annotated[
    AwareDatetime,
    _written(f"{_DAY}T{_TIME}"),
    AfterValidator(_in_utc),
    Field(json_schema_extra={"pattern": f"^{_DAY}T{_TIME}$"}),
]
"""A moment with its offset (``date-time``), taken as UTC."""

Day = Annotated[date, _written(_DAY), Field(json_schema_extra={"pattern": f"^{_DAY}$"})]
"""A whole day (``full-date``)."""
