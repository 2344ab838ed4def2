"""The picture of an event: put there, described, taken away."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.events.inputs import EventInput, PictureInput
from app.events.models import Event
from app.events.pictures import Prepared
from app.events.service import records
from app.events.service.faults import refusal
from app.history.inputs import Act


def put(
    db: Session,
    row: Event,
    *,
    picture: tuple[str, Prepared] | None,
    alt: str,
    lang: str,
    act: Act,
    now: datetime,
) -> None:
    """Give an event a picture kept under a name, or say anew what the one it has shows.

    Raises:
        EditRefused: there is no picture, or no words for those who do not see it.
    """
    known = records.as_input(row)
    if not alt:
        raise refusal("alt", "alt_missing")
    before = known.picture
    if picture is not None:
        name, prepared = picture
        shown = PictureInput(
            name=name, width=prepared.width, height=prepared.height, alt={lang: alt}
        )
    elif before is not None:
        shown = replace(before, alt={**before.alt, lang: alt})
    else:
        raise refusal("picture", "picture_missing")
    _save(db, row, replace(known, picture=shown), act=act, now=now)


def take_away(db: Session, row: Event, *, act: Act, now: datetime) -> None:
    _save(db, row, replace(records.as_input(row), picture=None), act=act, now=now)


def _save(db: Session, row: Event, wanted: EventInput, *, act: Act, now: datetime) -> None:
    records.save(db, record_id=row.id, wanted=wanted, act=act, now=now, status=row.status)
