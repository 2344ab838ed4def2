"""A number that the processes of one server tell each other."""

from mmap import mmap
from threading import Lock

UNKNOWN = -1
_WIDTH = 8  # bytes, which a processor writes at once


class Told:
    """The highest number that any process of a server knows; it only ever rises.

    It lies in memory that a process shares with those that it forks, so that what one tells, the
    others know at once. Each writes to a place of its own: none takes back what another told.
    """

    def __init__(self, processes: int = 1) -> None:
        self._places = memoryview(mmap(-1, processes * _WIDTH)).cast("q")
        self._own = 0
        self._lock = Lock()
        for place in range(processes):
            self._places[place] = UNKNOWN

    def speak_as(self, process: int) -> None:
        """Write to the place of this process from now on."""
        self._own = process

    @property
    def highest(self) -> int:
        return max(self._places)

    def tell(self, number: int) -> None:
        with self._lock:
            self._places[self._own] = max(self._places[self._own], number)
