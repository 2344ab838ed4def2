from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.intake.enums import QuestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An organiser's own question, in the words they wrote; ``options`` where one is chosen."""

    key: str
    kind: QuestionKind
    label: str
    options: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "kind": self.kind.value,
            "label": self.label,
            "options": list(self.options),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Question":
        return cls(
            key=told["key"],
            kind=QuestionKind(told["kind"]),
            label=told["label"],
            options=tuple(told["options"]),
        )
