"""A crowd that signs up over several connections, and what became of each of them.

Everybody sends the same submission again until it is answered, as a browser or a person does.
What was answered with a redirect is *acknowledged*: from then on it must not be lost.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from http.client import HTTPConnection, HTTPException
from itertools import count
from threading import Condition, Event, Thread
from urllib.parse import urlencode

from sqlalchemy import select

from app.intake.links import lookup_of
from app.intake.tickets import QUICKEST, check, issue
from app.jobs.models import Job
from app.kit.sealing import derive
from app.mail.envelope import opened
from app.signups.models import SignUp, SignUpForm

CONNECTIONS = 6
ANSWERS_WITHIN = 30.0  # seconds
GOES_ON_WITHIN = 120.0
PROXY = "127.0.0.1"
"""Whose word the server takes for where a request came from: everybody comes from elsewhere."""
LOST_ON_THE_WAY = (OSError, HTTPException)


@dataclass(frozen=True, slots=True)
class Toll:
    """What a disaster cost: acknowledged sign-ups, second ones, and letters never written."""

    lost: int
    doubled: int
    unmailed: int


class Crowd:
    """People before the door of one event."""

    def __init__(self, desk, *, port: int) -> None:
        self._desk, self._port = desk, port
        self._key = derive(desk.keys.instance.index_key, "tickets")
        self._numbers = count(1)
        self._is_over, self._is_hopeless = Event(), Event()
        self._news = Condition()
        self._is_up = Event()
        self._is_up.set()
        self.sent: dict[bytes, str] = {}
        self.acknowledged: set[bytes] = set()
        self.refused: list[int] = []

    @contextmanager
    def coming(self) -> Iterator[None]:
        """Let them come; at the end everybody who has sent something waits for the answer."""
        people = [Thread(target=self._come, daemon=True) for _ in range(CONNECTIONS)]
        for person in people:
            person.start()
        try:
            yield
        except BaseException:
            self._is_hopeless.set()
            raise
        finally:
            self._is_over.set()
            for person in people:
                person.join(GOES_ON_WITHIN)

    @contextmanager
    def nobody_there(self) -> Iterator[None]:
        """Let everybody come back only when this is over."""
        self._is_up.clear()
        try:
            yield
        finally:
            self._is_up.set()

    def wait_for(self, more: int) -> None:
        """Wait until so many more are acknowledged."""
        wanted = len(self.acknowledged) + more
        with self._news:
            came = self._news.wait_for(lambda: len(self.acknowledged) >= wanted, GOES_ON_WITHIN)
        assert came, f"nobody is acknowledged any more; refused: {self.refused[-5:]}"

    def _come(self) -> None:
        connection = HTTPConnection(PROXY, self._port, timeout=ANSWERS_WITHIN)
        while not self._is_over.is_set():
            secret, body, client = self._somebody()
            status = 0
            while status in {0, 503} and not self._is_hopeless.is_set():
                self._is_up.wait()  # nobody was there, or no database: they come back
                status = self._send(connection, body, client)
            if status == 303:
                with self._news:
                    self.acknowledged.add(lookup_of(secret))
                    self._news.notify_all()
            else:
                self.refused.append(status)
        connection.close()

    def _somebody(self) -> tuple[bytes, bytes, str]:
        """The secret of a submission, the form filled in, and where it comes from."""
        number, now = next(self._numbers), self._desk.clock()
        seen_at = now - QUICKEST - timedelta(seconds=2)
        ticket = issue(self._key, form=self._desk.event_id, now=seen_at)
        made = check(self._key, ticket, form=self._desk.event_id, now=now, quickest=QUICKEST)
        address = f"person-{number}@made.example" if number % 4 else ""
        self.sent[lookup_of(made.submission)] = address
        fields = {"ticket": ticket, "website": "", "party": "1", "name": f"Made Person {number}"}
        if address:
            fields |= {"address": address, "may_write": "yes"}
        return made.submission, urlencode(fields).encode(), f"10.0.{number >> 8}.{number & 255}"

    def _send(self, connection: HTTPConnection, body: bytes, client: str) -> int:
        """The status of the answer; 0 if there was none."""
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-forwarded-for": client,
        }
        path = f"/en/events/{self._desk.slug}/sign-up"
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
        except LOST_ON_THE_WAY:
            connection.close()
            return 0
        return answer.status

    def toll(self, settings) -> Toll:
        """Compare what was acknowledged with what is there."""
        with self._desk.reading() as db:
            rows = db.execute(select(SignUp.lookup, SignUp.seats)).all()
            taken = db.scalar(select(SignUpForm.taken))
            jobs = db.scalars(select(Job.payload)).all()
        letters = self._letters(jobs, settings)
        there = {lookup for lookup, _ in rows}
        twice = sum(len(identities) - 1 for identities in letters.values())
        unknown = len(there - self.sent.keys())
        return Toll(
            lost=len(self.acknowledged - there),
            doubled=unknown + twice + abs(taken - sum(seats for _, seats in rows)),
            unmailed=len({self.sent[one] for one in there} - letters.keys() - {""}),
        )

    def _letters(self, jobs, settings) -> dict[str, set[str]]:
        """The identities of the letters to each address: those that wait, and those sent."""
        found: dict[str, set[str]] = defaultdict(set)
        for payload in jobs:
            posted = opened(payload, self._desk.keys.instance.pair)
            found[posted.letter.to].add(posted.message_id)
        for path in settings.mail_folder.glob("*.eml"):
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            identity = message["Message-ID"].lstrip("<").partition("@")[0]
            found[message["To"].addresses[0].addr_spec].add(identity)
        return found
