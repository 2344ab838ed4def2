"""Hosting together: asking another organisation, and answering one that asks."""

from typing import Any

from starlette.responses import Response

from app.accounts.access import Access
from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.events import queries
from app.events.access import MayEdit, Own, OwnEvent
from app.events.forms.proposal import CoHostForm, JudgeForm
from app.events.service import HostsAlready, co_hosting
from app.events.service.showing import called
from app.kit.errors import NotFound
from app.organisations.queries import names
from app.web.forms import Posted, options
from app.web.hop import Db, Now, Router

router = Router(prefix="/organise")
WITHDRAW, AGREE, DECLINE = "withdraw", "agree", "decline"


@router.get("/events/{event_id:name}/co-hosts")
def show_hosts(page: Workspace, db: Db, own: Own) -> Response:
    return _hosts(page, db, own, CoHostForm(lang=page.lang))


@router.post("/events/{event_id:name}/co-hosts")
def ask(page: Workspace, db: Db, now: Now, own: Own, sent: Posted) -> Response:
    """Ask one more organisation."""
    form: Any = CoHostForm(sent, lang=page.lang)
    if not form.validate() or form.organisation_id.data not in names(db):
        return _hosts(page, db, own, form, status=422)
    try:
        co_hosting.ask(
            db,
            event_id=own.id,
            organisation_id=form.organisation_id.data,
            act=own.access.act(),
            now=now,
        )
    except HostsAlready:
        return page.see_other(f"{own.path}/co-hosts")
    return page.see_other(f"{own.path}/co-hosts", notice=Notice.ASKED)


@router.post("/events/{event_id:name}/co-hosts/{organisation_id:name}")
def withdraw(page: Workspace, db: Db, now: Now, own: Own, organisation_id: str) -> Response:
    """Take the question back."""
    co_hosting.decline(
        db, event_id=own.id, organisation_id=organisation_id, act=own.access.act(), now=now
    )
    return page.see_other(f"{own.path}/co-hosts", notice=Notice.SAVED)


@router.get("/hosting")
def show_requests(page: Workspace, db: Db, access: MayEdit) -> Response:
    """What others ask the organisations of this account."""
    found = queries.co_host_requests(db, organisation_ids=access.organisation_ids)
    called_by = names(db, {host.organisation_id for row, _ in found for host in row.hosts})
    own = names(db, access.organisation_ids)
    return page.render(
        "events/hosting.html",
        requests=[
            {
                "event_id": row.id,
                "organisation_id": organisation_id,
                "title": called(row.title, page.lang),
                "organisation": own[organisation_id],
                "hosts": ", ".join(
                    dict.fromkeys(called_by[host.organisation_id] for host in row.hosts)
                ),
            }
            for row, organisation_id in found
        ],
    )


@router.post("/hosting/{event_id:name}/{organisation_id:name}")
def answer(
    page: Workspace,
    db: Db,
    now: Now,
    access: MayEdit,
    event_id: str,
    organisation_id: str,
    sent: Posted,
) -> Response:
    """Host it too, or do not."""
    _check_theirs(access, organisation_id)
    form: Any = JudgeForm(sent, lang=page.lang)
    told: dict[str, Any] = {
        "event_id": event_id,
        "organisation_id": organisation_id,
        "act": access.act(),
        "now": now,
    }
    if form.do.data == AGREE:
        co_hosting.agree(db, **told)
        return page.see_other(f"/organise/events/{event_id}", notice=Notice.SAVED)
    co_hosting.decline(db, **told)
    return page.see_other("/organise/hosting", notice=Notice.SAVED)


def _check_theirs(access: Access, organisation_id: str) -> None:
    if organisation_id not in access.organisation_ids:
        raise NotFound


def _hosts(page: WorkspacePage, db: Db, own: OwnEvent, form: Any, *, status: int = 200) -> Response:
    hosting = [host.organisation_id for host in own.known.hosts]
    asked = queries.asked_to_host(db, own.id)
    everybody = names(db)
    form.organisation_id.choices = options(
        (record_id, name)
        for record_id, name in everybody.items()
        if record_id not in {*hosting, *asked}
    )
    known = names(db, {*hosting, *asked})
    return page.render(
        "events/co_hosts.html",
        status=status,
        own=own,
        title=called(own.known.title, page.lang),
        form=form,
        hosts=list(dict.fromkeys(known[record_id] for record_id in hosting)),
        asked=[(record_id, known[record_id]) for record_id in asked],
    )
