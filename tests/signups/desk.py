"""A made event with a sign-up form, and one transaction at a time upon it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from app.accounts.enums import AccountRole
from app.accounts.models import Account
from app.events.enums import EventKind, EventStatus
from app.events.inputs import EventInput
from app.kit.key_folder import KeyFolder
from app.kit.languages import Language
from app.kit.sealing import new_key_pair, new_secret
from app.operations.session import one_write
from app.signups import service
from app.signups.gathering import gathering
from app.signups.inputs import FormInput, Means, SignUpInput
from app.signups.service import Hand


class Desk:
    """Sign-ups of one event as services see them; every call is a commit of its own."""

    def __init__(self, world, settings, *, slug: str = "made-vigil") -> None:
        self.world, self.clock = world, world.clock
        self.keys = KeyFolder(settings.keys)
        self.base = settings.canonical_base
        self.slug = slug
        start = self.clock() + timedelta(days=7)
        self.event_id = world.event(
            EventInput(
                slug=slug,
                kind=EventKind.VIGIL,
                status=EventStatus.PUBLISHED,
                title={"en": "Made Vigil"},
                timezone="Europe/Paris",
                starts_at=start,
                ends_at=start + timedelta(hours=2),
            )
        )
        with self.reading() as db:
            self.event = gathering(db, name=self.event_id, lang="en")
        self.pair = new_key_pair()
        self.reader = Account(
            id=f"a_{self.event_id}",
            handle="made-reader",
            handle_key=f"made-reader-{slug}",
            name="Made Reader",
            role=AccountRole.ORGANISER,
            language=Language.ENGLISH,
            public_key=self.pair.public,
            locked_key=b"locked",
            created_at=self.clock(),
        )
        with self.writing() as db:
            db.add(self.reader)

    @property
    def means(self) -> Means:
        return Means(keys=self.keys, base=self.base, now=self.clock())

    @property
    def hand(self) -> Hand:
        return Hand(act=self.world.act, opener_id=self.reader.id)

    @contextmanager
    def writing(self) -> Iterator[Any]:
        with one_write(self.world.database, clock=self.clock) as db:
            yield db

    @contextmanager
    def reading(self) -> Iterator[Any]:
        with self.world.database.reading() as db:
            yield db

    def set(self, wanted: FormInput, *, is_open: bool = True) -> None:
        with self.writing() as db:
            service.set_form(
                db, event_id=self.event_id, wanted=wanted, hand=self.hand, means=self.means
            )
            if is_open:
                service.open_form(db, event=self.event, hand=self.hand, means=self.means)

    def sign_up(self, secret: bytes | None = None, **wanted: Any) -> tuple[bytes, str]:
        secret = secret or new_secret()
        with self.writing() as db:
            outcome = service.sign_up(
                db,
                form=service.held_form(db, self.event_id),
                event=self.event,
                secret=secret,
                wanted=SignUpInput(**{"lang": "en", **wanted}),
                means=self.means,
            )
        return secret, outcome.value

    def do(self, verb: Any, secret: bytes, **more: Any) -> None:
        with self.writing() as db:
            verb(db, secret=secret, means=self.means, **more)
