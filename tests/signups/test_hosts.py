"""What hosts set and see."""

import pytest

from app.signups.inputs import FormInput
from tests.fixtures.post import text_of
from tests.fixtures.reading import lines_of

SETTINGS = {
    "mode": "head_count",
    "largest_party": "4",
    "purge_days": "7",
    "capacity": "30",
    "has_waiting_list": "y",
}


@pytest.fixture
def host(sign_in):
    return sign_in(role="coordinator").client


def home(desk) -> str:
    return f"/organise/events/{desk.event_id}"


def test_a_host_opens_sets_counts_and_closes(host, desk):
    at = home(desk)
    assert "Nobody can sign up yet." in lines_of(host.get(at).text)
    assert host.post(f"{at}/sign-up/open").status_code == 303
    assert host.post(f"{at}/sign-up", data={**SETTINGS, "version": "2"}).status_code == 303
    desk.sign_up(party=3)
    assert host.post(f"{at}/door", data={"people": "2"}).status_code == 303
    lines = lines_of(host.get(at).text)
    assert [
        lines[lines.index(label) + 1]
        for label in (
            "Signed up",
            "Places free",
            "Counted at the door",
        )
    ] == ["3", "27", "2"]
    assert host.post(f"{at}/sign-up/close").status_code == 303
    assert "Nobody can sign up now." in lines_of(host.get(f"{at}/sign-up").text)


def test_sign_up_that_is_set_and_not_open_is_opened_with_one_tap(host, desk):
    at, button = home(desk), "Let people sign up"
    desk.set(FormInput(capacity=30), is_open=False)
    assert button in lines_of(host.get(at).text)
    assert host.post(f"{at}/sign-up/open").status_code == 303
    assert button not in lines_of(host.get(at).text)


def test_settings_that_cannot_be_stay_on_the_page(host, desk):
    desk.set(FormInput(capacity=3))
    desk.sign_up(party=3)
    sent = host.post(f"{home(desk)}/sign-up", data={**SETTINGS, "capacity": "2", "version": ""})
    assert (sent.status_code, 'value="2"' in sent.text) == (422, True)
    assert "More places than that are taken. Take a larger number." in " ".join(lines_of(sent.text))
    old = host.post(f"{home(desk)}/sign-up", data={**SETTINGS, "version": "1"})
    assert old.status_code == 409


def test_a_message_goes_to_those_who_let_us_write(host, desk, post):
    desk.set(FormInput())
    desk.sign_up()
    desk.sign_up(address="ana@made.example", is_informed=True)
    post.arrived()
    from app.signups import service

    secret, _ = desk.sign_up(address="ben@made.example", is_informed=True)
    desk.do(service.confirm, secret)
    post.arrived()
    sent = host.post(f"{home(desk)}/sign-up/message", data={"text": "Bring water."})
    assert sent.status_code == 303
    [letter] = post.arrived()
    assert (letter["to"], letter["subject"], "Bring water." in text_of(letter)) == (
        "ben@made.example", "There is news", True,
    )  # fmt: skip
