from enum import StrEnum


class Action(StrEnum):
    """What happened to a public record (the change feed's words)."""

    APPEARED = "appeared"
    CHANGED = "changed"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """In which role somebody acted; the public never reads more than this."""

    SEED = "seed"
    COORDINATOR = "coordinator"
    ORGANISER = "organiser"
    MEMORIAL_EDITOR = "memorial_editor"
    TRANSLATOR = "translator"
    STEWARD = "steward"
    OPERATOR = "operator"
    PUBLIC = "public"  # somebody without an account
    SYSTEM = "system"  # the server itself, when a date has come
