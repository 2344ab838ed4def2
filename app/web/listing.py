"""Long lists for people: filters that may be left empty, and the way to the further entries."""

from typing import Any, cast
from urllib.parse import urlencode

from pydantic import BaseModel, Field, model_validator

from app.kit.cursors import MAX_CURSOR_LENGTH, Cursor, decode, encode


class ListingQuery(BaseModel):
    """What a list page takes; a domain adds its filters. ``path`` is the page's own."""

    cursor: str | None = Field(None, max_length=MAX_CURSOR_LENGTH)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, asked: Any) -> Any:
        if not isinstance(asked, dict):
            return asked
        sent = cast("dict[str, Any]", asked)
        return {name: value for name, value in sent.items() if value != ""}

    @property
    def filters(self) -> dict[str, Any]:
        """What was asked for, without where the list goes on."""
        return self.model_dump(mode="json", exclude_none=True, exclude={"cursor"})

    def after(self, path: str) -> Cursor | None:
        """Where the list goes on.

        Raises:
            CursorMismatch: the cursor belongs to another list or other filters.
        """
        return decode(self.cursor, question=self._address(path)) if self.cursor else None

    def further(self, path: str, last: Cursor | None) -> str | None:
        """The address of the further entries; None if there are none."""
        if last is None:
            return None
        return self._address(path, cursor=encode(last, question=self._address(path)))

    def _address(self, path: str, **more: str) -> str:
        return f"{path}?{urlencode({**self.filters, **more})}"
