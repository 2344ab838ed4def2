"""What a sign-up's letters say, whole, and what goes with them."""

import re
from pathlib import Path

import pytest
from icalendar import Calendar

from app.signups import service
from app.signups.inputs import FormInput
from tests.fixtures.post import text_of
from tests.signups.test_flow import PAGE, hidden
from tests.signups.test_telling import tell

ADDRESS = "zzana@made.example"
LINK = re.compile(r"http://\S+/my/\S+")


@pytest.fixture
def write(desk, client, clock, post):
    """Sign somebody up in a language; returns the letter that came."""

    def sign_up(lang: str):
        desk.set(FormInput(capacity=5))
        path = PAGE.replace("/en/", f"/{lang}/")
        ticket = hidden(client.get(path).text)
        clock.advance(seconds=5)
        fields = {"ticket": ticket, "party": "2", "address": ADDRESS, "may_write": "yes"}
        assert client.post(path, data=fields).status_code == 303
        [letter] = post.arrived()
        return letter

    return sign_up


def entry_of(letter) -> bytes:
    """The one file that goes with a letter."""
    [file] = letter.iter_attachments()
    assert (file.get_filename(), file.get_content_type(), file.get_param("method")) == (
        "event.ics",
        "text/calendar",
        "PUBLISH",
    )
    return file.get_payload(decode=True)


@pytest.mark.parametrize("lang", ["es", "fr"])
def test_letters_in_a_language_from_the_first_to_the_last(
    desk, client, write, post, coordinator, lang
):
    first = write(lang)
    link = LINK.search(text_of(first))[0]
    assert client.post(f"{link}/confirm").status_code == 303
    words = {f"words_{lang}": WORDS[lang], "words_en": "It is off."}
    assert tell(coordinator, desk.event_id, "cancelled", **words).status_code == 303
    [last] = post.arrived()
    whole = [f"{letter['subject']}\n\n{text_of(letter)}" for letter in (first, last)]
    expected = (Path(__file__).parent / "letters" / f"{lang}.txt").read_text()
    assert LINK.sub("LINK", "\n----\n".join(whole)) == expected


def test_the_event_goes_with_the_letter_as_the_public_reads_it(
    desk, client, write, post, coordinator
):
    first = write("en")
    mailed = entry_of(first)
    assert mailed == client.get("/en/events/made-vigil.ics").content
    link = LINK.search(text_of(first))[0]
    client.post(f"{link}/confirm")
    assert tell(coordinator, desk.event_id, "cancelled").status_code == 303
    [last] = post.arrived()
    client.cookies.set("made", "1")  # past the page cache
    assert entry_of(last) == client.get("/en/events/made-vigil.ics").content
    told = [Calendar.from_ical(content).walk("VEVENT")[0] for content in (mailed, entry_of(last))]
    assert [(str(e["STATUS"]), str(e["UID"])) for e in told] == [
        ("CONFIRMED", f"{desk.event_id}@ayni"),
        ("CANCELLED", f"{desk.event_id}@ayni"),
    ]
    assert told[0]["SEQUENCE"] < told[1]["SEQUENCE"]
    assert [word for word in (ADDRESS, "ATTENDEE", "ORGANIZER") if word in str(told)] == []


def test_a_place_that_has_become_free_comes_with_the_event(desk, client, post):
    desk.set(FormInput(capacity=1, has_waiting_list=True))
    first, _ = desk.sign_up()
    waiting, _ = desk.sign_up(address=ADDRESS, is_informed=True)
    desk.do(service.confirm, waiting)
    post.arrived()
    desk.do(service.cancel, first)
    [letter] = post.arrived()
    assert entry_of(letter) == client.get("/en/events/made-vigil.ics").content
    assert LINK.sub("LINK", f"{letter['subject']}\n\n{text_of(letter)}") == PROMOTED


PROMOTED = """There is news

A place has become free, and it is yours. You are expected at:

Made Vigil
29 November 2026, 16:00–18:00

The file with this letter is for your calendar. A calendar that subscribes to this address keeps \
itself up to date: http://127.0.0.1:8000/en/events/made-vigil.ics

If you cannot come any more, please give it back: use the link of our first letter.

On 6 December 2026 everything that was left with us for this is destroyed.

To get no more letters about this: LINK
"""


def test_without_an_exact_day_there_is_no_entry_and_no_word_of_one(desk, world, post):
    from dataclasses import replace

    from app.events import service as events
    from app.kit.dates import PartialDate
    from app.signups.gathering import gathering

    with desk.reading() as db:
        known = events.read(db, desk.event_id)
    month = replace(known, starts_at=None, ends_at=None, date=PartialDate.parse("2026-12"))
    world.event(month)
    with desk.reading() as db:
        desk.event = gathering(db, name=desk.event_id, lang="en")
    desk.set(FormInput())
    desk.sign_up(address=ADDRESS)
    [letter] = post.arrived()
    assert (list(letter.iter_attachments()), ".ics" in text_of(letter)) == ([], False)


WORDS = {"es": "Esta vigilia no se celebra.", "fr": "Cette veillée n’a pas lieu."}
