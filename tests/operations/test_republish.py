"""Stored documents follow the code: a new shape is published at the next start."""

import json
from hashlib import blake2b

from pydantic import BaseModel
from sqlalchemy import select, update
from starlette.testclient import TestClient

from app.config import Settings
from app.kit.db import Database
from app.kit.generation import PublicVersion
from app.operations.republish import SHAPE, is_reshaped, republish
from app.operations.session import one_write
from app.publishing.documents import Document
from tests.fixtures.application import TestClock


def all_documents(model: type[BaseModel] = Document) -> list[type[BaseModel]]:
    below = [found for child in model.__subclasses__() for found in all_documents(child)]
    return [*model.__subclasses__(), *below]


def test_the_shape_is_that_of_the_document_models() -> None:
    """Red: set SHAPE to the digest on the left; running sites then publish everything anew."""
    import app.main  # noqa: F401 -- every document model is imported with it

    schemas = {model.__name__: model.model_json_schema() for model in all_documents()}
    told = json.dumps(schemas, sort_keys=True)
    assert blake2b(told.encode(), digest_size=8).hexdigest() == SHAPE


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
