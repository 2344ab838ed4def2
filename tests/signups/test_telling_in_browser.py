"""A change told, and a gathering proposed, on a phone without a script: every screen, by axe."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.accounts.enums import AccountRole
from app.accounts.handles import salt_of
from app.accounts.inputs import NewAccount
from app.accounts.service import accounts, sessions
from app.events import service as events
from app.history.enums import Role
from app.history.inputs import Act
from app.kit.clock import system_clock
from app.kit.db import Database
from app.kit.key_folder import KeyFolder
from app.kit.languages import Language
from app.kit.sealing import PasswordCost, as_token, password_key
from app.operations.session import one_write
from tests.fixtures.browser import axe, press
from tests.fixtures.events import plain_event

EVENT, PHONE = "e_made0000000", 360


def prepare(folder: Path, lang: str) -> str:
    """A made vigil next week, and somebody signed in; returns what their cookie holds."""
    database = Database(f"sqlite:///{folder / 'ayni.db'}", pool_size=1)
    now = system_clock()
    wanted = NewAccount(
        handle="made",
        name="Made",
        role=AccountRole.COORDINATOR,
        language=Language(lang),
        organisation_ids=(),
    )
    salt = salt_of(KeyFolder(folder / "keys"), wanted.handle)
    key = password_key("made", salt=salt, cost=PasswordCost(passes=1, memory=8 << 10))
    start = now + timedelta(days=7)
    vigil = plain_event(
        "vigil", starts_at=start, ends_at=start + timedelta(hours=2), timezone="Europe/Paris"
    )
    with one_write(database, clock=system_clock) as db:
        account = accounts.create(db, wanted, password_key=key, now=now)
        begun = sessions.sign_in(
            db, handle_key=account.handle_key, password_key=key, device="", now=now
        )
        events.save(db, record_id=EVENT, wanted=vigil, act=Act(role=Role.SEED), now=now)
    database.dispose()
    return as_token(begun.secret)


@pytest.mark.parametrize("lang", ["es", "fr", "en"])
def test_told_and_proposed_on_a_phone(serve, page_for, lang):
    server = serve()
    secret = prepare(server.folder / "data", lang)
    page = page_for(server.base_url, width=PHONE)
    page.context.add_cookies([{"name": "ayni", "value": secret, "url": server.base_url}])
    faults: list[str] = []

    def look() -> None:
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults.extend([f"{page.url}: {fault}" for fault in axe(page)])
        faults.extend([f"{page.url} is {wide} wide"] if wide > PHONE else [])

    page.goto(f"/organise/events/{EVENT}/change")
    look()
    press(page, f'a[href$="/{EVENT}/change/time"]')
    page.fill('input[name="starts"]', "21:00")
    page.fill('input[name="ends"]', "22:30")
    look()
    press(page, 'button[value="look"]')
    words = page.input_value(f'textarea[name="words_{lang}"]')
    assert "21:00" in words
    look()
    press(page, 'button[value="publish"]')
    look()
    page.goto(f"/{lang}/events/vigil")
    assert words in page.inner_text("main")
    page.goto(f"/organise/events/{EVENT}/co-hosts")
    look()
    page.goto("/organise/hosting")
    look()
    page.goto(f"/{lang}/events/propose")
    look()
    page.fill('input[name="title"]', "Made proposal")
    page.fill('input[name="day"]', "2030-01-01")
    page.fill('input[name="where"]', "Made Square")
    for _ in range(500):  # whoever is too quick is asked to send it once more
        press(page, 'main button[type="submit"]')
        if page.url.endswith("/sent"):
            break
    assert page.url.endswith(f"/{lang}/events/propose/sent")
    look()
    page.goto("/organise/proposals")
    assert "Made proposal" in page.inner_text("main")
    look()
    page.goto(f"/{lang}/events/vigil/flyer")
    look()
    assert faults == []
