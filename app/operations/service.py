"""Choosing what the memorial begins with; the worker writes it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.campaign.enums import Beginning
from app.history.inputs import Act
from app.history.service import write_journal
from app.jobs.queries import payload_of
from app.jobs.service import drop_kind, enqueue
from app.kit.errors import Conflict
from app.kit.generation import hold_public_version
from app.operations.queries import SEEDING, beginning, has_seed


class BegunAlready(Conflict):
    """There are records: it is too late to choose what they begin with."""

    code = "begun_already"


def begin_with(db: Session, *, pack: str, act: Act, now: datetime) -> None:
    """Have the worker write a pack; once it is chosen, choosing it again changes nothing.

    Raises:
        BegunAlready: there are records, or will be, and not of this pack.
    """
    hold_public_version(db)
    known, told_of = beginning(db), {"pack": pack}
    if has_seed(db, pack) or (known is Beginning.COMING and payload_of(db, SEEDING) == told_of):
        return
    if known in {Beginning.COMING, Beginning.BEGUN}:
        raise BegunAlready
    drop_kind(db, SEEDING)
    enqueue(db, kind=SEEDING, payload=told_of, now=now)
    told = replace(act, note=pack)
    write_journal(db, action="seed_chosen", kind="campaign", record_id="1", act=told, now=now)
