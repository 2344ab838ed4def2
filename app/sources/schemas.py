from pydantic import Field

from app.sources.enums import SourceKind, SourceSort
from app.web.api import ListQuery
from app.web.listing import ListingQuery


class SourceQuery(ListQuery):
    sort: SourceSort = Field(SourceSort.PUBLISHED, description="The order.")
    kind: SourceKind | None = Field(None, description="Only sources of this kind.")


class SourceFilter(ListingQuery):
    kind: SourceKind | None = None
