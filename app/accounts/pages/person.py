"""One person, as a coordinator sees them: role, sessions, a new password, the end of it all."""

from typing import Annotated

from starlette.responses import Response

from app.accounts.access import Access, fresh, permitted
from app.accounts.enums import AccountRole, InvitationPurpose, Permission
from app.accounts.forms import RoleForm
from app.accounts.inputs import NewInvitation
from app.accounts.labels import ROLES
from app.accounts.models import Account
from app.accounts.notices import Notice
from app.accounts.queries import account as account_by_id
from app.accounts.queries import organisations_of, sessions_of
from app.accounts.service import accounts, invitations, sessions
from app.accounts.service.accounts import LastCoordinator
from app.accounts.service.invitations import NEW_PASSWORD_LASTS
from app.accounts.workspace import Workspace
from app.kit.errors import NotFound
from app.organisations.queries import names
from app.web.forms import Posted
from app.web.hop import Db, Hop, Inject, Now, Router
from app.web.i18n import translations

router = Router()
Manager = Annotated[Access, permitted(Permission.ACCOUNTS_MANAGE)]
FreshManager = Annotated[Access, fresh(Permission.ACCOUNTS_MANAGE)]


def _(message: str) -> str:
    return message


LAST_COORDINATOR = _("Make somebody else a coordinator first: nobody could let people in any more.")
_ROLE = "accounts/role.html"


def _person(hop: Hop, account_id: str) -> Account:
    found = account_by_id(hop.db, account_id)
    if found is None:
        raise NotFound
    return found


Person = Annotated[Account, Inject(_person)]
"""The account that the path names; only after who asks was decided: name it after `access`."""


@router.get("/organise/people/{account_id}")
def person(page: Workspace, db: Db, now: Now, access: Manager, somebody: Person) -> Response:
    return page.render(
        "accounts/person.html",
        person=somebody,
        role=translations(page.lang).gettext(ROLES[somebody.role]),
        organisations=list(names(db, organisations_of(db, somebody.id)).values()),
        sessions=sessions_of(db, somebody.id, now=now),
        is_self=somebody.id == access.account_id,
    )


@router.post("/organise/people/{account_id}/sessions/end")
def end_sessions(page: Workspace, db: Db, now: Now, access: Manager, somebody: Person) -> Response:
    sessions.end_all(db, somebody.id, act=access.act(), now=now)
    return page.see_other(f"/organise/people/{somebody.id}", notice=Notice.SESSIONS_ENDED)


@router.get("/organise/people/{account_id}/role")
def role_page(page: Workspace, db: Db, access: FreshManager, somebody: Person) -> Response:
    del access
    held = {"role": somebody.role.value, "organisations": organisations_of(db, somebody.id)}
    form = RoleForm(lang=page.lang, data=held)
    form.offer(AccountRole, names(db))
    return page.render(_ROLE, form=form, person=somebody)


@router.post("/organise/people/{account_id}/role")
def change_role(
    page: Workspace, db: Db, now: Now, access: FreshManager, somebody: Person, sent: Posted
) -> Response:
    form = RoleForm(sent, lang=page.lang)
    form.offer(AccountRole, names(db))
    if not form.validate():
        return page.render(_ROLE, status=422, form=form, person=somebody)
    try:
        accounts.change_role(
            db,
            somebody,
            role=AccountRole(form.role.data),
            organisation_ids=tuple(sorted(set(form.organisations.data or ()))),
            act=access.act(),
            now=now,
        )
    except LastCoordinator:
        form.refuse("role", LAST_COORDINATOR)
        return page.render(_ROLE, status=422, form=form, person=somebody)
    return page.see_other(f"/organise/people/{somebody.id}", notice=Notice.SAVED)


@router.get("/organise/people/{account_id}/new-password")
def new_password_page(page: Workspace, access: FreshManager, somebody: Person) -> Response:
    del access
    return page.render("accounts/renew.html", person=somebody, link=None)


@router.post("/organise/people/{account_id}/new-password")
def new_password(
    page: Workspace, db: Db, now: Now, access: FreshManager, somebody: Person
) -> Response:
    accounts.drop_keys(db, somebody, act=access.act(), now=now)
    wanted = NewInvitation(
        purpose=InvitationPurpose.NEW_PASSWORD,
        role=somebody.role,
        lasts=NEW_PASSWORD_LASTS,
        account_id=somebody.id,
        invited_by=access.account_id,
    )
    token = invitations.invite(db, wanted, act=access.act(), now=now)
    link = f"{page.base}/organise/new-password/{token}"
    return page.render(
        "accounts/renew.html", person=somebody, link=link, until=now + NEW_PASSWORD_LASTS
    )


@router.get("/organise/people/{account_id}/remove")
def remove_page(page: Workspace, access: FreshManager, somebody: Person) -> Response:
    del access
    return page.render("accounts/remove.html", person=somebody)


@router.post("/organise/people/{account_id}/remove")
def remove(page: Workspace, db: Db, now: Now, access: FreshManager, somebody: Person) -> Response:
    accounts.remove(db, somebody, act=access.act(), now=now)
    return page.see_other("/organise/people", notice=Notice.REMOVED)
