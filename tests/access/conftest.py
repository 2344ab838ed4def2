"""The made world of these tests; it is explained where it stands."""

from tests.access.ground import clock, database_kind, ground, settings

__all__ = ["clock", "database_kind", "ground", "settings"]
