"""The walls of the house: each of these was planted once and seen red."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from babel.messages.pofile import read_po
from fastapi import FastAPI
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables
from sqlalchemy import (
    DateTime,
    Engine,
    PrimaryKeyConstraint,
    UniqueConstraint,
    create_engine,
    update,
)
from sqlalchemy import inspect as inspect_database
from sqlalchemy.exc import DBAPIError

from app import orm
from app.config import Settings
from app.kit import errors as kit_errors
from app.kit.db import Base, Database, UtcDateTime
from app.kit.generation import PublicVersion
from app.main import COLLECTIONS, PAGES, create_app
from app.operations import migrate
from app.web import errors as web_errors
from app.web.hop import OneHopRoute
from app.web.templating import TEMPLATES, environment

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
MODULES = sorted(APP.rglob("*.py"))
PAGE_TEMPLATES = sorted(
    path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")
)
COMMITS = {"app/web/hop.py", "app/web/together.py", "app/operations/session.py"}
READS_ENVIRONMENT = {"app/config.py"}
LIVE = re.compile(
    r"<script(?! type=\"application/ld\+json\")|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe"
)


def all_faults() -> list[type[kit_errors.Fault]]:
    found: list[type[kit_errors.Fault]] = []
    waiting = [kit_errors.Fault]
    while waiting:
        fault = waiting.pop()
        waiting += fault.__subclasses__()
        if fault is not kit_errors.Fault:
            found.append(fault)
    return found


def test_every_route_runs_in_one_hop() -> None:
    routes = [route for router in (*PAGES, *COLLECTIONS) for route in router.routes]
    assert [route for route in routes if not isinstance(route, OneHopRoute)] == []
    assert len(routes) > 20


def test_the_layers_stand_in_their_order(settings: Settings) -> None:
    layers: list[object] = [create_app(settings)]
    while not isinstance(layers[-1], FastAPI):
        layers.append(layers[-1].app)  # type: ignore[attr-defined] -- every layer has one
    assert [type(layer).__name__ for layer in layers] == [
        "FromCache",
        "AccessLog",
        "Head",
        "IntoCache",
        "SecurityHeaders",
        "Gate",
        "Static",
        "LastResort",
        "OriginGuard",
        "FastAPI",
    ]


def test_nothing_else_commits() -> None:
    committing = {
        path.relative_to(ROOT).as_posix() for path in MODULES if ".commit()" in path.read_text()
    }
    assert committing == COMMITS


def test_only_the_settings_read_the_environment() -> None:
    reading = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if re.search(r"os\.environ|getenv", path.read_text())
    }
    assert reading == READS_ENVIRONMENT


def test_a_reader_cannot_write(database_url: str) -> None:
    database = Database(database_url, pool_size=1)
    try:
        with database.reading() as db, pytest.raises(DBAPIError):
            db.execute(update(PublicVersion).values(number=7))
    finally:
        database.dispose()


def test_every_fault_has_a_status() -> None:
    assert [
        fault for fault in all_faults() if web_errors.status_of(fault.__new__(fault)) == 400
    ] == []


def test_every_moment_knows_its_zone() -> None:
    moments = [
        column
        for table in orm.metadata.tables.values()
        for column in table.columns
        if isinstance(getattr(column.type, "impl_instance", column.type), DateTime)
    ]
    assert [str(column) for column in moments if not isinstance(column.type, UtcDateTime)] == []
    assert len(moments) > 5


def test_every_foreign_key_is_indexed_and_says_what_deleting_does() -> None:
    without: list[str] = []
    for table in orm.metadata.tables.values():
        leading = {next(iter(index.columns)).name for index in table.indexes}
        leading |= {
            next(iter(constraint.columns)).name
            for constraint in table.constraints
            if isinstance(constraint, (PrimaryKeyConstraint, UniqueConstraint))
        }
        for constraint in table.foreign_key_constraints:
            column = constraint.column_keys[0]
            if column not in leading or constraint.ondelete is None:
                without.append(f"{table.name}.{column}")
    assert without == []


def test_the_migrated_schema_is_that_of_the_models(
    database_url: str, empty_database_url: str
) -> None:
    migrated, made = create_engine(database_url), create_engine(empty_database_url)
    try:
        Base.metadata.create_all(made)
        assert described(migrated) == described(made)
    finally:
        migrated.dispose()
        made.dispose()


def described(engine: Engine) -> dict[str, object]:
    """Tables with columns, keys, checks and indexes, as the database itself tells them."""
    look = inspect_database(engine)
    names = [
        name
        for name in look.get_table_names()
        if name != "alembic_version" and not name.startswith("entry_search")
    ]
    return {
        name: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"])
                for column in look.get_columns(name)
            },
            "key": look.get_pk_constraint(name),
            "checks": sorted(
                (str(check["name"]), check["sqltext"]) for check in look.get_check_constraints(name)
            ),
            "unique": sorted(str(unique) for unique in look.get_unique_constraints(name)),
            "foreign": sorted(str(foreign) for foreign in look.get_foreign_keys(name)),
            "indexes": sorted(
                told(index)
                for index in look.get_indexes(name)
                if index["name"] != "ix_entry_search"
            ),
        }
        for name in sorted(names)
    }


def told(index: Any) -> str:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return str({**index, "dialect_options": options})


@pytest.mark.parametrize("name", PAGE_TEMPLATES)
def test_every_template_compiles_and_holds_nothing_live(name: str) -> None:
    environment().get_template(name)
    source = (TEMPLATES / name).read_text()
    assert LIVE.findall(source) == []
    assert len(source.splitlines()) <= 150


def test_what_is_imported_without_context_asks_for_none() -> None:
    env = environment()
    trees = {name: env.parse((TEMPLATES / name).read_text()) for name in PAGE_TEMPLATES}
    without = {
        tree.template.value
        for importing in trees.values()
        for tree in importing.find_all((nodes.FromImport, nodes.Import))
        if not tree.with_context
    }
    asked = {
        name: find_undeclared_variables(trees[name])
        - env.globals.keys()
        - {found.name for found in trees[name].find_all(nodes.Name) if found.ctx == "store"}
        for name in sorted(without)
    }
    assert {name: names for name, names in asked.items() if names} == {}


def test_french_words_have_a_plain_blank_at_double_signs() -> None:
    """Whoever writes them types it; whoever reads them gets one that does not break."""
    unlike = re.compile(r"[\u00a0\u202f][;:?!»]|«[^ ]|[^ ]»|\S[;?!](?=\s|$|»)|\S:(?=\s|$)|  ")
    found: list[str] = []
    for path in sorted((ROOT / "translations" / "fr").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="fr"):
                said = message.string if message.id else ""
                forms = [said] if isinstance(said, str) else said
                found += [f"{path.name}: {form}" for form in forms if unlike.search(form)]
    assert found == []


def test_modules_and_functions_are_small() -> None:
    long: list[str] = []
    for path in MODULES:
        source = path.read_text()
        if len(source.splitlines()) > 400:
            long.append(path.relative_to(ROOT).as_posix())
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > 50:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert long == []


def test_migrations_never_import_the_application() -> None:
    importing = [
        path.name
        for path in (ROOT / "migrations" / "versions").glob("*.py")
        if re.search(r"^\s*(from|import) app\b", path.read_text(), re.MULTILINE)
    ]
    assert importing == []


def test_migrations_are_named_after_their_revisions_and_stand_in_one_line() -> None:
    config = migrate.alembic_config()
    script = ScriptDirectory.from_config(config)
    line = [revision.revision for revision in script.walk_revisions()][::-1]
    names = sorted(path.name for path in (ROOT / "migrations" / "versions").glob("*.py"))
    assert [name.partition("_")[0] for name in names] == line
    assert script.get_heads() == line[-1:]
