"""What the worker does with a letter: open it, build it, hand it over."""

from app.jobs.inputs import Hopeless, Work
from app.kit.key_folder import KeyFolder
from app.kit.sealing import SealBroken
from app.mail.envelope import opened
from app.mail.message import build
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
        """
        try:
            posted = opened(work.payload, self._keys.instance.pair.private)
        except SealBroken:
            raise Hopeless(SealBroken.__name__) from None
        message = build(posted, sender=self._sender)
        self._transport.send(message, written_at=posted.written_at)
