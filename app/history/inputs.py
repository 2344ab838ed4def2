from dataclasses import dataclass

from app.history.enums import Role
from app.kit.languages import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who writes, in which role, and why; goes with every write."""

    role: Role
    actor_id: str | None = None
    reason: Texts | None = None
    is_correction: bool = False
    note: str | None = None
