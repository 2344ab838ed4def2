"""What the lists of the memorial can be asked for."""

from typing import Annotated

from pydantic import AfterValidator, Field

from app.kit.dates import PartialDate
from app.memorial.enums import (
    CountSort,
    FigureKind,
    Harm,
    IncidentKind,
    IncidentSort,
    VictimKind,
    VictimSort,
)
from app.web.api import ListQuery


def _is_partial_date(text: str) -> str:
    PartialDate.parse(text)
    return text


EdtfDate = Annotated[str, AfterValidator(_is_partial_date)]
PLACE_PATTERN = "^[a-z0-9-]{1,80}$"


class VictimQuery(ListQuery):
    sort: VictimSort = Field(VictimSort.DATE, description="The order.")
    kind: VictimKind | None = Field(None, description="Only victims of this kind.")
    place: str | None = Field(
        None, pattern=PLACE_PATTERN, description="Only there: the slug of a place."
    )
    date: EdtfDate | None = Field(
        None, max_length=21, description="Only of that day, month, year or interval (EDTF level 0)."
    )


class IncidentQuery(ListQuery):
    sort: IncidentSort = Field(IncidentSort.DATE, description="The order.")
    kind: IncidentKind | None = Field(None, description="Only incidents of this kind.")
    date: EdtfDate | None = Field(
        None, max_length=21, description="Only of that day, month, year or interval (EDTF level 0)."
    )


class TollQuery(ListQuery):
    sort: CountSort = Field(CountSort.AS_OF, description="The order.")
    harm: Harm | None = Field(None, description="Only tolls of this harm.")


class FigureQuery(ListQuery):
    sort: CountSort = Field(CountSort.AS_OF, description="The order.")
    kind: FigureKind | None = Field(None, description="Only figures of this kind.")
