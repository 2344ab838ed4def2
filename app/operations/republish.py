"""Publishing everything anew when a new version of the code gives documents another shape.

Public documents are stored finished; one that an older version stored may lack what pages and
API now expect.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.history.enums import Role
from app.history.inputs import Act
from app.kit.generation import note_shape, published_shape
from app.memorial.service import victims
from app.operations.seed.collections import COLLECTIONS
from app.publishing.service import mark

DOCUMENTS = "4df7ece75532b159"
"""Digest of the document models; `tests/operations` says when and to what it has to change."""
SHAPE = f"{DOCUMENTS}.5"
"""The number is raised when something else is made in another way: sort keys, entries, covers."""


def is_reshaped(db: Session) -> bool:
    """Whether the stored documents have another shape than this code gives them."""
    return published_shape(db) != SHAPE


def republish(db: Session) -> None:
    """Mark every record to be published anew; one that comes out the same keeps its version.

    Families' wishes are handed over anew: older versions applied them to the own record alone.
    """
    act = Act(role=Role.OPERATOR, note="published anew after an upgrade")
    for collection in COLLECTIONS:
        for record_id in db.scalars(select(collection.model.id)):
            mark(db, kind=collection.kind, record_id=record_id, act=act)
    victims.conceal_all(db, act=act)
    note_shape(db, SHAPE)
