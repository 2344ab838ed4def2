"""Who comes, by name: behind a second tap and the password, for those who were granted it."""

from typing import Annotated, Any

from starlette.responses import Response

from app.accounts.access import Access, fresh, signed_in
from app.accounts.enums import Permission
from app.accounts.workspace import Workspace, WorkspacePage
from app.kit.errors import NotFound
from app.kit.key_folder import KeyLost
from app.signups import labels, queries, service
from app.signups.export import close, table
from app.signups.gathering import gathering
from app.signups.models import SignUpForm
from app.signups.reading import ClosedWith, ExportForm
from app.signups.service.lists import Line, Reader
from app.web.forms import Posted
from app.web.hop import Db, Hop, Inject, Keys, Now, Router
from app.web.i18n import translated

router = Router(prefix="/organise/events/{event_id}/list")
MayRead = Annotated[Access, fresh(Permission.LISTS_READ)]
MayExport = Annotated[Access, fresh(Permission.LISTS_EXPORT)]
THERE = "yes"
FILE = "application/octet-stream"


def _theirs(hop: Hop, event_id: str) -> SignUpForm:
    """The form of an event whose list is theirs to read; nobody else learns that there is one."""
    form = queries.form_of(hop.db, event_id)
    account_id = signed_in(hop).account_id
    if form is None or not queries.may_read(hop.db, event_id=event_id, account_id=account_id):
        raise NotFound
    return form


Theirs = Annotated[SignUpForm, Inject(_theirs)]
"""The form that the path names; only after who asks was decided: name it after `access`."""


@router.get("")
def show_list(page: Workspace, db: Db, keys: Keys, access: MayRead, form: Theirs) -> Response:
    return _show(page, db, keys, access, form)


@router.post("/grant/{account_id}")
def grant(
    page: Workspace, db: Db, now: Now, access: MayRead, form: Theirs, account_id: str
) -> Response:
    service.grant(
        db,
        event_id=form.event_id,
        giver=_reader(access),
        account_id=account_id,
        act=access.act(),
        now=now,
    )
    return page.see_other(f"/organise/events/{form.event_id}/list")


@router.post("/there/{sign_up_id}")
def check_in(
    page: Workspace, db: Db, access: MayRead, form: Theirs, sign_up_id: str, sent: Posted
) -> Response:
    """Note that somebody came, or that this was a mistake."""
    del access
    event_id, is_there = form.event_id, sent.get("there") == THERE
    service.check_in(db, event_id=event_id, sign_up_id=sign_up_id, is_there=is_there)
    return page.see_other(f"/organise/events/{event_id}/list#{sign_up_id}")


@router.post("/export")
def export(
    page: Workspace,
    db: Db,
    keys: Keys,
    now: Now,
    access: MayExport,
    form: Theirs,
    sent: Posted,
    closing: ClosedWith,
) -> Response:
    asked = ExportForm(sent, lang=page.lang)
    if not asked.validate() or closing is None:
        return _show(page, db, keys, access, form, asked=asked, status=422)
    lines = service.read_list(db, event_id=form.event_id, reader=_reader(access), keys=keys)
    service.note_export(db, event_id=form.event_id, act=access.act(), now=now)
    content = close(_table(page, form, lines), closing)
    return page.hand_out(content, media_type=FILE, name=f"list-{now:%Y-%m-%d}.ayni")


def _reader(access: Access) -> Reader:
    return Reader(access.account_id, access.private_key())


def _show(
    page: WorkspacePage,
    db: Db,
    keys: Keys,
    access: Access,
    form: SignUpForm,
    *,
    asked: ExportForm | None = None,
    status: int = 200,
) -> Response:
    event = gathering(db, name=form.event_id, lang=page.lang)
    try:
        lines = service.read_list(db, event_id=form.event_id, reader=_reader(access), keys=keys)
        is_lost = False
    except KeyLost:
        lines, is_lost = [], True
    return page.render(
        "signups/list.html",
        status=status,
        event_id=form.event_id,
        title=event.title if event else "",
        lines=lines,
        is_lost=is_lost,
        is_waiting=any(not line.is_readable for line in lines),
        waiting_readers=[
            reader
            for reader in queries.waiting_readers(db, form.event_id)
            if reader.id != access.account_id
        ],
        has_sheet=queries.rescue_sheet(db, access.account_id) is not None,
        exports=queries.exports_of(db, form.event_id),
        questions=queries.questions_of(form),
        statuses=translated(labels.STATUSES, page.lang),
        destroyed_on=queries.purge_day(form, event) if event else form.purge_on,
        form=asked or ExportForm(lang=page.lang),
    )


def _table(page: WorkspacePage, form: SignUpForm, lines: list[Line]) -> bytes:
    questions = queries.questions_of(form)
    statuses = translated(labels.STATUSES, page.lang)
    head = [*translated(labels.COLUMNS, page.lang).values(), *(q.label for q in questions)]
    rows: list[list[Any]] = [
        [
            line.name,
            line.party,
            statuses[line.status],
            *(line.answers.get(question.key, "") for question in questions),
        ]
        for line in lines
    ]
    return table(head, rows)
