"""Whether everything behind the process is there; what that means is handed in by `main`."""

from typing import Annotated

from app.web.hop import Hop, Inject


class Ready:
    """Asks the resources about the database, and whether somebody does what was put off."""

    def __init__(self, hop: Hop) -> None:
        self._hop = hop

    def __call__(self) -> bool:
        resources = self._hop.resources
        is_watched = resources.watcher.current is not None
        return is_watched and resources.is_ready(self._hop.db, resources.clock())


Readiness = Annotated[Ready, Inject(Ready)]
