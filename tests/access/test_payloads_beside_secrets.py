"""The same where secrets are typed, and in the file that somebody takes along."""

import csv
import re
from io import StringIO

import pytest

from app.signups.export import open_file
from tests.access.pages import read_page
from tests.access.test_payloads import BIDI, PAYLOADS
from tests.accounts.test_second_factor import give_password, turn_on
from tests.fixtures.accounts import PASSWORD
from tests.fixtures.sign_ups import typed_back, words_on

SHEET = "/organise/rescue-sheet"
SECRET = "zqsecret"
NEW = "four words of cold salt"
BEGINS = re.compile(r"\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n]")
FORMULAS = (
    "=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "'=1", "\uff1d1+1", "Ana;=1+1;@1", "Ben; +1",
    "Ana\t=1", "\"Eva\";'=1", "Eva,=1",
)  # fmt: skip


def judge(answer, path: str) -> list[str]:
    """What in a page is live, or shows what nobody else may read."""
    found = read_page(answer.text, path).live
    found += [what for what in (SECRET, "zq49") if what in answer.text]
    return found + BIDI.findall(answer.text)


def fill_all(browser, page, path: str, payload: str) -> list[tuple[str, int, list[str]]]:
    """Send every form of a page that takes texts or secrets; what is wrong with the answers."""
    told = []
    for form in page.forms:
        fields = {name: values[:1] for name, values in form.fields.items()}
        fields |= dict.fromkeys(form.texts, payload)
        fields |= {name: f"{SECRET} {name} {payload}" for name in form.secrets}  # never the same
        if form.method == "post" and form.texts + form.secrets:
            where = form.action.partition("8000")[2] or form.action
            answer = browser.post(where, data=fields)
            told.append((where.partition("?")[0], answer.status_code, judge(answer, path)))
    return told


def link_in(answer) -> str:
    return re.search(r"8000(/organise/(?:invitation|new-password)/[\w-]+)", answer.text)[1]


def write_sheet(browser) -> None:
    page = browser.post(f"{SHEET}/words").text
    done = browser.post(SHEET, data=typed_back(page, words_on(page)))
    assert done.status_code == 303


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_beside_secrets_too_what_is_typed_stays_text(
    sign_in, browser_of, clock, organiser, coordinator
) -> None:
    invited = coordinator.client.post(
        "/organise/people/invite", data={"role": "steward", "days": "3"}
    )
    steward = sign_in("steward")
    renew = coordinator.client.post(f"/organise/people/{steward.account_id}/new-password")
    nobody, owing = browser_of(), sign_in("organiser", handle="owing")
    turn_on(owing, clock)
    awaiting = give_password(browser_of(), handle="owing")
    asked = [
        *((nobody, path) for path in ("/organise/sign-in", link_in(invited), link_in(renew))),
        (awaiting, "/organise/sign-in/code"),
        (organiser.client, "/organise/confirm-password"),
        (organiser.client, "/organise/account/password"),
        (organiser.client, "/organise/account/second-factor"),
        (organiser.client, f"{SHEET}/use"),
    ]
    told = []
    for payload in PAYLOADS:
        for browser, path in asked:
            told += fill_all(browser, read_page(browser.get(path).text, path), path, payload)
        words = organiser.client.post(f"{SHEET}/words")
        told += fill_all(organiser.client, read_page(words.text, SHEET), SHEET, payload)
    paths = [*(path for _, path in asked), SHEET]
    assert told == [(path, 422, []) for path in paths] * len(PAYLOADS)


def test_whoever_joins_under_such_a_name_is_a_name_everywhere(browser_of, coordinator) -> None:
    pages = {"/organise/people", "/organise/journal"}
    for number, payload in enumerate(PAYLOADS):
        invite = {"role": "organiser", "days": "3"}
        link = link_in(coordinator.client.post("/organise/people/invite", data=invite))
        joining = {
            "handle": f"made-{number}", "name": payload[:60], "language": "en",
            "new_password": NEW, "again": NEW,
        }  # fmt: skip
        browser = browser_of()
        assert browser.post(link, data=joining).status_code == 303
        people = coordinator.client.get("/organise/people")
        pages |= {path for path in read_page(people.text, "/").links if "/people/a_" in path}
        assert judge(browser.get("/organise/account"), "/organise/account") == []
    shown = {path: coordinator.client.get(path) for path in pages}
    assert [
        (path, judge(answer, path)) for path, answer in shown.items() if judge(answer, path)
    ] == []
    assert sum("zq" in answer.text for answer in shown.values()) > len(PAYLOADS)


def test_no_cell_of_a_list_that_is_taken_along_is_a_formula(
    neighbours, sign_in, publish, client, clock
) -> None:
    reader = sign_in("organiser", organisations=("o_made",))
    path = publish(reader)
    write_sheet(reader.client)
    reader.client.post(f"{path}/sign-up/open")
    names = [*FORMULAS, *(payload[:60] for payload in PAYLOADS)]
    asked = {"mode": "names", "purge_days": "7", "largest_party": "5"}
    labels = dict(zip(("questions-0-label", "questions-1-label"), FORMULAS, strict=False))
    saved = reader.client.post(f"{path}/sign-up", data={**asked, **labels})
    assert saved.status_code == 303, saved.text
    [event] = client.get("/api/v1/events?lang=en").json()["items"]
    form = f"/en/events/{event['slug']}/sign-up"
    for name in names:
        page = read_page(client.get(form).text, form).forms[-1]
        answers = [field for field in page.texts if field not in {"name", "address", "party"}]
        assert len(answers) == 2
        clock.advance(seconds=6)
        fields = {
            **page.fields,
            "party": "2",
            "name": name,
            "may_write": "no",
            **dict.fromkeys(answers, name),
        }
        sent = client.post(form, data=fields)
        assert sent.status_code == 303, sent.text
    known = {"handle": reader.handle, "password": PASSWORD}
    assert reader.client.post("/organise/confirm-password", data=known).status_code == 303
    listed = reader.client.get(f"{path}/list")
    assert (listed.status_code, judge(listed, path)) == (200, [])
    phrase = "four words of cold salt"
    file = reader.client.post(f"{path}/list/export", data={"passphrase": phrase, "again": phrase})
    table = open_file(file.content, phrase).decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(table, newline=""))
    assert [cell.replace("'", "") for cell in head[3:]] == [*FORMULAS[:2]]
    kept = {row[0].replace("'", "") for row in rows}
    assert kept == {re.sub(r"\s*\n", " ", name.replace("'", "")) for name in names}
    for parted_at in ",;\t":
        cells = [
            cell for row in csv.reader(StringIO(table, newline=""), delimiter=parted_at)
            for cell in row
        ]  # fmt: skip
        assert [cell for cell in cells if BEGINS.match(cell)] == []
