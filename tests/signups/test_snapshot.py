"""What the public is told of sign-ups: as of the last quarter of an hour, in page and API alike."""

from app.signups.inputs import FormInput
from tests.fixtures.reading import lines_of


def test_a_sign_up_moves_nothing_until_the_next_snapshot(client, desk, clock, post):
    fresh = {"cookie": "ayni=none"}  # who brings a cookie is answered from the database

    def told() -> tuple[dict, bool]:
        item = client.get(f"/api/v1/events/{desk.event_id}?lang=en", headers=fresh).json()
        page = lines_of(client.get("/en/events/made-vigil", headers=fresh).text)
        return item["sign_up"], any("At least 10 are coming." in line for line in page)

    url = f"{desk.base}/en/events/made-vigil/sign-up"
    open_to_all = {"open": True, "places": "open", "url": url}
    desk.set(FormInput(capacity=20, shows_counts=True))
    post.work()
    assert told() == (open_to_all, False)
    desk.sign_up(party=9)
    desk.sign_up(party=5)
    assert told() == (open_to_all, False)
    clock.advance(minutes=15)
    post.work()
    assert told() == ({**open_to_all, "count": 10}, True)
    desk.sign_up(party=4)
    clock.advance(minutes=15)
    post.work()
    assert told() == ({**open_to_all, "places": "few", "count": 10}, False)
