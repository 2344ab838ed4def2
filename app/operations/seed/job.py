"""What the worker does with a pack that somebody chose: the same as the command."""

from pathlib import Path

from app.jobs.inputs import Hopeless, Work
from app.jobs.worker import Write
from app.kit.clock import Clock
from app.operations.queries import packs_in


class Seeding:
    """The handler of a chosen pack: all of it is written, or nothing."""

    def __init__(self, packs: Path, *, write: Write, clock: Clock) -> None:
        self._packs = packs
        self._write = write
        self._clock = clock

    def __call__(self, work: Work) -> None:
        """Write the pack of a job.

        Raises:
            Hopeless: it is not there any more, or has mistakes; `ayni seed` tells them.
        """
        from app.operations.seed.apply import apply_pack  # noqa: PLC0415 -- no start waits for it
        from app.operations.seed.pack import PackError, load_pack  # noqa: PLC0415 -- the same

        folders = {pack.name: pack.folder for pack in packs_in(self._packs)}
        try:
            pack = load_pack(folders[work.payload["pack"]])
        except (KeyError, PackError):
            raise Hopeless(PackError.__name__) from None
        with self._write() as db:
            apply_pack(db, pack, now=self._clock())
