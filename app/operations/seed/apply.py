"""Writing a pack: only where the current value still is the one that seeding wrote last.

An edit by hand stays and the difference is reported; what was deleted or withdrawn by hand is
never made again. Seeding the same pack twice changes nothing.
"""

import dataclasses
import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any, Self, cast

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.campaign import service as campaigns
from app.campaign.inputs import CampaignInput
from app.campaign.queries import campaign
from app.history.enums import Role
from app.history.inputs import Act
from app.kit.batches import batches
from app.kit.dates import PartialDate
from app.kit.errors import Invalid
from app.kit.languages import Texts
from app.operations.seed.collections import COLLECTIONS, PackCollection
from app.operations.seed.models import SeedValue
from app.operations.seed.pack import Pack, PackError, PackRecord
from app.publishing.enums import RecordStatus
from app.publishing.subjects import AT_ONCE

Fields = dict[str, Any]
_ABSENT = object()


@dataclass(slots=True)
class Report:
    """What seeding did: records added and changed; fields and records left as a hand made them."""

    added: int = 0
    changed: int = 0
    kept: list[str] = field(default_factory=list[str])

    def __iadd__(self, other: Self) -> Self:
        self.added += other.added
        self.changed += other.changed
        self.kept += other.kept
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run: ``last`` is what earlier ones wrote, a digest a field of each kind and key."""

    db: Session
    pack: str
    last: Mapping[tuple[str, str], Mapping[str, str]]
    act: Act
    now: datetime


def apply_pack(db: Session, pack: Pack, *, now: datetime) -> Report:
    """Write what is new in ``pack``."""
    report = Report()
    act = Act(role=Role.SEED, note=pack.name)
    run = _Run(db=db, pack=pack.name, last=_last_written(db, pack.name), act=act, now=now)
    if pack.campaign is not None:
        _apply_campaign(run, pack.campaign, report)
    for collection in COLLECTIONS:
        report += _apply_collection(run, collection, pack.records[collection.kind])
    return report


def _apply_collection(
    run: _Run, collection: PackCollection, records: Sequence[PackRecord]
) -> Report:
    """Write records at once; one by one where they rest on each other, or are refused together."""
    if collection.parent is None:
        with suppress(IntegrityError, PackError), run.db.begin_nested(), run.db.no_autoflush:
            return _apply_records(run, collection, records)
    return _apply_records(run, collection, records, one_by_one=True)


def _apply_records(
    run: _Run,
    collection: PackCollection,
    records: Sequence[PackRecord],
    *,
    one_by_one: bool = False,
) -> Report:
    report = Report()
    there = _there(run.db, collection.model, [record.record_id for record in records])
    noted: list[dict[str, str]] = []
    for record in records:
        is_there = record.record_id in there
        with _told(collection, record):
            noted += _apply_record(run, collection, record, report, is_there=is_there)
            if one_by_one:
                run.db.flush()
    if noted:
        run.db.execute(insert(SeedValue), noted)
    return report


def _apply_record(
    run: _Run, collection: PackCollection, record: PackRecord, report: Report, *, is_there: bool
) -> list[dict[str, str]]:
    """Write a record as far as no hand did; returns what is to be noted of it."""
    db, record_id, wanted = run.db, record.record_id, record.wanted
    written = run.last.get((collection.kind, record.key), {})
    row = db.get(collection.model, record_id) if is_there else None
    current = collection.service.read(db, record_id) if is_there else None
    name = f"{collection.kind} {record.key}"
    if current is None and written:
        report.kept.append(f"{name}: deleted by hand, not made again")
        return []
    if current is not None:
        wanted = _merged(name, current, wanted, written, report)
    if wanted != current:
        status = RecordStatus.PUBLISHED if row is None else row.status
        collection.service.save(
            db, record_id=record_id, wanted=wanted, act=run.act, now=run.now, status=status
        )
        report.added += current is None
        report.changed += current is not None
    return _note(run, (collection.kind, record.key), record.wanted, wanted)


@contextmanager
def _told(collection: PackCollection, record: PackRecord) -> Generator[None]:
    """Tell what service or database refuse as a mistake of the record."""
    place = f"{collection.file}:{record.line}: {record.key}"
    try:
        yield
    except Invalid as fault:
        lines = [f"{place}: {field.field}: {field.detail}" for field in fault.fields]
        raise PackError("\n".join(lines) or f"{place}: {fault.code}") from fault
    except IntegrityError as error:
        # The first line names the constraint, the further ones values.
        raise PackError(f"{place}: {str(error.orig).splitlines()[0]}") from error


def _apply_campaign(run: _Run, wished: CampaignInput, report: Report) -> None:
    subject = "campaign", "campaign"
    written, current = run.last.get(subject, {}), campaign(run.db)
    if written:
        wanted = _merged("campaign", current, wished, written, report)
    else:
        wanted = _completed(current, wished, report) if current.name else wished
    if campaigns.save(run.db, wanted, act=run.act, now=run.now):
        report.added += not written
        report.changed += bool(written)
    noted = _note(run, subject, wished, wanted)
    if noted:
        run.db.execute(insert(SeedValue), noted)


def _completed(current: CampaignInput, wished: CampaignInput, report: Report) -> CampaignInput:
    """Who a hand said we are; the pack says only what is left open in every language."""
    fields = [part.name for part in dataclasses.fields(current)]
    there = {name: value for name in fields if (value := getattr(current, name))}
    report.kept += [
        f"campaign: {name} was edited by hand and stays"
        for name, value in there.items()
        if value != getattr(wished, name)
    ]
    return dataclasses.replace(wished, **there)


def _merged(
    name: str, current: Any, wanted: Any, written: Mapping[str, str], report: Report
) -> Any:
    """``wanted``, but with the current value of every field that a hand has changed."""
    now_there, new = flatten(current), flatten(wanted)
    result: Fields = {}
    for path in {**new, **now_there}:
        there, wish = now_there.get(path, _ABSENT), new.get(path, _ABSENT)
        untouched = _digest_or_none(there) == written.get(path)
        if untouched or there == wish:
            if wish is not _ABSENT:
                result[path] = wish
            continue
        report.kept.append(f"{name}: {path} was edited by hand and stays")
        if there is not _ABSENT:
            result[path] = there
    ordered = _in_order(result, list(now_there), list(new))
    return unflatten(cast("type[Any]", type(wanted)), ordered)


def _in_order(result: Fields, current: Sequence[str], new: Sequence[str]) -> Fields:
    """The pack's order; what only a hand wrote stays behind what it stands behind."""
    order = [path for path in new if path in result]
    behind = -1
    for path in current:
        if path in result and path not in new:
            order.insert(behind + 1, path)
        if path in result:
            behind = order.index(path)
    return {path: result[path] for path in order}


def flatten(record: Any) -> Fields:
    """A record's fields by path: texts by language, claims by key, all else whole."""
    fields: Fields = {}
    for part in dataclasses.fields(record):
        value = getattr(record, part.name)
        if isinstance(value, Mapping):
            texts = cast("Texts", value)
            fields.update({f"{part.name}.{lang}": text for lang, text in texts.items()})
        elif part.name == "claims":
            fields.update({f"claims.{claim.key}": claim for claim in value})
        else:
            fields[part.name] = value
    return fields


def unflatten(kind: type[Any], fields: Fields) -> Any:
    """The inverse of `flatten`."""
    made: dict[str, Any] = {}
    for path, value in fields.items():
        name, dot, rest = path.partition(".")
        if not dot:
            made[name] = value
        elif name == "claims":
            made.setdefault(name, []).append(value)
        else:
            made.setdefault(name, {})[rest] = value
    if "claims" in made:
        made["claims"] = tuple(made["claims"])
    for part in dataclasses.fields(kind):
        if part.default is dataclasses.MISSING and part.default_factory is dataclasses.MISSING:
            made.setdefault(part.name, {})
    return kind(**made)


def _last_written(db: Session, pack: str) -> dict[tuple[str, str], dict[str, str]]:
    written: dict[tuple[str, str], dict[str, str]] = {}
    for row in db.scalars(select(SeedValue).where(SeedValue.pack == pack)):
        written.setdefault((row.kind, row.key), {})[row.field] = row.digest
    return written


def _there(db: Session, model: type[Any], ids: Sequence[str]) -> set[str]:
    """Those of some records that are in the database."""
    return {
        record_id
        for some in batches(ids, AT_ONCE)
        for record_id in db.scalars(select(model.id).where(model.id.in_(some)))
    }


def _note(run: _Run, subject: tuple[str, str], wished: Any, result: Any) -> list[dict[str, str]]:
    """Note what the pack has now written; a field that a hand keeps is left as it was noted.

    Returns what was never noted before, as rows to be inserted.
    """
    known = {"pack": run.pack, "kind": subject[0], "key": subject[1]}
    stands, wishes, written = flatten(result), flatten(wished), run.last.get(subject, {})
    unknown: list[dict[str, str]] = []
    for path, value in wishes.items():
        digest = _digest(value)
        if path in stands and stands[path] == value and written.get(path) != digest:
            row = _noted(run, subject, path) if path in written else None
            if row is None:
                unknown.append({**known, "field": path, "digest": digest})
            else:
                row.digest = digest
    for path in written.keys() - wishes.keys() - stands.keys():
        row = _noted(run, subject, path)
        if row is not None:
            run.db.delete(row)
    return unknown


def _noted(run: _Run, subject: tuple[str, str], path: str) -> SeedValue | None:
    return run.db.get(SeedValue, (run.pack, *subject, path))


def _digest_or_none(value: Any) -> str | None:
    return None if value is _ABSENT else _digest(value)


def _digest(value: Any) -> str:
    told = json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, default=str)
    return blake2b(told.encode(), digest_size=16).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.edtf
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, Any]", value)
        return {name: _plain(child) for name, child in pairs.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(child) for child in cast("Sequence[Any]", value)]
    return value
