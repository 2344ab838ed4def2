"""A pack names its records by keys; on every installation a key has the same id."""

from app.kit.ids import derived_id
from app.publishing.enums import ID_PREFIX, PublicKind

TARGETS = {
    # An input's field -> the kind of record that its key names.
    "source_id": PublicKind.SOURCE,
    "place_id": PublicKind.PLACE,
    "parent_id": PublicKind.PLACE,
    "organisation_id": PublicKind.ORGANISATION,
    "issuer_ids": PublicKind.ORGANISATION,
    "incident_id": PublicKind.INCIDENT,
    "incident_ids": PublicKind.INCIDENT,
    "remembers_ids": PublicKind.VICTIM,
    "demand_ids": PublicKind.DEMAND,
    "part_of_id": PublicKind.TOLL,
}


def record_id(pack: str, kind: PublicKind, key: str) -> str:
    """The public id that ``key`` of ``pack`` has everywhere."""
    return derived_id(ID_PREFIX[kind], pack, kind, key)


class KeyRing:
    """The keys of one pack."""

    def __init__(self, pack: str) -> None:
        self.pack = pack
        self._keys: dict[PublicKind, set[str]] = {kind: set() for kind in PublicKind}

    def add(self, kind: PublicKind, key: str) -> bool:
        """Take in a key; False if the collection has it already."""
        if key in self._keys[kind]:
            return False
        self._keys[kind].add(key)
        return True

    def id_of(self, target: str, key: str) -> str | None:
        """The id that an input's field gets for ``key``; None if the pack has no such record."""
        kind = TARGETS[target]
        return record_id(self.pack, kind, key) if key in self._keys[kind] else None

    def collection_of(self, target: str) -> str:
        return TARGETS[target].value
