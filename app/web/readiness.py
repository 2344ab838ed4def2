"""Whether everything behind the process is there; what that means is handed in by `main`."""

from typing import Annotated

from app.web.hop import Hop, Inject


class Ready:
    """Asks the resources whether the database stands at the code's revision."""

    def __init__(self, hop: Hop) -> None:
        self._hop = hop

    def __call__(self) -> bool:
        resources = self._hop.resources
        return resources.watcher.current is not None and resources.is_current(self._hop.db)


Readiness = Annotated[Ready, Inject(Ready)]
