"""What the worker does with a letter: open it, build it, hand it over."""

from app.jobs.inputs import Hopeless, Work, failure_of
from app.jobs.worker import Write
from app.kit.clock import Clock
from app.kit.key_folder import KeyFolder
from app.kit.sealing import SealBroken
from app.mail.envelope import Posted, opened
from app.mail.message import build
from app.mail.service import note_test
from app.mail.transports import Transport


class Delivery:
    """The handler of letters."""

    def __init__(self, transport: Transport, *, keys: KeyFolder, sender: str) -> None:
        self._transport = transport
        self._keys = keys
        self._sender = sender

    def __call__(self, work: Work) -> None:
        """Send the letter of a job.

        Raises:
            Hopeless: it was sealed to a key that is lost.
            Failed: the transport did not take it.
        """
        try:
            posted = opened(work.payload, self._keys.instance.pair)
        except SealBroken:
            raise Hopeless(SealBroken.__name__) from None
        self.send(posted)

    def send(self, posted: Posted) -> None:
        self._transport.send(build(posted, sender=self._sender))


class Trial:
    """The handler of test letters: tries once and keeps how it ended, and to whom it does not."""

    def __init__(self, delivery: Delivery, *, write: Write, clock: Clock) -> None:
        self._delivery = delivery
        self._write = write
        self._clock = clock

    def __call__(self, work: Work) -> None:
        failure = None
        try:
            self._delivery(work)
        except Exception as error:  # noqa: BLE001 -- that it failed is what was asked
            failure = failure_of(error)
        with self._write() as db:
            note_test(db, failure=failure, now=self._clock())
