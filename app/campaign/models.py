from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from app.kit.db import Base, TextsType, enum_type
from app.kit.languages import Language, Texts


class Campaign(Base):
    """The single row; absent until somebody says who we are."""

    __tablename__ = "campaign"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[Texts] = mapped_column(TextsType)
    purpose: Mapped[Texts] = mapped_column(TextsType)
    about: Mapped[Texts] = mapped_column(TextsType)
    method: Mapped[Texts] = mapped_column(TextsType)
    bias_notice: Mapped[Texts] = mapped_column(TextsType)
    contact: Mapped[str | None] = mapped_column(String(200))
    data_controller: Mapped[Texts] = mapped_column(TextsType)
    publisher_notice: Mapped[Texts] = mapped_column(TextsType)
    licence: Mapped[str] = mapped_column(String(100))
    licence_url: Mapped[str | None] = mapped_column(String(500))
    default_language: Mapped[Language] = mapped_column(enum_type(Language, "default_language"))
    default_timezone: Mapped[str] = mapped_column(String(60))
    links: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
