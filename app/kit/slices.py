"""What a read of stored documents gives: a page of them, or one."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.kit.cursors import Cursor


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list: stored bodies or lines, and the cursor of the last if more follow."""

    bodies: Sequence[bytes]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Found:
    """One public record's stored body and what its ETag is made of."""

    id: str
    slug: str
    body: bytes
    version: int
    hash: str
