"""The ``ayni`` command: thin, it calls services and operations.

Each command imports what it needs alone: all of it is a second on a good day.
"""

import gc
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.accounts.enums import AccountRole
from app.config import OperatorError, Settings, load_settings

if TYPE_CHECKING:
    from app.operations.seed.apply import Report
    from app.web.asgi import App
    from app.web.told import Told

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they would print settings, passwords with them
    help="Ayni, for the operator.",
)
account_cli = typer.Typer(no_args_is_help=True, help="Accounts of people who sign in.")
cli.add_typer(account_cli, name="account")


def main() -> None:
    """Run a command; whatever the operator can mend ends in one sentence and status 1."""
    try:
        cli()
    except OperatorError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(1) from None


@cli.command()
def serve(
    *,
    worker: Annotated[
        bool, typer.Option(help="Also send mail and do what is due; else run `ayni worker`.")
    ] = True,
) -> None:
    """Migrate, seed on the first start, and serve until stopped."""
    settings = load_settings()
    with _loading():
        from app.main import create_app
        from app.operations.people import set_up_link
        from app.operations.prepare import prepare
        from app.operations.work import make_worker
        from app.web.serving import serve as serve_pages

    _tell(prepare(settings))
    typer.echo(f"Ayni is at {settings.canonical_base}")
    _offer(set_up_link(settings))
    sys.stdout.flush()

    def make_app(told: "Told", *, writes: bool) -> "App":
        working = make_worker(settings) if worker and writes else None
        return create_app(settings, worker=working, told=told, writes=writes)

    serve_pages(settings, make_app)


@cli.command()
def worker() -> None:
    """Send mail and do what is due, in a process of its own, until stopped."""
    settings = load_settings()
    with _loading():
        from app.operations.migrate import upgrade
        from app.operations.work import make_worker

    upgrade(settings)
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    working = make_worker(settings)
    working.start()
    typer.echo("The worker is running.")
    signal.sigwait(ends)
    working.stop()


@cli.command()
def doctor(
    mail: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Send a test letter to it.")
    ] = None,
) -> None:
    """Look at database, keys, mail and space; status 1 if something is wrong."""
    with _loading():
        from app.kit.clock import system_clock
        from app.operations.doctor import examine, send_test

    settings = load_settings()
    findings = [*examine(settings, clock=system_clock)]
    if mail is not None:
        findings.append(send_test(settings, mail, clock=system_clock))
    for finding in findings:
        typer.echo(f"{'well ' if finding.is_well else 'WRONG'} {finding.sentence}")
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)


@cli.command()
def purge() -> None:
    """Destroy the sign-ups whose printed date has come; says so when nothing of them is left."""
    with _loading():
        from functools import partial

        from app.kit.clock import system_clock
        from app.operations.migrate import upgrade
        from app.operations.session import one_write, opened
        from app.operations.work import purge_due

    settings = load_settings()
    upgrade(settings)
    with opened(settings) as database:
        write = partial(one_write, database, clock=system_clock)
        purged = purge_due(settings, database, write=write, clock=system_clock)
    if purged.waiting:
        message = (
            "What was due is deleted, but the database file is still in use and may hold traces."
            " Run `ayni purge` again in a moment."
        )
        raise OperatorError(message)
    typer.echo(f"Whatever was due is destroyed. Events whose sign-ups ended: {purged.destroyed}.")


@cli.command(name="open")
def open_list(
    file: Annotated[Path, typer.Argument(help="A list that was taken along (.ayni).")],
    *,
    password_stdin: Annotated[bool, typer.Option(help="Read the passphrase from input.")] = False,
) -> None:
    """Open a list that was taken along and write its table to the output; needs no server."""
    from app.signups.export import NotAList, open_file

    typed = sys.stdin.readline().rstrip("\n") if password_stdin else getpass("Passphrase: ")
    try:
        content = open_file(file.read_bytes(), typed)
    except (NotAList, OSError):
        message = "It did not open: this is no list of Ayni, or the passphrase is another."
        raise OperatorError(message) from None
    sys.stdout.buffer.write(content)


@cli.command()
def migrate() -> None:
    """Bring the database to this version's revision."""
    from app.operations.migrate import upgrade

    upgrade(load_settings())
    typer.echo("The database is current.")


@cli.command()
def seed(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[PACK] | check PACK", show_default=False)
    ] = None,
    documents: Annotated[
        Path | None, typer.Option(help="For check: the folder of the documents.")
    ] = None,
) -> None:
    """Write what is new in a pack (that of AYNI_SEED unless named); what a hand edited stays.

    `seed check PACK --documents DIR` writes nothing: it holds the pack to its documents.
    """
    match words or []:
        case ["check", pack] if documents is not None:
            _check(Path(pack), documents)
        case [] | [_] as named if documents is None and named != ["check"]:
            settings = load_settings()
            folder = Path(named[0]) if named else settings.pack
            if folder is None:
                typer.echo("AYNI_SEED is none: there is nothing to write.")
                return
            _seed(settings, folder)
        case _:
            message = "Write: ayni seed [PACK], or: ayni seed check PACK --documents DIR"
            raise OperatorError(message)


@account_cli.command("create")
def create_account(
    handle: Annotated[str, typer.Option(help="What they sign in with.")],
    role: Annotated[AccountRole, typer.Option(help="What they are here for.")],
    name: Annotated[str, typer.Option(help="What others call them.")] = "",
    *,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Make an account, for example when nobody can let anybody in any more."""
    with _loading():
        from app.operations import people
        from app.operations.migrate import upgrade

    settings = load_settings()
    upgrade(settings)
    password = sys.stdin.readline().rstrip("\n") if password_stdin else _ask_password()
    people.create(settings, handle=handle, name=name, role=role, password=password)
    typer.echo(f"The account {handle} is there.")


def _ask_password() -> str:
    return typer.prompt("Password", hide_input=True, confirmation_prompt=True)


@cli.command()
def invite(
    role: Annotated[AccountRole, typer.Option(help="What they are here for.")],
    organisation: Annotated[
        list[str] | None, typer.Option(help="The slug of an organisation; several by repeating.")
    ] = None,
) -> None:
    """Print a one-use link by which somebody makes their account."""
    with _loading():
        from app.operations import people
        from app.operations.migrate import upgrade

    settings = load_settings()
    upgrade(settings)
    link = people.invite(settings, role=role, slugs=organisation or [])
    typer.echo(link)


@contextmanager
def _loading() -> Generator[None]:
    """Look for no garbage meanwhile, nor ever again in what was loaded: it stays."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _offer(link: str | None) -> None:
    """While there is no account, print the link by which the first one is made."""
    if link is not None:
        typer.echo("Nobody has an account yet. Make the first one by this link, once:")
        typer.echo(link)


def _check(pack: Path, documents: Path) -> None:
    with _loading():
        from app.operations.seed.check import check_pack
        from app.operations.seed.pack import load_pack

    found = check_pack(load_pack(pack), documents)
    for sentence in found:
        typer.echo(sentence, err=True)
    if found:
        message = f"{len(found)} things do not agree with the documents."
        raise OperatorError(message)
    typer.echo("The pack agrees with its documents.")


def _seed(settings: Settings, folder: Path) -> None:
    with _loading():
        from app.operations.migrate import upgrade
        from app.operations.prepare import seed

    upgrade(settings)
    _tell(seed(settings, folder))


def _tell(report: "Report | None") -> None:
    if report is None:
        return
    for sentence in report.kept:
        typer.echo(sentence)
    typer.echo(f"Seeded: {report.added} added, {report.changed} changed.")
