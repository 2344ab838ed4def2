from pydantic import Field

from app.demands.enums import DemandKind, DemandSort
from app.web.api import ListQuery


class DemandQuery(ListQuery):
    sort: DemandSort = Field(DemandSort.TITLE, description="The order.")
    kind: DemandKind | None = Field(None, description="Only demands of this kind.")
