"""The fixtures give the application, on both databases, in the process and as a server."""

import signal
from urllib.request import urlopen


def test_inside_the_process(client, settings, database_kind):
    assert settings.database_url.startswith(database_kind)
    assert client.get("/healthz").status_code == 200


def test_each_test_has_a_clock_of_its_own(clock):
    before = clock()
    assert clock.advance(minutes=5).timestamp() - before.timestamp() == 300


def test_as_a_server(serve, empty_database_url):
    server = serve(database_url=empty_database_url)
    with urlopen(f"{server.base_url}/healthz") as answer:
        assert answer.status == 200
    assert server.stop() == -signal.SIGTERM  # uvicorn ends its work, then by the signal
    assert "Traceback" not in server.output
