"""Stored documents follow the code: a new shape is published at the next start."""

import json
from hashlib import blake2b

from pydantic import BaseModel
from sqlalchemy import select, update
from starlette.testclient import TestClient

from app.config import Settings
from app.kit.db import Database
from app.kit.generation import PublicVersion, public_version
from app.kit.languages import ALL_LANGUAGES
from app.operations.projectors import PROJECTORS
from app.operations.republish import DOCUMENTS, SHAPE, is_reshaped, republish
from app.operations.session import one_write
from app.publishing.documents import Document
from app.publishing.enums import PublicKind
from tests.fixtures.application import TestClock


def all_documents(model: type[BaseModel] = Document) -> list[type[BaseModel]]:
    below = [found for child in model.__subclasses__() for found in all_documents(child)]
    return [*model.__subclasses__(), *below]


def test_the_shape_is_that_of_the_document_models() -> None:
    """Red: set DOCUMENTS to the digest on the left; running sites then publish everything anew."""
    import app.main  # noqa: F401 -- every document model is imported with it

    models = all_documents()
    schemas = {model.__name__: (model.model_json_schema(), model.LINE) for model in models}
    told = json.dumps(schemas, sort_keys=True)
    assert blake2b(told.encode(), digest_size=8).hexdigest() == DOCUMENTS


def test_everything_is_published_anew_once(
    client: TestClient, settings: Settings, clock: TestClock
) -> None:
    assert client.get("/healthz").status_code == 200
    database = Database(settings.database, pool_size=1)
    try:
        with database.reading() as db:
            assert is_reshaped(db)
        with one_write(database, clock=clock) as db:
            republish(db)
        with database.reading() as db:
            assert not is_reshaped(db)
        with database.writing() as db:
            db.execute(update(PublicVersion).values(shape="of an older version"))
            assert is_reshaped(db)
        with database.reading() as db:
            assert db.scalar(select(PublicVersion.shape)) == SHAPE
    finally:
        database.dispose()


def stored(database):
    """Every published document: version, text and line by kind, id and language."""
    with database.reading() as db:
        return {
            (kind, row.id, row.lang): (row.version, row.hash, json.loads(row.body), row.line)
            for kind, projector in PROJECTORS.items()
            for row in db.scalars(select(projector.table))
        }


def is_part(line, whole):
    """Whether everything that a line says stands in the same place of its document."""
    if isinstance(line, dict):
        return all(name in whole and is_part(said, whole[name]) for name, said in line.items())
    if isinstance(line, list):
        return all(is_part(*pair) for pair in zip(line, whole, strict=False))
    return line == whole


def test_a_line_is_a_part_of_its_document(remembrance, database):
    told = {key: (whole, line) for key, (_, _, whole, line) in stored(database).items()}
    lines = {key: json.loads(line) for key, (_, line) in told.items() if line}
    assert [key for key, line in lines.items() if not is_part(line, told[key][0])] == []
    whole = {PublicKind.TOLL, PublicKind.FIGURE}
    assert set(lines) == {key for key in told if key[0] not in whole and key[2] != ALL_LANGUAGES}
    assert lines[PublicKind.VICTIM, "v_person", "en"] == {
        "url": "\ue000/en/memorial/iris-madeupname",
        "languages": None,
        "kind": "person",
        "title": "Iris Madeupname",
        "sentence": "Iris Madeupname, 35, died at Uptown.",
        "date": "2023-01-19",
        "place": {"name": "Uptown"},
    }


def test_another_line_is_no_new_version_of_its_record(remembrance, database, clock):
    before = stored(database)
    with database.writing() as db:
        for projector in PROJECTORS.values():
            db.execute(update(projector.table).values(line=b"{}"))
        number = public_version(db)
        db.commit()
    with one_write(database, clock=clock) as db:
        republish(db)
    assert stored(database) == before
    with database.reading() as db:
        assert public_version(db) == number + 1
