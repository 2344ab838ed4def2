"""Everybody who may ask, everything that they may ask for, in one made world."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import blake2b
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from app import orm
from app.accounts.enums import AccountRole
from app.accounts.models import Account
from app.events.models import EventPicture
from app.kit.db import Database
from app.kit.ids import new_id
from app.kit.key_folder import KeyFolder
from app.kit.sealing import as_token, new_secret
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
from tests.access.records import EVENTS, OURS, THEIRS, id_of
from tests.fixtures.accounts import PASSWORD, Person
from tests.fixtures.announcing import MARCH
from tests.fixtures.forms import fields_of
from tests.fixtures.sign_ups import ticket_on

NEVER_FORMED = {"held"}
"""Events that nobody was ever asked to sign up to."""
PICTURED = ("published", "draft", "restricted", "withdrawn")
NAME, CALLER, ANNOUNCED = "zqname", "zqcaller", "zqupdate"
ADDRESS = "zqaddress@made.example"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks; without a role nobody is signed in, whatever cookie there is."""

    name: str
    cookie: str | None = None
    role: AccountRole | None = None
    organisation: str | None = None
    is_fresh: bool = True
    has_list: bool = False
    has_links: bool = False
    account_id: str = ""
    session_id: str = ""

    def acts_for(self, organisation: str) -> bool:
        return self.organisation == organisation

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        sent = [(b"host", b"127.0.0.1:8000"), (b"sec-fetch-site", b"same-origin")]
        return sent + ([(b"cookie", f"ayni={self.cookie}".encode())] if self.cookie else [])


@dataclass
class Ground:
    app: Any
    database: Database
    clock: Any
    people: dict[str, Who] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    """Tokens and names of things by what they are for."""

    def version(self) -> int:
        """Another number as soon as any transaction of the application has written anything."""
        return int(self._watching.execute("PRAGMA data_version").fetchone()[0])

    def __post_init__(self) -> None:
        self._watching = sqlite3.connect(str(self.database.writer.url.database))

    def close(self) -> None:
        self._watching.close()


def png() -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8), "green").save(content, "png")
    return content.getvalue()


def digests(database: Database) -> Mapping[str, str]:
    """Of each table one digest of all its rows."""
    found: dict[str, str] = {}
    with database.reading() as db:
        for name, table in sorted(orm.metadata.tables.items()):
            rows = sorted(repr(tuple(row)) for row in db.execute(select(table)))
            found[name] = blake2b("\n".join(rows).encode(), digest_size=8).hexdigest()
    return found


@pytest.fixture
def database_kind() -> str:
    """One kind: who may do what is decided before either database is asked."""
    return "sqlite"


@pytest.fixture
def ground(app, every_state, request) -> Iterator[Ground]:
    """The made world on the day after some of its events were over."""
    made = _Maker(request.getfixturevalue)
    ground = Ground(app, made.database, made.clock)
    made.make(ground)
    with closing(ground):
        yield ground


class _Maker:
    def __init__(self, fixture: Callable[[str], Any]) -> None:
        self.client, self.world, self.settings = map(fixture, ("client", "world", "settings"))
        self.database, self.clock, self.post = map(fixture, ("database", "clock", "post"))
        self.sign_in, self.browser_of = fixture("sign_in"), fixture("browser_of")
        self.keys = KeyFolder(self.settings.keys)

    def make(self, ground: Ground) -> None:
        stale = self.sign_in("organiser", handle="zq-ours", organisations=(OURS,))
        self._open_forms(ground)
        records.settle_events(self.world)
        self.clock.advance(days=3)
        self._purge()
        ground.people = {who.name: who for who in self._people(stale)}
        self._unpublished(ground)
        self._telling(ground)
        self._links(ground)

    @property
    def means(self) -> Means:
        return Means(keys=self.keys, base=self.settings.canonical_base, now=self.clock())

    def _write(self) -> Any:
        return one_write(self.database, clock=self.clock)

    def _open_forms(self, ground: Ground) -> None:
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
                ground.links[f"stop {state}"] = sign_ups.stop_link(row, self.means)
            ground.links[f"my {state}"] = as_token(secret)

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

    def _unpublished(self, ground: Ground) -> None:
        """A draft with its secret link, and what somebody proposes."""
        ours = self._browser(ground.people["ours"])
        drafted = {**MARCH, "title": "zqeventdraft", "caller": "Made ours"}
        path = ours.post("/organise/events/new", data=drafted).headers["location"]
        ground.links["event draft"] = path.split("/")[3]
        page = ours.post(path.replace("/preview", "/preview-link")).text
        ground.links["preview"] = page.partition("/drafts/")[2].partition("<")[0].strip()
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
        coordinator = self._browser(ground.people["coordinator"])
        shown = coordinator.get("/organise/proposals").text
        ground.links["event proposed"] = re.search(r"/organise/proposals/(e_\w+)", shown)[1]

    def _telling(self, ground: Ground) -> None:
        """What was told of a change, and pictures of what is public and of what is not."""
        ours = self._browser(ground.people["ours"])
        page = f"/organise/events/{id_of(PublicKind.EVENT, 'published')}/change/other"
        fields = fields_of(ours.get(page).text) | {"do": "publish", "words_en": ANNOUNCED}
        ground.links["told"] = ours.post(page, data=fields).headers["location"].rpartition("/")[2]
        hosts = page.replace("/change/other", "/co-hosts")
        assert ours.post(hosts, data={"organisation_id": THEIRS}).status_code == 303
        for state in PICTURED:
            event_id = ground.links.get(f"event {state}") or id_of(PublicKind.EVENT, state)
            sent = ours.post(
                f"/organise/events/{event_id}/picture",
                data={"alt": "Made"},
                files={"picture": ("made.png", png(), "image/png")},
            )
            assert sent.status_code == 303, sent.text
            with self.database.reading() as db:
                ground.links[f"picture {state}"] = db.get(EventPicture, event_id).name

    def _links(self, ground: Ground) -> None:
        coordinator = self._browser(ground.people["coordinator"])
        invite = {"role": "steward", "days": "3"}
        page = coordinator.post("/organise/people/invite", data=invite).text
        ground.links["invitation"] = re.search(r"/organise/invitation/([\w-]+)", page)[1]
        page = coordinator.get("/organise/people").text
        ground.links["invitation id"] = re.search(r"/organise/invitations/(\w+)/revoke", page)[1]
        forgetful = self.sign_in("steward", handle="zq-forgetful")
        page = coordinator.post(f"/organise/people/{forgetful.account_id}/new-password").text
        ground.links["new password"] = re.search(r"/organise/new-password/([\w-]+)", page)[1]
        self.post.work()
        coordinator.post("/organise/mail/test", data={"address": "made@made.example"})
        self.post.work()
        ground.links["message"] = next(self.settings.mail_folder.glob("*.eml")).stem
        from app.jobs.enums import JobStatus
        from app.jobs.models import Job

        with self._write() as db:
            dead = Job(
                kind="mail", payload={}, status=JobStatus.DEAD, due_at=self.clock(),
                attempts=12, created_at=self.clock(), failure="Refused",
            )  # fmt: skip
            db.add(dead)
            db.flush()
            ground.links["job"] = str(dead.id)
            codes = {(row.kind, row.record_id): row.code for row in db.scalars(select(ShortCode))}
        for (kind, record_id), code in codes.items():
            ground.links[f"code {kind.value} {record_id}"] = code
        ground.links["nobody"] = new_id("a")


__all__ = ["Ground", "Who", "database_kind", "digests", "ground"]
