"""What comes before serving: migrate, publish in this version's shape, seed on the first start."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Settings
from app.kit.clock import system_clock
from app.operations.migrate import upgrade
from app.operations.queries import has_any_seed
from app.operations.republish import is_reshaped, republish
from app.operations.session import one_write, opened

if TYPE_CHECKING:
    from app.operations.seed.apply import Report


def prepare(settings: Settings) -> "Report | None":
    """Bring the database up to date; what seeding did, on the first start."""
    upgrade(settings)
    with opened(settings) as database:
        with database.reading() as db:
            reshaped, seeded = is_reshaped(db), has_any_seed(db)
        if reshaped:
            with one_write(database, clock=system_clock) as db:
                republish(db)
    if settings.pack is None or seeded:
        return None
    return seed(settings, settings.pack)


def seed(settings: Settings, folder: Path) -> "Report":
    """Write what is new in a pack."""
    from app.operations.seed.apply import apply_pack  # noqa: PLC0415 -- no warm start waits for it
    from app.operations.seed.pack import load_pack  # noqa: PLC0415 -- the same

    pack = load_pack(folder)
    with opened(settings) as database, one_write(database, clock=system_clock) as db:
        return apply_pack(db, pack, now=system_clock())
