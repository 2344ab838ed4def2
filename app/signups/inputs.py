"""What is written of sign-ups, and what a write needs besides the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.intake.inputs import Question
from app.kit.key_folder import KeyFolder
from app.kit.languages import Texts
from app.signups.enums import SignUpMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """``base`` is where our links begin; ``sends_mail`` whether mail can reach anybody."""

    keys: KeyFolder
    base: str
    now: datetime
    sends_mail: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FormInput:
    """How an event takes sign-ups. ``largest_party`` counts the one who signs up and their guests.

    ``purge_days`` after the event everything personal is destroyed. ``wants_names``: heads are
    counted until names can be asked for.
    """

    mode: SignUpMode = SignUpMode.HEAD_COUNT
    capacity: int | None = None
    has_waiting_list: bool = False
    largest_party: int = 10
    closes_at: datetime | None = None
    purge_days: int = 7
    shows_counts: bool = False
    questions: tuple[Question, ...] = ()
    wants_names: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpInput:
    """What somebody says when they sign up. ``is_informed``: they let us write to ``address``."""

    lang: str
    party: int = 1
    name: str = ""
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    address: str | None = None
    is_informed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What those who asked for it are told: a text in at least one language."""

    text: Texts
