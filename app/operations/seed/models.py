from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base


class SeedValue(Base):
    """The last value that seeding wrote to one field of a record of a pack, as a digest.

    Seeding writes a field only where its current value still is this one.
    """

    __tablename__ = "seed_value"

    pack: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    field: Mapped[str] = mapped_column(String(120), primary_key=True)
    digest: Mapped[str] = mapped_column(String(32))
