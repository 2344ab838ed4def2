"""Many records at once."""

from collections.abc import Iterable, Iterator

from app.kit.batches import batches
from app.publishing.enums import PublicKind
from app.publishing.projection import Subject

AT_ONCE = 500
"""How many records one statement asks for."""


def by_kind(subjects: Iterable[Subject]) -> Iterator[tuple[PublicKind, list[str]]]:
    """The ids of each kind, as many as one statement asks for."""
    ids: dict[PublicKind, list[str]] = {}
    for kind, record_id in subjects:
        ids.setdefault(kind, []).append(record_id)
    for kind, of_kind in ids.items():
        for some in batches(of_kind, AT_ONCE):
            yield kind, some
