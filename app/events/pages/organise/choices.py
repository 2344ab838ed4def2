"""What a form of an event offers to choose from."""

from typing import Any

from app.accounts.access import Access
from app.events.access import writer_of
from app.events.forms.telling import LINKED
from app.organisations.queries import names
from app.publishing.enums import PublicKind
from app.publishing.queries import entries
from app.web.forms import options
from app.web.hop import Db

_KINDS = {
    "demand_ids": PublicKind.DEMAND,
    "remembers_ids": PublicKind.VICTIM,
    "incident_ids": PublicKind.INCIDENT,
}
MOST = 500
"""More names than this nobody looks through; they can still be typed."""


def own_names(db: Db, access: Access) -> list[str]:
    """What the organisations are called that somebody may call in the name of."""
    writer = writer_of(access)
    known = names(db, None if writer.edits_all else writer.organisation_ids)
    return list(dict.fromkeys(known.values()))[:MOST]


def all_names(db: Db, access: Access) -> list[str]:
    """Also those of others, who may call and support together with them."""
    own = own_names(db, access)
    return list(dict.fromkeys([*own, *names(db).values()]))[:MOST]


def place_names(db: Db, lang: str) -> list[str]:
    found = entries(db, lang=lang, kinds=(PublicKind.PLACE,))
    return list(dict.fromkeys(entry.title for entry in found))[:MOST]


def offer(form: Any, db: Db, lang: str) -> None:
    """Fill the choices of a whole form with the public records it may speak of."""
    for name in LINKED:
        form[name].choices = _titles(db, _KINDS[name], lang)
    sources = [*options([("", "—")]), *_titles(db, PublicKind.SOURCE, lang)]
    for row in form.slogans:
        row.form.source_id.choices = sources


def _titles(db: Db, kind: PublicKind, lang: str) -> list[Any]:
    found = entries(db, lang=lang, kinds=(kind,))
    return options((entry.record_id, entry.title) for entry in found[:MOST])
