"""Where the public hands in its forms: their tickets, and how often who may hand in."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated

from app.intake.addresses import index_of
from app.intake.forms import TicketForm
from app.intake.tickets import QUICKEST, Ticket, TicketStale, TooQuick, check, issue
from app.kit.sealing import derive
from app.web.hop import Hop, Inject
from app.web.limits import Limit


def _(message: str) -> str:
    return message


STALE = _("This page was open for a long time. Please look at it once more and send it.")
QUICK = _("That was very quick. Please look at it once more and send it.")


class Desk:
    """One request at the desk."""

    def __init__(self, hop: Hop) -> None:
        resources = hop.resources
        self._limits, self._keys = resources.limits, resources.keys
        self._client = resources.limits.client(hop.request)
        self.now = hop.now()

    def ticket(self, *, of: str) -> str:
        """A fresh ticket for the form of that name."""
        return issue(self._key, form=of, now=self.now)

    def take(self, form: TicketForm, *, of: str, quickest: timedelta = QUICKEST) -> Ticket | None:
        """The ticket of what was sent; None where the form says by now why it is not taken."""
        given = form.ticket.data or ""
        try:
            return check(self._key, given, form=of, now=self.now, quickest=quickest)
        except TooQuick:
            form.form_errors.append(form.ticket.gettext(QUICK))
        except TicketStale:
            form.ticket.data = self.ticket(of=of)
            form.form_errors.append(form.ticket.gettext(STALE))
        return None

    def count(self, *, by_all: Iterable[Limit] = (), by_client: Iterable[Limit] = ()) -> int:
        """Count what was handed in; the seconds to wait, 0 if it is taken."""
        return self._limits.take(
            [
                *((limit, "all") for limit in by_all),
                *((limit, self._client) for limit in by_client),
            ]
        )

    def may_write_to(self, address: str, limit: Limit) -> bool:
        """Count a letter to an address; whether it was not written to too often.

        Whoever hands in must not be told: others may have caused those letters.
        """
        index = index_of(self._keys.instance.index_key, address).hex()
        return self._limits.take([(limit, index)]) == 0

    @property
    def _key(self) -> bytes:
        return derive(self._keys.instance.index_key, "tickets")


AtDesk = Annotated[Desk, Inject(Desk)]
"""Parameter type of a handler of a public form."""
