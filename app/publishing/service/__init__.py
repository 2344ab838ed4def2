"""Publishing: the one way a record's public face comes about, changes and goes."""

from app.publishing.service.marks import mark
from app.publishing.service.settling import settle
from app.publishing.service.slugs import free_slug

__all__ = ["free_slug", "mark", "settle"]
