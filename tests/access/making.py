"""How the ground of these tests is made: by what people do, and where no page does it, by hand."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from functools import partial
from typing import Any

from sqlalchemy import select
from starlette.testclient import TestClient

from app.accounts.enums import AccountRole
from app.accounts.models import Account
from app.events.models import EventPicture
from app.jobs.enums import JobStatus
from app.jobs.models import Job
from app.kit.ids import new_id
from app.kit.key_folder import KeyFolder
from app.kit.sealing import as_token, new_secret
from app.main import create_app
from app.operations.purge import purge
from app.operations.session import one_write
from app.publishing.enums import PublicKind
from app.publishing.models import ShortCode
from app.signups import service as sign_ups
from app.signups.enums import SignUpMode
from app.signups.gathering import gathering
from app.signups.inputs import FormInput, Means, SignUpInput
from app.signups.models import SignUp
from tests.access import records
from tests.access.ground import (
    ADDRESS,
    ANNOUNCED,
    CALLER,
    LEFT,
    NAME,
    NEVER_FORMED,
    PICTURED,
    Who,
    png,
)
from tests.access.records import EVENTS, OURS, THEIRS, id_of
from tests.fixtures.accounts import PASSWORD, Arrival, Person, cheapest, open_browser
from tests.fixtures.announcing import MARCH
from tests.fixtures.application import TestMonotonic
from tests.fixtures.events import World
from tests.fixtures.forms import fields_of
from tests.fixtures.post import Post
from tests.fixtures.sign_ups import ticket_on
from tests.fixtures.visiting import Visitor


def write(world: World) -> None:
    """Make the world, and leave beside its data what `tests.access.ground` must know."""
    settings, clock = world.settings, world.clock
    records.write(world)
    app = create_app(settings, clock=clock, monotonic=TestMonotonic(), password_cost=cheapest())
    started = Visitor(app, base_url=settings.canonical_base)
    with started as client, closing(Post(settings, clock)) as post:
        maker = _Maker(world, client, partial(open_browser, app, client, settings), post)
        maker.make()
    left = {
        "now": clock().isoformat(),
        "people": [asdict(who) for who in maker.people.values()],
        "links": maker.links,
    }
    settings.data_dir.with_name(LEFT).write_text(json.dumps(left), "utf-8")


class _Maker:
    def __init__(
        self, world: World, client: TestClient, browser_of: Callable[..., TestClient], post: Post
    ) -> None:
        self.world, self.client, self.browser_of, self.post = world, client, browser_of, post
        self.settings, self.database, self.clock = world.settings, world.database, world.clock
        self.sign_in = Arrival(self.database, self.settings, self.clock, browser_of)
        self.keys = KeyFolder(self.settings.keys)
        self.people: dict[str, Who] = {}
        self.links: dict[str, str] = {}

    def make(self) -> None:
        stale = self.sign_in("organiser", handle="zq-ours", organisations=(OURS,))
        self._open_forms()
        records.settle_events(self.world)
        self.clock.advance(days=3)
        self._purge()
        self.people = {who.name: who for who in self._people(stale)}
        self._unpublished()
        self._telling()
        self._links()

    @property
    def means(self) -> Means:
        return Means(keys=self.keys, base=self.settings.canonical_base, now=self.clock())

    def _write(self) -> Any:
        return one_write(self.database, clock=self.clock)

    def _open_forms(self) -> None:
        """Every event that is published asks for names, and somebody leaves one and an address."""
        hand = sign_ups.Hand(act=self.world.act)
        for state in EVENTS.keys() - NEVER_FORMED:
            event_id, secret = id_of(PublicKind.EVENT, state), new_secret()
            days = 1 if state == "purged" else 20
            wanted = FormInput(mode=SignUpMode.NAMES, purge_days=days, capacity=9)
            with self._write() as db:
                event = gathering(db, name=event_id, lang="en")
                sign_ups.set_form(db, event_id=event_id, wanted=wanted, hand=hand, means=self.means)
                sign_ups.open_form(db, event=event, hand=hand, means=self.means)
                sheet = SignUpInput(
                    lang="en", name=f"{NAME}{state}", address=ADDRESS, is_informed=True
                )
                form = sign_ups.held_form(db, event_id)
                known = {"event": event, "secret": secret, "means": self.means}
                sign_ups.sign_up(db, form=form, wanted=sheet, **known)
            with self._write() as db:
                sign_ups.confirm(db, secret=secret, means=self.means)
                row = db.scalar(select(SignUp).where(SignUp.event_id == event_id))
                self.links[f"stop {state}"] = sign_ups.stop_link(row, self.means)
            self.links[f"my {state}"] = as_token(secret)

    def _purge(self) -> None:
        base = self.settings.canonical_base
        purge(self.database, write=self._write, keys=self.keys, base=base, clock=self.clock)

    def _people(self, stale: Person) -> Iterator[Who]:
        yield Who("anonymous")
        yield Who("holder", has_links=True)
        yield self._who("stale", stale, "organiser", OURS, is_fresh=False, has_list=True)
        again = self.browser_of()
        again.post("/organise/sign-in", data={"handle": "zq-ours", "password": PASSWORD})
        ours = Person(stale.account_id, stale.handle, again, "")
        yield self._who("ours", ours, "organiser", OURS, has_list=True)
        for name, role, organisation in (
            ("coordinator", "coordinator", None),
            ("later", "organiser", OURS),
            ("theirs", "organiser", THEIRS),
            ("editor", "memorial_editor", OURS),
            ("translator", "translator", OURS),
            ("steward", "steward", OURS),
            ("foreign steward", "steward", THEIRS),
        ):
            theirs = (organisation,) if organisation else ()
            handle = f"zq-{name.replace(' ', '-')}"
            person = self.sign_in(role, handle=handle, organisations=theirs)
            yield self._who(name, person, role, organisation)
        removed = self.sign_in("coordinator", handle="zq-removed")
        with self._write() as db:
            db.delete(db.get(Account, removed.account_id))
        yield Who("removed", cookie=removed.client.cookies["ayni"])

    def _who(self, name: str, person: Person, role: str, organisation: str | None, **more) -> Who:
        return Who(
            name,
            cookie=person.client.cookies["ayni"],
            role=AccountRole(role),
            organisation=organisation,
            account_id=person.account_id,
            session_id=person.session_id,
            **more,
        )

    def _browser(self, who: Who) -> Any:
        return self.browser_of(cookies={"ayni": who.cookie})

    def _unpublished(self) -> None:
        """A draft with its secret link, and what somebody proposes."""
        ours = self._browser(self.people["ours"])
        drafted = {**MARCH, "title": "zqeventdraft", "caller": "Made ours"}
        path = ours.post("/organise/events/new", data=drafted).headers["location"]
        self.links["event draft"] = path.split("/")[3]
        page = ours.post(path.replace("/preview", "/preview-link")).text
        self.links["preview"] = page.partition("/drafts/")[2].partition("<")[0].strip()
        form = "/en/events/propose"
        ticket = ticket_on(self.client.get(form).text)
        self.clock.advance(seconds=5)
        fields = {
            "ticket": ticket, "website": "", "kind": "vigil", "day": "2026-12-20",
            "starts": "18:00", "timezone": "Europe/Paris", "title": "zqeventproposed",
            "where": "Made Square", "caller": CALLER,
        }  # fmt: skip
        sent = self.client.post(form, data=fields)
        assert sent.headers["location"].endswith("/sent"), sent.text
        coordinator = self._browser(self.people["coordinator"])
        shown = coordinator.get("/organise/proposals").text
        self.links["event proposed"] = re.search(r"/organise/proposals/(e_\w+)", shown)[1]

    def _telling(self) -> None:
        """What was told of a change, and pictures of what is public and of what is not."""
        ours = self._browser(self.people["ours"])
        page = f"/organise/events/{id_of(PublicKind.EVENT, 'published')}/change/other"
        fields = fields_of(ours.get(page).text) | {"do": "publish", "words_en": ANNOUNCED}
        self.links["told"] = ours.post(page, data=fields).headers["location"].rpartition("/")[2]
        hosts = page.replace("/change/other", "/co-hosts")
        assert ours.post(hosts, data={"organisation_id": THEIRS}).status_code == 303
        for state in PICTURED:
            event_id = self.links.get(f"event {state}") or id_of(PublicKind.EVENT, state)
            sent = ours.post(
                f"/organise/events/{event_id}/picture",
                data={"alt": "Made"},
                files={"picture": ("made.png", png(), "image/png")},
            )
            assert sent.status_code == 303, sent.text
            with self.database.reading() as db:
                self.links[f"picture {state}"] = db.get(EventPicture, event_id).name

    def _links(self) -> None:
        coordinator = self._browser(self.people["coordinator"])
        invite = {"role": "steward", "days": "3"}
        page = coordinator.post("/organise/people/invite", data=invite).text
        self.links["invitation"] = re.search(r"/organise/invitation/([\w-]+)", page)[1]
        page = coordinator.get("/organise/people").text
        self.links["invitation id"] = re.search(r"/organise/invitations/(\w+)/revoke", page)[1]
        forgetful = self.sign_in("steward", handle="zq-forgetful")
        page = coordinator.post(f"/organise/people/{forgetful.account_id}/new-password").text
        self.links["new password"] = re.search(r"/organise/new-password/([\w-]+)", page)[1]
        self.post.work()
        coordinator.post("/organise/mail/test", data={"address": "made@made.example"})
        self.post.work()
        self.links["message"] = next(self.settings.mail_folder.glob("*.eml")).stem
        with self._write() as db:
            dead = Job(
                kind="mail", payload={}, status=JobStatus.DEAD, due_at=self.clock(),
                attempts=12, created_at=self.clock(), failure="Refused",
            )  # fmt: skip
            db.add(dead)
            db.flush()
            self.links["job"] = str(dead.id)
            codes = {(row.kind, row.record_id): row.code for row in db.scalars(select(ShortCode))}
        for (kind, record_id), code in codes.items():
            self.links[f"code {kind.value} {record_id}"] = code
        self.links["nobody"] = new_id("a")
