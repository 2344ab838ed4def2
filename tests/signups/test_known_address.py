"""Nobody learns from the form whose address is known: same statements, same answer."""

import re

from sqlalchemy import event

from app.signups.inputs import FormInput
from tests.fixtures.post import text_of
from tests.signups.test_flow import PAGE, hidden


def test_a_known_address_meets_what_an_unknown_one_meets(client, app, desk, clock, post):
    desk.set(FormInput(capacity=50))
    site = app
    while not hasattr(site, "state"):
        site = site.app
    said: list[str] = []

    @event.listens_for(site.state.resources.database.writer, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_rest):
        said.append(re.sub(r"\s+", " ", statement))

    def sign_up(address: str) -> tuple[int, str, str, list[str]]:
        ticket = hidden(client.get(PAGE).text)
        clock.advance(seconds=5)
        fields = {"ticket": ticket, "party": "1", "address": address, "may_write": "no"}
        said.clear()
        sent = client.post(PAGE, data=fields)
        return sent.status_code, sent.headers["location"], sent.text, list(said)

    unknown = sign_up("ana@made.example")
    pending = sign_up("ANA@made.example")
    [_, letter] = post.arrived()
    link = re.search(r"http\S+/my/\S+", text_of(letter))[0]
    assert client.post(f"{link}/confirm").status_code == 303
    confirmed = sign_up("ana@made.example")
    assert unknown[:2] == (303, f"{PAGE}/sent")
    assert pending == confirmed == unknown
