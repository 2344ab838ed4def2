"""Writing sources, and what every domain does with citations and claims."""

from app.sources.service.citations import (
    cite,
    cite_inline,
    inferred,
    read_citations,
    references,
    write_citations,
)
from app.sources.service.claims import (
    ClaimFaulty,
    Claims,
    check_claims,
    claim_parts,
    claim_references,
    read_claims,
    shown_values,
    write_claims,
)
from app.sources.service.records import PROJECTOR, project, read, save

__all__ = [
    "PROJECTOR",
    "ClaimFaulty",
    "Claims",
    "check_claims",
    "cite",
    "cite_inline",
    "claim_parts",
    "claim_references",
    "inferred",
    "project",
    "read",
    "read_citations",
    "read_claims",
    "references",
    "save",
    "shown_values",
    "write_citations",
    "write_claims",
]
