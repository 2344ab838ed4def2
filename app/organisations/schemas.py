from pydantic import Field

from app.organisations.enums import OrganisationKind, OrganisationSort
from app.web.api import ListQuery
from app.web.listing import ListingQuery


class OrganisationQuery(ListQuery):
    sort: OrganisationSort = Field(OrganisationSort.NAME, description="The order.")
    kind: OrganisationKind | None = Field(None, description="Only organisations of this kind.")
    country: str | None = Field(
        None,
        pattern="^[A-Z]{2}$",
        description="Only organisations of this country (ISO 3166-1 alpha-2).",
    )


class OrganisationFilter(ListingQuery):
    kind: OrganisationKind | None = None
