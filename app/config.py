"""Settings: the only reader of the environment."""

import os
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

PREFIX = "AYNI_"
_BASE = re.compile(r"https?://[\w.\-]+(:\d+)?|https?://\[[0-9a-fA-F:.]+\](:\d+)?", re.ASCII)
_ADDRESS = re.compile(r"[\w.+-]+@([a-z0-9-]+\.)*[a-z0-9-]+", re.ASCII)
_BASE_HOST = re.compile(r"^https?://|:\d+$")
_NAME = re.compile(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]*")
_MAIL_PORTS = {"smtp": 25, "smtps": 465}
_DATABASE = re.compile(r"sqlite:///.+|postgresql://([^/@]*@)?(\[[^]]*\]|[^/@:]*)(:\d+)?/.+")
ROOT = Path(__file__).resolve().parent.parent


class OperatorError(Exception):
    """Something that the operator can mend; the text says how."""


class SettingsError(OperatorError):
    """A setting is unknown or wrong; the text says what to write."""


class DatabaseKind(StrEnum):
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server and how to speak with it: encrypted from the first byte, or by STARTTLS."""

    host: str
    port: int
    is_tls: bool
    user: str | None = None
    password: str = field(default="", repr=False)


class Settings(BaseModel):
    """Everything an operator can choose; `load_settings` reads it from the environment."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data_dir: Path = Field(Path("var"), description="The folder that holds everything we keep.")
    database_url: str = Field("", description="sqlite:///… or postgresql://…; SQLite by default.")
    key_dir: Path | None = Field(None, description="The key folder; `keys` in the data folder.")
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on.")
    base_url: tuple[str, ...] = Field(
        (), description="One or several public addresses, by comma; the first is canonical."
    )
    mail_url: str = Field("", description="folder:PATH, smtp://… or smtps://….")
    mail_from: str = Field("", description="The sender of our mail, an address.")
    seed: str = Field("seed/peru-2023", description="A seed pack's folder, or none.")
    trusted_proxies: tuple[str, ...] = Field(
        (), description="Addresses of proxies whose X-Forwarded-… headers are believed."
    )
    threads: int = Field(0, ge=0, le=64, description="Worker threads; 0 chooses by database.")

    @field_validator("base_url", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
        return value

    @field_validator("base_url")
    @classmethod
    def _is_base(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(_BASE.fullmatch(address) for address in value):
            message = "write http(s)://host without a path, several separated by commas"
            raise ValueError(message)
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str) -> str:
        if value and not _DATABASE.fullmatch(value):
            message = "write sqlite:///PATH or postgresql://user@host/name"
            raise ValueError(message)
        return value

    @field_validator("mail_url")
    @classmethod
    def _is_mail(cls, value: str) -> str:
        if value and not value.startswith(("folder:", "smtp://", "smtps://")):
            message = "write folder:PATH, smtp://host:port or smtps://host:port"
            raise ValueError(message)
        _mail_server(value)
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_sender(cls, value: str) -> str:
        if value and not _ADDRESS.fullmatch(value):
            message = "write an address alone, as in post@made.example"
            raise ValueError(message)
        return value

    @property
    def database(self) -> str:
        """The database's address; a SQLite file in the data folder unless set."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'ayni.db'}"

    @property
    def keys(self) -> Path:
        return self.key_dir or self.data_dir / "keys"

    @property
    def uploads(self) -> Path:
        """The folder of what people send: pictures."""
        return self.data_dir / "uploads"

    @property
    def database_kind(self) -> DatabaseKind:
        return DatabaseKind(self.database.partition(":")[0])

    @property
    def bases(self) -> tuple[str, ...]:
        """The addresses we are reached at; links are made from the first, never from a header."""
        return self.base_url or (f"http://{self.host}:{self.port}",)

    @property
    def canonical_base(self) -> str:
        return self.bases[0]

    @property
    def is_public(self) -> bool:
        """Whether we are reached under a public address."""
        return self.canonical_base.startswith("https:")

    @property
    def mail_folder(self) -> Path:
        """Where mail goes, and is emptied, while no mail server is set."""
        kind, _, place = self.mail_url.partition(":")
        return Path(place) if kind == "folder" and place else self.data_dir / "mail"

    @property
    def mail_server(self) -> MailServer | None:
        """Where mail is handed over; None while it goes to the folder."""
        return _mail_server(self.mail_url)

    @property
    def sender(self) -> str:
        """The address our mail comes from; names us no further than our host does."""
        host = _BASE_HOST.sub("", self.canonical_base).lower()
        return self.mail_from or f"no-reply@{host if _NAME.fullmatch(host) else 'localhost'}"

    @property
    def pack(self) -> Path | None:
        """The seed pack's folder, seen from the working folder or else from ours."""
        if self.seed in {"", "none"}:
            return None
        return Path(self.seed) if Path(self.seed).exists() else ROOT / self.seed

    @property
    def packs(self) -> Path:
        """The folder of the packs that a campaign can choose from, found in the same way."""
        return Path("seed") if Path("seed").is_dir() else ROOT / "seed"

    @property
    def pool_size(self) -> int:
        if self.threads:
            return self.threads
        return 2 if self.database_kind is DatabaseKind.SQLITE else 4


def _mail_server(url: str) -> MailServer | None:
    parts = urlsplit(url)
    if parts.scheme not in _MAIL_PORTS:
        return None
    if parts.hostname is None or parts.path.strip("/") or parts.query or parts.fragment:
        message = f"write {parts.scheme}://host:port, with user:password@ before it if need be"
        raise ValueError(message)
    return MailServer(
        host=parts.hostname,
        port=parts.port or _MAIL_PORTS[parts.scheme],
        is_tls=parts.scheme == "smtps",
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or ""),
    )


def load_settings(environment: dict[str, str] | None = None) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a name is unknown or a value is wrong, in a sentence.
    """
    from_file = {name: value or "" for name, value in dotenv_values(".env").items()}
    given = {**from_file, **(os.environ if environment is None else environment)}
    ours = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in given.items()
        if name.startswith(PREFIX)
    }
    known = Settings.model_fields
    for name in ours:
        if name not in known:
            names = ", ".join(f"{PREFIX}{field.upper()}" for field in known)
            message = f"{PREFIX}{name.upper()} is not a setting. The settings are: {names}."
            raise SettingsError(message)
    try:
        return Settings.model_validate(ours)
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0])
    hint = first["msg"].removeprefix("Value error, ")
    return f"{PREFIX}{name.upper()} is wrong: {hint}. ({Settings.model_fields[name].description})"
