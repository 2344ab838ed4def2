from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.db import Base, UtcDateTime


class Submission(Base):
    """A submission that leaves no other row: the same one sent twice is counted once.

    Forgotten when its ticket would no longer be taken.
    """

    __tablename__ = "submission"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
