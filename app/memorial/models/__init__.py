"""Tables of the memorial."""

from app.memorial.models.counts import (
    Figure,
    FigureCitation,
    PublishedFigure,
    PublishedToll,
    Toll,
    TollCitation,
)
from app.memorial.models.incidents import (
    Incident,
    IncidentClaim,
    IncidentClaimCitation,
    PublishedIncident,
)
from app.memorial.models.victims import (
    PublishedVictim,
    Victim,
    VictimClaim,
    VictimClaimCitation,
    VictimIncident,
)

__all__ = [
    "Figure",
    "FigureCitation",
    "Incident",
    "IncidentClaim",
    "IncidentClaimCitation",
    "PublishedFigure",
    "PublishedIncident",
    "PublishedToll",
    "PublishedVictim",
    "Toll",
    "TollCitation",
    "Victim",
    "VictimClaim",
    "VictimClaimCitation",
    "VictimIncident",
]
