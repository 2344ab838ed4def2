from pydantic import Field

from app.places.enums import PlaceKind, PlaceSort
from app.web.api import ListQuery


class PlaceQuery(ListQuery):
    sort: PlaceSort = Field(PlaceSort.NAME, description="The order.")
    kind: PlaceKind | None = Field(None, description="Only places of this kind.")
    country: str | None = Field(
        None, pattern="^[A-Z]{2}$", description="Only places in this country (ISO 3166-1 alpha-2)."
    )
