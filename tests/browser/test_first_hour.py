"""The first hour, on a phone without JavaScript: from the set-up link to a list of names.

A real server started from nothing, in each language; nothing is looked up or written but by
pressing what a person would press, except what other programs read: feeds, JSON, the mail folder.
"""

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.browser.walker import BREATH, PHONE, Postbox, Walker
from tests.fixtures.server import RunningServer

LOCALES = {"es": "es-PE", "fr": "fr-FR", "en": "en-GB"}
PACKS = {"es": "peru-2023", "fr": "-", "en": "-"}
"""What the memorial begins with: the documents, which takes the worker a while, or nothing."""
PASSWORD = "made for tests: cold tea and rain"
SUBMIT = "main form button[type=submit]"
STOPS = ["Made Square", "Made Corner", "Made Court", "Made Bridge"]
MOVED = "Made Garden"
ADDRESS = "ana@made.example"
IN_DAYS = 9
"""The march is in nine days; one of them may be a change of clocks."""


def day() -> str:
    return (datetime.now(UTC) + timedelta(days=IN_DAYS)).date().isoformat()


def told(walker: Walker, address: str) -> Any:
    """What another program reads at an address."""
    answer = walker.page.context.request.get(address)
    assert answer.status == 200, address
    return answer


def set_up(walker: Walker, server: RunningServer, pack: str) -> None:
    """The first account, the campaign, and the three things to do first."""
    link = re.search(r"http\S+/organise/set-up/\S+", server.output)
    assert link is not None
    walker.open(link[0], "set up")
    walker.press(SUBMIT, "set up, faults")
    walker.fill(handle="wayra", name="Wayra", new_password=PASSWORD, again=PASSWORD)
    walker.press(SUBMIT, "campaign, first")
    walker.fill(name="Made campaign", purpose="Made for tests", contact="hello@made.example")
    walker.fill(data_controller="Made Collective, Made Street 1")
    walker.select("default_timezone", "Europe/Paris")
    walker.press(SUBMIT, "campaign, nothing chosen")
    walker.choose(f"input[name=begins_with][value='{pack}']")
    walker.press(SUBMIT, "what first, waiting" if pack != "-" else "what first")
    if pack != "-":
        walker.until(lambda: not looks_again(walker), pause=BREATH)
        walker.look("what first, with documents")


def looks_again(walker: Walker) -> bool:
    """Look whether the documents are still on their way."""
    walker.page.reload()
    return walker.page.locator("main .notice").count() > 0


def announce(walker: Walker, **fields: str) -> str:
    """Five fields, then the preview; returns the path of the draft."""
    kind = fields.pop("kind")
    walker.select("kind", kind)
    walker.fill(day=day(), caller="Made Collective", **fields)
    walker.press("form.gathering button[type=submit]", f"preview of a {kind}")
    width = walker.page.evaluate("document.querySelector('.card img').naturalWidth")
    assert (width, fields["title"] in walker.text(".sample")) == (1200, True)
    return walker.path.removesuffix("/preview")


def march(walker: Walker, lang: str) -> tuple[str, str]:
    """Publish a march with four stops; returns its home and its public page."""
    walker.press("main a[href='/organise/events/new']", "new event")
    walker.press("form.gathering button[type=submit]", "new event, faults")
    home = announce(
        walker,
        kind="march",
        title="Made march for memory",
        starts="15:00",
        ends="18:00",
        begins=STOPS[0],
        finishes=STOPS[3],
    )
    walker.press(f"main a[href='{home}/edit'] >> nth=-1", "edit")
    for number in (1, 2):
        walker.press("button[value=stops-add]", "edit, more stops")
        walker.fill(**{f"stops-{number}-name": STOPS[number]})
    walker.press(".stay button[value=save]", "home of a draft")
    walker.press(f"main a.action[href='{home}/preview']", "preview of a march")
    walker.press("form[action$='/publish'] button", "published")
    ways = walker.page.locator(".pass-on .ways a").all()
    public = f"/{lang}/events/made-march-for-memory"
    assert [re.sub("^http://[^/]+", "", way.get_attribute("href") or "") for way in ways] == [
        public,
        f"{public}/flyer",
        home,
        "/organise/people/invite",
    ]
    return home, public


def passed_on(walker: Walker, public: str) -> None:
    """What a published event is passed on by: short link, code, text, page, feed, JSON."""
    short = walker.text(".short-link a")
    assert short in walker.page.input_value(".share textarea")
    assert walker.page.evaluate("document.querySelector('.qr img').naturalWidth") > 0
    walker.press(".pass-on .ways li:nth-child(2) a", "flyer")
    assert walker.page.locator(".way li").all_inner_texts() == STOPS
    walker.open(short, "public page of a march")
    assert walker.path == public
    assert walker.page.locator(".route .name").all_inner_texts() == STOPS
    assert stated(walker, public) == ("CONFIRMED", 0, [])
    lang = public[1:3]
    listed = told(walker, f"/api/v1/events?lang={lang}&limit=100").json()["items"]
    ahead = [item["url"] for item in listed if (item["date"] or "") >= day()]
    assert [url.endswith(public) for url in ahead] == [True]
    walker.open(f"/{lang}/events", "public list")
    assert "Made march for memory" in walker.text()


def stated(walker: Walker, public: str) -> tuple[str, int, list[str]]:
    """An event as calendars and other sites read it: STATUS, SEQUENCE, the words of updates."""
    entry = Calendar.from_ical(told(walker, f"{public}.ics").body()).events[0]
    item = told(walker, f"/api/v1/events/{public.rpartition('/')[2]}?lang={public[1:3]}").json()
    words = [update["text"] for update in item["updates"]]
    return str(entry.get("STATUS", "CONFIRMED")), int(entry.get("SEQUENCE", 0)), words


def change(walker: Walker, home: str, public: str, what: str, **fields: str) -> str:
    """Say what has changed, see who learns of it, tell it; returns the words."""
    walker.open(home, "home of a published event")
    walker.press(".urgent a", "what has changed")
    walker.press(f".what a[href$='/{what}']", f"change: {what}")
    if fields:
        walker.fill(**fields)
        walker.press("button[value=look]", "who learns of it")
    words = walker.page.input_value(f"textarea[name=words_{public[1:3]}]")
    walker.press("button[value=publish]", "told")
    walker.press("main a.action", f"public page, {what}")
    assert (walker.path, words in walker.text()) == (public, True)
    assert words in told(walker, f"{public[:3]}/events.atom").text()
    return words


def try_mail(walker: Walker, postbox: Postbox) -> None:
    """Mail goes to a folder; the test of it can be read in the workspace."""
    walker.press("header a[href='/organise/mail']", "mail")
    walker.fill(address="wayra@made.example")
    walker.press("form[action$='/mail/test'] button", "mail, asked")
    assert postbox.letter(walker)
    walker.press("header a[href='/organise/mail']", "mail, with a message")
    walker.press("a[href*='/mail/messages/']", "a message")


def ask_for_names(walker: Walker, lang: str) -> tuple[str, str]:
    """A meeting whose hosts ask for names: the rescue sheet comes first. Home and public page."""
    walker.press("header a[href='/organise/events']", "events")
    walker.press("main a[href='/organise/events/new']", "new event")
    home = announce(
        walker, kind="meeting", title="Made meeting", starts="19:00", begins="Made Hall"
    )
    walker.press("form[action$='/publish'] button", "published, a meeting")
    walker.press(f".pass-on a[href='{home}']", "home, nobody can sign up")
    walker.press(f"a[href='{home}/sign-up']", "sign-up, settings")
    walker.choose("input[name=mode][value=names]")
    walker.fill(capacity="5")
    walker.press(f"form[action='{home}/sign-up'] button", "before names")
    write_sheet(walker)
    assert walker.path == f"{home}/sign-up"
    walker.press("form[action$='/sign-up/open'] button", "sign-up, open")
    return home, f"/{lang}/events/made-meeting"


def write_sheet(walker: Walker) -> None:
    """Twelve words on paper, two typed back: once from memory, then from the paper."""
    walker.press("main a.action[href='/organise/rescue-sheet']", "rescue sheet")
    walker.press("form[action$='/words'] button", "twelve words")
    words = walker.page.locator(".words-on-paper li").all_inner_texts()
    labels = walker.page.locator("main .control label").all_inner_texts()
    first, second = (words[int(re.sub(r"\D", "", label)) - 1] for label in labels)
    walker.fill(first=first, second="no word")
    walker.press("main form button", "twelve words, faults")
    walker.fill(first=first, second=second)
    walker.press("main form button", "sign-up, with names")


def fill_in(walker: Walker, public: str) -> None:
    """Somebody passes by and fills in the form."""
    walker.open(f"{public}/sign-up", "sign-up form")
    walker.fill(party="2", name="Ana of Made", address=ADDRESS)
    walker.choose("input[name=may_write] >> nth=0")


def send_in(walker: Walker, postbox: Postbox) -> str:
    """They send it, and confirm it by the letter; returns their own link."""
    walker.send("form[action$='/sign-up'] button", "/sent", "a letter is on its way")
    own = re.search(r"http\S+/my/\S+", postbox.letter(walker))
    assert own is not None
    walker.open(own[0], "own page, to confirm")
    walker.press("form[action$='/confirm'] button", "own page")
    return own[0]


def propose(walker: Walker, lang: str) -> None:
    walker.open(f"/{lang}/events/propose", "propose")
    walker.fill(title="Made proposal", day=day(), where="Made Square")


def look_around(walker: Walker, home: str, others: list[str], lang: str) -> None:
    """The screens that the first hour does not lead to: a third of them in each language."""
    parts = ["picture", "repeat", f"texts/{others[0]}", "co-hosts", "change/time", "door", "edit"]
    screens = [f"{home}/{part}" for part in parts]
    names = ("hosting", "proposals", "journal", "exposure", "account", "account/password")
    screens += [f"/organise/{name}" for name in (*names, "campaign", "rescue-sheet/use")]
    for screen in screens[list(LOCALES).index(lang) :: len(LOCALES)]:
        walker.open(screen, screen.removeprefix(home))


def change_and_cancel(walker: Walker, own: str) -> None:
    walker.open(own, "own page")
    walker.unfold(0)
    walker.fill(party="3")
    walker.press("form[action$='/change'] button", "own page, changed")
    walker.unfold(1)
    walker.press("form[action$='/cancel'] button", "own page, cancelled")


def invite(walker: Walker, guest: Walker) -> None:
    """A link for a second person, used by them once and by nobody else."""
    walker.press("header a[href='/organise/people']", "people, one")
    walker.press("main a[href='/organise/people/invite']", "invite")
    walker.choose("input[value=organiser]")
    walker.press(SUBMIT, "the invitation")
    link = walker.page.input_value("#link")
    guest.open(link, "invited")
    guest.fill(handle="killa", name="Killa", new_password=PASSWORD, again=PASSWORD)
    guest.press(SUBMIT, "workspace of an organiser")
    answer = guest.page.goto(link)
    assert (answer.status if answer else None) == 404
    guest.look("a link that was used")
    walker.press("header a[href='/organise/people']", "people, two")
    assert "Killa" in walker.text()


def read_list(walker: Walker, home: str, data: Path) -> None:
    """The names: behind a second tap, and behind the password once ten minutes are over."""
    database = sqlite3.connect(data / "ayni.db")
    with database:
        database.execute("UPDATE account_session SET confirmed_at = '2026-01-01 00:00:00.000000'")
    database.close()
    walker.open(home, "home, somebody comes")
    assert "Ana of Made" not in walker.text()
    walker.press(f"a[href='{home}/sign-up']", "sign-up, open")
    walker.press(f"a[href='{home}/list']", "password once more")
    walker.fill(password=PASSWORD)
    walker.press(SUBMIT, "list of names")
    assert walker.page.locator(".names tbody th").all_inner_texts() == ["Ana of Made"]
    walker.fill(passphrase="made passphrase of words", again="made passphrase of words")
    with walker.page.expect_download() as saved:
        walker.page.click("form[action$='/list/export'] button")
    assert b"Ana" not in Path(saved.value.path()).read_bytes()


def second_sign_in(walker: Walker) -> None:
    """A second factor is offered, and may wait."""
    walker.press("form.leave button", "sign in")
    walker.fill(handle="wayra", password=PASSWORD)
    walker.press(SUBMIT, "second factor offered")
    assert walker.path == "/organise/account/second-factor"
    walker.press("main .buttons a", "workspace")


@pytest.mark.parametrize("lang", LOCALES)
def test_the_first_hour(
    serve: Callable[..., RunningServer],
    page_for: Callable[..., Any],
    record_property: Callable[[str, str], None],
    lang: str,
) -> None:
    server = serve()
    data = server.folder / "data"
    postbox = Postbox(data / "mail")
    turn = [*LOCALES].index(lang)
    wayra, ana, killa = (
        Walker(page_for(server.base_url, width=PHONE, locale=LOCALES[lang]), turn=turn)
        for _ in range(3)
    )
    set_up(wayra, server, PACKS[lang])
    home, public = march(wayra, lang)
    minutes, done = wayra.minutes, f"{wayra.presses} presses and {wayra.typed} fields"
    assert minutes < 10
    passed_on(wayra, public)
    moved = change(wayra, home, public, "place", where=MOVED)
    assert wayra.page.locator(".route .name").all_inner_texts() == [MOVED, *STOPS[1:]]
    assert stated(wayra, public) == ("CONFIRMED", 1, [moved])
    cancelled = change(wayra, home, public, "cancelled")
    assert stated(wayra, public) == ("CANCELLED", 2, [cancelled, moved])
    wayra.open("/organise", "workspace")
    try_mail(wayra, postbox)
    home, public = ask_for_names(wayra, lang)
    fill_in(ana, public)
    invite(wayra, killa)
    own = send_in(ana, postbox)
    propose(ana, lang)
    read_list(wayra, home, data)
    ana.send("main form button[type=submit]", "/sent", "proposed")
    look_around(wayra, home, [other for other in LOCALES if other != lang], lang)
    change_and_cancel(ana, own)
    second_sign_in(wayra)
    figure = f"published after {done}, {minutes:.1f} minutes; in all {wayra.presses} presses"
    record_property("figure", figure)
    assert [*wayra.faults, *ana.faults, *killa.faults] == []
