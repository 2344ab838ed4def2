"""What the operator can mend ends in one sentence and status 1, with no traceback."""

import subprocess
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from tests.fixtures.server import AYNI, environment, free_port


@pytest.fixture
def start(tmp_path, command):
    """Return `start(name=value, …)`: `ayni serve` as far as it gets; its status and its words."""

    def until_it_gives_up(**settings):
        given = {"data_dir": tmp_path / "data", "port": free_port(), "seed": "none", **settings}
        status, output, complaint = command("serve", **given)
        return status, output + complaint

    return until_it_gives_up


WRONG = {
    ("port", "http"): "AYNI_PORT is wrong: Input should be a valid integer",
    ("port", "65536"): "AYNI_PORT is wrong: ",
    ("threads", "-1"): "AYNI_THREADS is wrong: ",
    ("colour", "red"): "AYNI_COLOUR is not a setting. The settings are: AYNI_DATA_DIR, ",
    ("mail_url", "pigeon:coop"): "AYNI_MAIL_URL is wrong: write folder:PATH, smtp://",
    ("seed", "seed/nowhere"): "{root}/seed/nowhere/pack.yaml: there is no such file; a pack",
    **{
        ("base_url", address): "AYNI_BASE_URL is wrong: write http(s)://host without a path"
        for address in (
            "made.example",
            "https://made.example/path",
            "https://made.example?x",
            "https://made.example#x",
            "https://me:secret@made.example",
            "https://made.example:port",
            "https://[",
            "ftp://made.example",
            "https://made.example, javascript:alert(1)",
            "https://made example",
        )
    },
    **{
        ("database_url", address): "AYNI_DATABASE_URL is wrong: write sqlite:///PATH or postgresql"
        for address in ("mysql://x/y", "sqlite://", "postgresql://me@host:port/name", "secret")
    },
}


def test_a_wrong_setting_is_told_in_a_sentence(start, monkeypatch):
    from app.config import ROOT

    for (name, value), beginning in WRONG.items():
        status, told = start(**{name: value})
        assert status == 1
        assert told.startswith(beginning.format(root=ROOT)), (name, value, told)
        assert len(told.splitlines()) == 1
        monkeypatch.delenv(f"AYNI_{name.upper()}")


def test_a_database_that_cannot_be_had_is_told_in_a_sentence(start, tmp_path):
    (tmp_path / "no-database").write_text("words, and no database\n" * 100)
    for url in (
        "postgresql://ayni@/nothing?host=/nonexistent",
        "postgresql://ayni:secret@127.0.0.1:1/nothing",
        "sqlite:////proc/nothing/here.db",
        f"sqlite:///{tmp_path}/no-database",
        f"sqlite:///{tmp_path}",
    ):
        assert start(database_url=url) == (
            1,
            "The database cannot be reached. Check AYNI_DATABASE_URL and that it is running.\n",
        )


def test_a_data_folder_that_cannot_be_made_is_told_in_a_sentence(start, tmp_path):
    (tmp_path / "file").touch()
    told = start(data_dir=tmp_path / "file" / "data")
    assert told == (1, "The data folder cannot be made. Check AYNI_DATA_DIR.\n")


def test_a_database_of_a_newer_version_is_left_alone(start, database_url):
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    status, told = start(database_url=database_url)
    with engine.begin() as connection:
        left = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    engine.dispose()
    assert (status, left) == (1, ["9999"])
    assert told == (
        "The database is at revision 9999, which this version of Ayni does not know:"
        " it was made by a newer one. Install that version or restore a backup.\n"
    )


def test_a_seed_with_mistakes_starts_nothing_and_writes_nothing(start, tmp_path):
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("name: made\n")
    (pack / "sources.yaml").write_text(
        "- {key: made, kind: article, title: Made, title_language: en}\n"
        "- key: second\n  colour: red\n"
    )
    status, told = start(seed=pack)
    assert status == 1
    assert told.startswith("sources.yaml:3: source.colour: expected one of the fields: ")
    with closing(create_engine(f"sqlite:///{tmp_path}/data/ayni.db").connect()) as connection:
        assert connection.execute(text("SELECT count(*) FROM source")).scalar() == 0
        connection.engine.dispose()


def test_as_a_process_it_ends_with_the_same_status(tmp_path):
    done = subprocess.run(
        [AYNI, "serve"],
        cwd=tmp_path,
        env=environment(colour="red"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("AYNI_COLOUR is not a setting. ")
    assert len(done.stderr.splitlines()) == 1
