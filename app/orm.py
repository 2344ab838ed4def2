"""Imports every models.py, so that the metadata is whole."""

from app.accounts import models as accounts
from app.campaign import models as campaign
from app.demands import models as demands
from app.events import models as events
from app.history import models as history
from app.intake import models as intake
from app.jobs import models as jobs
from app.kit import generation
from app.kit.db import Base
from app.mail import models as mail
from app.memorial import models as memorial
from app.operations.seed import models as seed
from app.organisations import models as organisations
from app.places import models as places
from app.publishing import models as publishing
from app.signups import models as signups
from app.sources import models as sources
from app.statements import models as statements

__all__ = [
    "accounts",
    "campaign",
    "demands",
    "events",
    "generation",
    "history",
    "intake",
    "jobs",
    "mail",
    "memorial",
    "organisations",
    "places",
    "publishing",
    "seed",
    "signups",
    "sources",
    "statements",
]
metadata = Base.metadata
