"""The same in a real browser that runs scripts: nothing opens, nothing fails, nothing is asked for.

The browser is answered by the application in this process, headers included.
"""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Route

from tests.access.test_payloads import PAYLOADS

BASE = "http://127.0.0.1:8000"
OWN = (
    *("", "/edit", "/published", "/preview", "/sign-up", "/texts/fr", "/co-hosts"),
    *("/change/other", "/change/time", "/picture", "/repeat"),
)
PUBLIC = ("", "/flyer", "/sign-up")

SEEN = r"""[
  document.body.innerText + document.title,
  [...document.querySelectorAll('*')].flatMap(e => [...e.attributes])
    .filter(a => /^on/.test(a.name) || /^\s*javascript:/i.test(a.value)
      && ['href', 'src', 'action'].includes(a.name)).map(a => a.name)
]"""
"""What is to be read on a page, and which attributes would run a script."""


def answering(client):
    """Answer what a browser asks with what the application answers."""

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        given = client.get(path)
        headers = {k: v for k, v in given.headers.items() if k != "content-encoding"}
        route.fulfill(status=given.status_code, headers=headers, body=given.content)

    return answer


def test_no_payload_comes_alive(organiser, publish, client, page_for) -> None:
    paths = [
        publish(organiser, title=payload, begins=payload, finishes=payload, caller=payload)
        for payload in PAYLOADS
    ]
    for path in paths:
        assert organiser.client.post(f"{path}/sign-up/open").status_code == 303
    listed = client.get("/en/events").text
    events = sorted(
        set(re.findall(r'href="[^"]*(/en/events/(?:zq|javascript|data)-[^"./]*)"', listed))
    )
    assert len(events) == len(PAYLOADS)
    pages = [
        *("/en/events", "/en/organisations", "/en/search?q=zq", "/en/calendar/2026-12"),
        *(path + page for path in events for page in PUBLIC),
        *("/organise/events", "/organise/people", "/organise/journal"),
        *(path + page for path in paths for page in OWN),
    ]
    page, said = page_for(BASE, javascript=True, locale="en-GB"), []
    page.context.route("**/*", answering(organiser.client))
    page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("request", lambda request: said.append(request.url) if "zqx" in request.url else None)
    shown = 0
    for path in pages:
        said.clear()
        assert page.goto(path).status == 200, path
        text, wrong = page.evaluate(SEEN)
        shown += "zqx" in text
        assert (path, wrong, [one for one in said if BASE + path != one]) == (path, [], [])
    assert shown > 20
