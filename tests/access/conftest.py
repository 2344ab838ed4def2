"""The made world of these tests; it is explained where it stands."""

from tests.access.ground import database_kind, ground

__all__ = ["database_kind", "ground"]
