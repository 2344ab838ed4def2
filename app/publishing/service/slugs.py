"""Addresses of records: free ones, former ones, and the codes of printed short links."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from app.kit.generation import hold_public_version
from app.kit.ids import short_code
from app.kit.text import slug_of
from app.publishing import queries
from app.publishing.enums import SHORT_LINK, PublicKind
from app.publishing.models import FormerSlug, Record, ShortCode
from app.publishing.projection import Publication, Subject
from app.publishing.subjects import by_kind

RESERVED = {"propose"}
"""What stands in an address where a slug would."""


def free_slug(
    db: Session, table: type[Record], kind: PublicKind, *, wish: str, record_id: str
) -> str:
    """An address made of a title that no other record has or had; numbered where it must be.

    Nobody else can publish until we commit, so it stays free.
    """
    hold_public_version(db)
    begin = slug_of(wish) or record_id.replace("_", "-")
    taken = {
        *RESERVED,
        *db.scalars(
            select(table.slug).where(
                table.slug.startswith(begin, autoescape=True), table.id != record_id
            )
        ),
        *db.scalars(
            select(FormerSlug.slug).where(
                FormerSlug.kind == kind,
                FormerSlug.slug.startswith(begin, autoescape=True),
                FormerSlug.record_id != record_id,
            )
        ),
    }
    numbered = (f"{begin}-{number}" for number in count(2))
    return next(slug for slug in chain((begin,), numbered) if slug not in taken)


def keep_former(db: Session, known: Iterable[tuple[Publication, Iterable[str]]]) -> None:
    """Have the slugs that records had lead to them, or lead nowhere if they would tell too much."""
    forgetting: list[Subject] = []
    for publication, former in known:
        kind, record_id = publication.subject
        if publication.forgets_former_slugs:
            forgetting.append(publication.subject)
            continue
        for slug in former:
            if slug != publication.slug:
                db.merge(FormerSlug(kind=kind, slug=slug, record_id=record_id))
    for kind, ids in by_kind(forgetting):
        db.execute(delete(FormerSlug).where(FormerSlug.kind == kind, FormerSlug.record_id.in_(ids)))


def end_former(db: Session, slugs: Mapping[Subject, str]) -> None:
    """A slug that a record has now leads to no other one any more."""
    of_kinds = by_kind((kind, slug) for (kind, _), slug in slugs.items())
    is_current = [and_(FormerSlug.kind == kind, FormerSlug.slug.in_(own)) for kind, own in of_kinds]
    db.execute(delete(FormerSlug).where(or_(*is_current)))


def give_codes(db: Session, kind: PublicKind, ids: Sequence[str]) -> None:
    """Give each record a code for its short link, if it is of a kind that has one."""
    if kind not in SHORT_LINK:
        return
    owners = queries.owners_of_codes(db, kind=kind, ids=ids)
    waiting = [record_id for record_id in ids if record_id not in owners]
    attempts = count()
    while waiting:
        attempt = next(attempts)
        wished = {record_id: short_code(record_id, attempt) for record_id in waiting}
        waiting = _give(db, kind, wished)


def _give(db: Session, kind: PublicKind, wished: Mapping[str, str]) -> list[str]:
    """Write the codes that are free; whose are not have to wish for another."""
    taken = set(queries.codes_among(db, kind=kind, codes=wished.values()))
    others: list[str] = []
    for record_id, code in wished.items():
        if code in taken:
            others.append(record_id)
            continue
        taken.add(code)
        db.add(ShortCode(kind=kind, code=code, record_id=record_id))
    return others
