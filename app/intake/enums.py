from enum import StrEnum


class QuestionKind(StrEnum):
    """How an own question is answered."""

    TEXT = "text"
    CHOICE = "choice"
