"""The fixtures give the application, on both databases, in the process and as a server."""

import json
import signal
from urllib.request import urlopen

from tests.fixtures.server import anew
from tests.operations.made_pack import write_pack


def test_inside_the_process(client, settings, database_kind):
    assert settings.database_url.startswith(database_kind)
    assert client.get("/healthz").status_code == 200


def test_each_test_has_a_clock_of_its_own(clock):
    before = clock()
    assert clock.advance(minutes=5).timestamp() - before.timestamp() == 300


def test_as_a_server_that_seeds_at_its_first_start(serve, empty_database_url, tmp_path):
    seed = write_pack(tmp_path / "pack")
    server = serve(start=anew, database_url=empty_database_url, seed=seed)
    with urlopen(f"{server.base_url}/api/v1/sources") as answer:
        sources = json.load(answer)["items"]
    assert [source["title"] for source in sources] == ["Made Paper: A Day in Made City"]
    assert server.stop() == -signal.SIGTERM  # uvicorn ends its work, then by the signal
    assert "Traceback" not in server.output
