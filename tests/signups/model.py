"""What sign-ups promise, in the simplest words: lists, and no database."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

LIVE = {"confirmed", "waiting", "attended"}


class Refused(Exception):
    """The model expects a refusal."""


@dataclass
class Row:
    secret: bytes
    party: int
    address: str | None = None
    is_kept: bool = False
    status: str = "pending"
    seats: int = 0
    place: int | None = None
    until: datetime | None = None

    @property
    def person(self) -> str | None:
        return self.address.lower() if self.address else None

    def seat(self) -> None:
        self.status, self.seats, self.place, self.until = "confirmed", self.party, None, None


@dataclass
class Model:
    capacity: int | None = 4
    waits: bool = True
    is_open: bool = True
    is_purged: bool = False
    line: int = 0
    letters: int = 0
    rows: list[Row] = field(default_factory=list)

    @property
    def taken(self) -> int:
        return sum(row.seats for row in self.rows)

    @property
    def queue(self) -> list[Row]:
        waiting = [row for row in self.rows if row.place is not None]
        return sorted(waiting, key=lambda row: row.place)

    def fits(self, seats: int) -> bool:
        return self.capacity is None or self.taken + seats <= self.capacity

    def find(self, secret: bytes) -> Row:
        for row in self.rows:
            if row.secret == secret:
                return row
        raise Refused

    def stand_in_line(self, row: Row) -> None:
        self.line += 1
        row.status, row.seats, row.place, row.until = "waiting", 0, self.line, None

    def promote(self) -> None:
        for row in self.queue:
            if self.fits(row.party):
                row.seat()
                self.letters += row.is_kept

    def expire(self, now: datetime) -> int:
        """Returns how many were changed."""
        lapsed = [row for row in self.rows if row.until is not None and row.until <= now]
        for row in lapsed:
            if row.seats:
                row.seats, row.until = 0, row.until + timedelta(days=1)
                if row.until > now:
                    continue
            self.rows.remove(row)
        self.promote()
        return len(lapsed)

    def sign_up(self, row: Row, now: datetime) -> str:
        for made in self.rows:
            if made.secret == row.secret:
                return {"pending": "mailed", "waiting": "waits"}.get(made.status, "seated")
        if not self.is_open:
            raise Refused
        self.expire(now)
        has_seat = self.fits(row.party)
        if not has_seat and not self.waits:
            raise Refused
        row.seats = row.party if has_seat else 0
        if row.person:
            row.until = now + (timedelta(minutes=30) if has_seat else timedelta(days=1))
            self.rows = [
                made for made in self.rows if made.status != "pending" or made.person != row.person
            ]
            self.rows.append(row)
            self.promote()
            self.letters += 1
            return "mailed"
        self.rows.append(row)
        if has_seat:
            row.seat()
            return "seated"
        self.stand_in_line(row)
        return "waits"

    def confirm(self, secret: bytes, now: datetime) -> None:
        self.find(secret)
        self.expire(now)
        row = self.find(secret)
        if row.status != "pending":
            return
        if row.person:
            self.rows = [
                made for made in self.rows if made.status not in LIVE or made.person != row.person
            ]
        if row.seats or self.fits(row.party):
            row.seat()
        elif self.waits:
            self.stand_in_line(row)
        else:
            raise Refused
        self.promote()

    def change(self, secret: bytes, party: int, now: datetime) -> None:
        self.find(secret)
        self.expire(now)
        row = self.find(secret)
        if row.status not in {"confirmed", "waiting"}:
            raise Refused
        if row.status == "confirmed":
            if party > row.party and not self.fits(party - row.party):
                raise Refused
            row.seats = party
        row.party = party
        self.promote()

    def cancel(self, secret: bytes, now: datetime) -> None:
        self.find(secret)
        self.expire(now)
        row = self.find(secret)
        if row.status == "pending":
            self.rows.remove(row)
        else:
            row.status, row.seats, row.place = "cancelled", 0, None
            row.address, row.is_kept = None, False
        self.promote()

    def check_in(self, secret: bytes, *, is_there: bool) -> None:
        row = self.find(secret)
        if row.status not in {"confirmed", "attended"}:
            raise Refused
        row.status = "attended" if is_there else "confirmed"

    def set(self, capacity: int | None, *, waits: bool) -> None:
        if (capacity is None and waits) or (capacity is not None and self.taken > capacity):
            raise Refused
        self.capacity, self.waits = capacity, waits
        self.promote()

    def open(self, *, is_open: bool) -> None:
        if is_open and self.is_purged:
            raise Refused
        if self.is_open and not is_open:
            for row in self.rows:
                row.address = None
        self.is_open = is_open

    def purge(self) -> None:
        self.rows, self.is_open, self.is_purged = [], False, True
