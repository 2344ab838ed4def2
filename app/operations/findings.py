from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; if it is not well, the sentence says what to do."""

    is_well: bool
    sentence: str
