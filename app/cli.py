"""The ``ayni`` command: thin, it calls services and operations."""

import sys

import structlog
import typer
import uvicorn
from rich.console import Console

from app.config import Settings, SettingsError, load_settings
from app.main import create_app
from app.operations import migrate as migrations
from app.operations.migrate import StartError

cli = typer.Typer(no_args_is_help=True, add_completion=False, help="Ayni, for the operator.")
console = Console(highlight=False, soft_wrap=True)
complaints = Console(stderr=True, highlight=False, soft_wrap=True)


def main() -> None:
    """Run a command; whatever the operator can mend ends in one sentence and status 1."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    try:
        cli()
    except (SettingsError, StartError) as error:
        complaints.print(str(error))
        raise SystemExit(1) from None


@cli.command()
def serve() -> None:
    """Migrate, seed on the first start, and serve until stopped."""
    settings = load_settings()
    _prepare(settings)
    console.print(f"Ayni is at {settings.canonical_base}")
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_level="warning",
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        server_header=False,
        date_header=True,
        timeout_keep_alive=20,
    )


@cli.command()
def migrate() -> None:
    """Bring the database to this version's revision."""
    migrations.upgrade(load_settings())
    console.print("The database is current.")


def _prepare(settings: Settings) -> None:
    migrations.upgrade(settings)
