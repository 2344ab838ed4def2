"""A state machine over all that can happen to sign-ups, against a model of plain lists.

`make test` runs a few hundred rules on each database; `--rules=20000` as many as one wants.
"""

from collections import Counter
from copy import deepcopy
from datetime import timedelta
from math import ceil
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import bindparam, delete, func, select

from app.intake.links import lookup_of
from app.jobs.models import Job
from app.kit.errors import Fault
from app.kit.sealing import derive, new_secret
from app.signups import service
from app.signups.inputs import FormInput, SignUpInput
from app.signups.models import SignUp, SignUpForm
from tests.fixtures.application import START
from tests.signups.model import Model, Refused, Row

STEPS = 50
ADDRESSES = (None, "ana@made.example", "ANA@made.example", "ben@made.example", "cy@made.example")
numbers = st.integers(0, 30)
parties = st.integers(1, 3)

ROWS = select(SignUp.lookup, SignUp.status, SignUp.party, SignUp.seats, SignUp.until, SignUp.place)
FORM = select(
    SignUpForm.taken,
    SignUpForm.is_open,
    SignUpForm.capacity,
    select(func.count()).select_from(Job).scalar_subquery().label("letters"),
).where(SignUpForm.event_id == bindparam("event_id"))
"""Asked after every rule, so that they are built once."""


class Machine(RuleBasedStateMachine):
    """Every rule is one transaction; the model follows only what was committed."""

    desk = None
    ran: ClassVar[Counter] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.secrets: list[bytes] = []
        with self.desk.writing() as db:
            db.execute(delete(SignUpForm))
            db.execute(delete(Job))
        self.desk.clock.now = START
        self.desk.set(FormInput(capacity=4, has_waiting_list=True, largest_party=3))

    def both(self, name, expect, do) -> None:
        """Both refuse, or both do the same."""
        self.ran[name] += 1
        after = deepcopy(self.model)
        try:
            expected = expect(after)
        except Refused:
            self.ran[f"{name}, refused"] += 1
            try:
                do()
            except Fault:
                return
            message = f"{name} was not refused"
            raise AssertionError(message) from None
        assert do() == expected
        self.model = after

    @property
    def now(self):
        return self.desk.clock()

    def chosen(self, number: int) -> bytes:
        """Mostly somebody who is signed up, now and then whoever ever was, or nobody."""
        here = [row.secret for row in self.model.rows]
        known = here if here and number % 6 else self.secrets
        return known[number % len(known)] if known else new_secret()

    @rule(party=parties)
    def sign_up_without_address(self, party):
        self.sign_up(party, None, asks=False)

    @rule(party=parties, address=st.sampled_from(ADDRESSES[1:]), asks=st.booleans())
    def sign_up_with_address(self, party, address, asks):
        self.sign_up(party, address, asks=asks)

    @rule(number=numbers)
    def sign_up_and_confirm(self, number):
        self.sign_up(1 + number % 3, ADDRESSES[1 + number % 4], asks=bool(number % 2))
        self.confirm(len(self.secrets) - 1)

    def sign_up(self, party, address, *, asks):
        secret = derive(b"made", f"number {len(self.secrets)}")
        self.secrets.append(secret)
        is_kept = asks and address is not None
        row = Row(secret, party, address, is_kept)
        self.both(
            "sign up",
            lambda model: model.sign_up(row, self.now),
            lambda: self.desk.sign_up(secret, party=party, address=address, is_informed=is_kept)[1],
        )

    @rule(number=numbers, party=parties)
    def send_the_same_again(self, number, party):
        secret = self.chosen(number)
        if not self.secrets:
            self.secrets.append(secret)
        self.both(
            "send again",
            lambda model: model.sign_up(Row(secret, party), self.now),
            lambda: self.desk.sign_up(secret, party=party)[1],
        )

    @rule(number=numbers)
    def confirm(self, number):
        secret = self.chosen(number)
        self.both(
            "confirm",
            lambda model: model.confirm(secret, self.now),
            lambda: self.desk.do(service.confirm, secret),
        )

    @rule(number=numbers, party=parties)
    def change(self, number, party):
        secret = self.chosen(number)
        wanted = SignUpInput(lang="en", party=party)
        self.both(
            "change",
            lambda model: model.change(secret, party, self.now),
            lambda: self.desk.do(service.change, secret, wanted=wanted),
        )

    @rule(number=numbers)
    def cancel(self, number):
        secret = self.chosen(number)
        self.both(
            "cancel",
            lambda model: model.cancel(secret, self.now),
            lambda: self.desk.do(service.cancel, secret),
        )

    @rule(minutes=st.sampled_from((10, 1, 29, 30, 31, 60, 24 * 60)))
    def wait(self, minutes):
        self.ran["wait"] += 1
        if self.now + timedelta(minutes=minutes) < START + timedelta(days=6):
            self.desk.clock.advance(minutes=minutes)

    @rule()
    def expire(self):
        def do() -> int:
            with self.desk.writing() as db:
                return service.sweep(db, means=self.desk.means)

        self.both("expire", lambda model: model.expire(self.now), do)

    @rule(capacity=st.sampled_from((None, 1, 2, 3, 4, 6)), waits=st.booleans())
    def set_form(self, capacity, waits):
        wanted = FormInput(capacity=capacity, has_waiting_list=waits, largest_party=3)
        self.both(
            "set",
            lambda model: model.set(capacity, waits=waits),
            lambda: self.desk.set(wanted, is_open=False),
        )

    @rule(chance=st.integers(0, 7))
    def open_or_close(self, chance):
        """Each of it publishes the event anew, so that what is open is seldom opened again."""
        is_open = chance > 0
        if self.model.is_open and chance > 1:
            return

        def do() -> None:
            with self.desk.writing() as db:
                verb = service.open_form if is_open else service.close_form
                verb(db, event=self.desk.event, hand=self.desk.hand, means=self.desk.means)

        name = "open" if is_open else "close"
        self.both(name, lambda model: model.open(is_open=is_open), do)

    @rule(number=numbers, is_there=st.booleans())
    def check_in(self, number, is_there):
        secret, desk = self.chosen(number), self.desk
        with desk.reading() as db:
            found = db.scalar(select(SignUp.id).where(SignUp.lookup == lookup_of(secret)))
        name = found or "su_none"

        def do() -> None:
            with desk.writing() as db:
                service.check_in(db, event_id=desk.event_id, sign_up_id=name, is_there=is_there)

        self.both("check in", lambda model: model.check_in(secret, is_there=is_there), do)

    @rule(chance=st.integers(0, 9))
    def purge(self, chance):
        if chance < 9 or len(self.secrets) < 9:
            return

        def do() -> None:
            with self.desk.writing() as db:
                service.forget(db, event_id=self.desk.event_id, means=self.desk.means)

        self.both("purge", Model.purge, do)

    @invariant()
    def the_database_says_the_same(self):
        with self.desk.reading() as db:
            connection = db.connection()
            rows = connection.execute(ROWS).all()
            form = connection.execute(FORM, {"event_id": self.desk.event_id}).one()
        line = sorted((row.place, row.lookup) for row in rows if row.place is not None)
        model = self.model
        assert sorted(tuple(row)[:-1] for row in rows) == sorted(
            (lookup_of(row.secret), row.status, row.party, row.seats, row.until)
            for row in model.rows
        )
        assert [lookup for _, lookup in line] == [lookup_of(row.secret) for row in model.queue]
        assert (form.taken, form.is_open, form.letters) == (
            model.taken,
            model.is_open,
            model.letters,
        )
        assert form.capacity is None or form.taken <= form.capacity
        assert [row for row in model.queue if model.fits(row.party)] == []


def test_whatever_happens_is_what_was_promised(desk, pytestconfig, capsys):
    wanted = pytestconfig.getoption("--rules")
    Machine.desk, Machine.ran = desk, Counter()
    while (left := wanted - ran_of(Machine.ran)) > 0:
        few = settings(
            max_examples=ceil(left / STEPS),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=wanted < 1000,
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(Machine, settings=few)
    with capsys.disabled():
        print(f"\n{ran_of(Machine.ran)} rules: {dict(sorted(Machine.ran.items()))}")  # noqa: T201 -- the histogram is the result


def ran_of(ran: Counter) -> int:
    return sum(count for name, count in ran.items() if not name.endswith("refused"))
