from pydantic import Field

from app.sources.enums import SourceKind, SourceSort
from app.web.api import ListQuery


class SourceQuery(ListQuery):
    sort: SourceSort = Field(SourceSort.PUBLISHED, description="The order.")
    kind: SourceKind | None = Field(None, description="Only sources of this kind.")
