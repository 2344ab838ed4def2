"""Something has changed: the event's new state, its notice, and who is told, in one transaction."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.events import service as events
from app.events.inputs import ChangeInput
from app.history.inputs import Act
from app.signups import queries
from app.signups.inputs import Means, Notice
from app.signups.models import Announcement
from app.signups.service.letters import tell


def announce(
    db: Session,
    *,
    event_id: str,
    wanted: ChangeInput,
    act: Act,
    means: Means,
    publish: Callable[[], None],
    expected_version: int,
) -> Announcement:
    """Write a change and tell it; returns to how many it was told.

    ``publish`` lets the public read what was written: the letters say it as the page does.

    Raises:
        Fault: see `app.events.service.change`.
    """
    audience = queries.audience(db, event_id)
    events.change(
        db,
        event_id=event_id,
        wanted=wanted,
        act=act,
        now=means.now,
        expected_version=expected_version,
    )
    publish()
    told = Announcement(
        event_id=event_id,
        at=means.now,
        kind=wanted.kind,
        text=dict(wanted.text),
        mailed=tell(db, event_id=event_id, notice=Notice(text=wanted.text), means=means),
        unmailed=audience.unmailed,
        taps=audience.taps,
    )
    db.add(told)
    db.flush()
    return told
