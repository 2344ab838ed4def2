from pydantic import Field

from app.statements.enums import StatementKind, StatementSort
from app.web.api import ListQuery
from app.web.listing import ListingQuery


class StatementQuery(ListQuery):
    sort: StatementSort = Field(StatementSort.DATE_DESC, description="The order.")
    kind: StatementKind | None = Field(None, description="Only statements of this kind.")


class StatementFilter(ListingQuery):
    kind: StatementKind | None = None
