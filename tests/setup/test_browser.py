"""The browser of the tests sees what must never happen, and leaves the rest alone."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.fixtures.browser import Watch, axe

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'"
PAGES = {
    "/plain": '<html lang="es"><title>Ayni</title><main><h1>Ayni</h1></main></html>',
    "/elsewhere": '<html lang="es"><title>Ayni</title><img src="http://other.example/x.png">',
    "/inline-style": '<html lang="es"><title>Ayni</title><p style="color: red">Ayni',
    "/inline-script": '<html lang="es"><title>Ayni</title><script>1</script>',
    "/no-label": '<html lang="es"><title>Ayni</title><main><h1>Ayni</h1><input></main>',
    "/script": '<html lang="es"><title>Ayni</title><h1>no</h1><script src="/change.js"></script>',
    "/change.js": "document.querySelector('h1').textContent = 'yes'",
    "/broken.js": "nothing.there",
    "/script-error": '<html lang="es"><title>Ayni</title><script src="/broken.js"></script>',
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        kind = "text/javascript" if self.path.endswith(".js") else "text/html"
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(PAGES[self.path].encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("javascript", "heading"), [(False, "no"), (True, "yes")])
def test_javascript_is_chosen(page_for, address, javascript, heading):
    page = page_for(address, javascript=javascript)
    page.goto("/script")
    assert page.locator("h1").text_content() == heading


def test_width_and_language_are_chosen(page_for, address):
    page = page_for(address, width=320, locale="fr-FR")
    page.goto("/plain")
    assert page.evaluate("[innerWidth, navigator.language]") == [320, "fr-FR"]


@pytest.mark.parametrize("javascript", [False, True])
def test_axe_works_under_our_policy(page_for, address, javascript):
    page = page_for(address, javascript=javascript)
    page.goto("/plain")
    assert axe(page) == []
    page.goto("/no-label")
    assert axe(page) == ["label: Form elements must have labels: <input>"]


@pytest.mark.parametrize(
    ("path", "faults"),
    [
        ("/plain", set()),
        ("/elsewhere", {"asked another host", "broke the content policy"}),
        ("/inline-style", {"broke the content policy"}),
        ("/inline-script", {"broke the content policy"}),
        ("/script-error", {"script error"}),
    ],
)
def test_what_may_never_happen_is_noted(page_for, address, path, faults):
    page = page_for(address, javascript=True, watched=False)
    watch = Watch()
    watch.follow(page.context, address)
    page.goto(path)
    assert {text.partition(":")[0] for text in watch.faults} == faults


def test_a_fault_turns_the_test_red(pytester, monkeypatch):
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # it needs none, and they take long
    pytester.makeconftest('pytest_plugins = ["tests.fixtures.browser"]')
    pytester.makepyfile(
        """
        def test_asks_elsewhere(page_for):
            page_for("http://127.0.0.1:1").set_content("<img src='http://other.example/'>")
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1, errors=1)
