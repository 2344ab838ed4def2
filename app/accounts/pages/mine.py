"""My account: how I am called, my password, where I am signed in."""

from typing import Annotated, Any

from starlette.responses import Response

from app.accounts.access import Access, Signed, signed_in
from app.accounts.cookie import take_back
from app.accounts.forms import ChangePasswordForm, ProfileForm
from app.accounts.models import Account, AccountSession
from app.accounts.notices import Notice
from app.accounts.pages.shared import refusal
from app.accounts.passwords import Passwords
from app.accounts.queries import account as account_by_id
from app.accounts.queries import recovery_codes_left, sessions_of
from app.accounts.queries import session as session_by_id
from app.accounts.service import accounts, sessions
from app.accounts.workspace import Workspace
from app.kit.errors import NotFound
from app.kit.languages import Language
from app.web.forms import Posted
from app.web.hop import Config, Db, Hop, Inject, Now, Router

router = Router()
_HOME = "/organise/account"
_TEMPLATE = "accounts/mine.html"
_PASSWORD = "accounts/password.html"  # noqa: S105 -- a template


def _own_account(hop: Hop) -> Account:
    found = account_by_id(hop.db, signed_in(hop).account_id)
    if found is None:
        raise NotFound
    return found


def _own_session(hop: Hop, session_id: str) -> AccountSession:
    found = session_by_id(hop.db, session_id)
    if found is None or found.account_id != signed_in(hop).account_id:
        raise NotFound
    return found


OwnAccount = Annotated[Account, Inject(_own_account)]
OwnSession = Annotated[AccountSession, Inject(_own_session)]


@router.get("/organise/account")
def mine(page: Workspace, db: Db, now: Now, access: Signed, own: OwnAccount) -> Response:
    held = {"name": access.name, "language": access.language.value}
    return page.render(
        _TEMPLATE,
        form=ProfileForm(lang=page.lang, data=held),
        **_shown(db, access, own, now),
    )


@router.post("/organise/account")
def rename(
    page: Workspace, db: Db, now: Now, access: Signed, own: OwnAccount, sent: Posted
) -> Response:
    form = ProfileForm(sent, lang=page.lang)
    if not form.validate():
        return page.render(_TEMPLATE, status=422, form=form, **_shown(db, access, own, now))
    name, language = form.name.data or "", Language(form.language.data)
    accounts.rename(db, own, name=name, language=language, act=access.act(), now=now)
    return page.see_other(_HOME, notice=Notice.SAVED)


def _shown(db: Db, access: Access, own: Account, now: Now) -> dict[str, Any]:
    return {
        "handle": own.handle,
        "sessions": sessions_of(db, own.id, now=now),
        "session_id": access.session_id,
        "has_second_factor": own.second_factor is not None,
        "codes_left": recovery_codes_left(db, own.id),
    }


@router.post("/organise/account/sessions/{session_id}/end")
def end_session(
    page: Workspace, db: Db, now: Now, settings: Config, access: Signed, session: OwnSession
) -> Response:
    sessions.end(db, session_id=session.id, act=access.act(), now=now)
    if session.id == access.session_id:
        answer = page.see_other("/organise/sign-in", notice=Notice.SIGNED_OUT)
        return take_back(answer, settings)
    return page.see_other(_HOME, notice=Notice.SESSIONS_ENDED)


@router.post("/organise/account/sessions/end")
def end_other_sessions(page: Workspace, db: Db, now: Now, access: Signed) -> Response:
    sessions.end_all(db, access.account_id, but=access.session_id, act=access.act(), now=now)
    return page.see_other(_HOME, notice=Notice.SESSIONS_ENDED)


@router.get("/organise/account/password")
def password_page(page: Workspace, access: Signed) -> Response:
    form = ChangePasswordForm(lang=page.lang, data={"handle": access.handle})
    return page.render(_PASSWORD, form=form, is_wrong=False)


@router.post("/organise/account/password")
def change_password(
    page: Workspace,
    db: Db,
    now: Now,
    access: Signed,
    own: OwnAccount,
    sent: Posted,
    derived: Passwords,
) -> Response:
    form = ChangePasswordForm(sent, lang=page.lang)
    refused = refusal(page, _PASSWORD, form, derived, is_wrong=False)
    if refused is not None:
        return refused
    is_own = own.handle_key == derived.handle_key
    private_key = sessions.open_key(own, derived.password) if is_own else None
    if private_key is None:
        return page.render(_PASSWORD, status=422, form=form, is_wrong=True)
    accounts.change_password(
        db,
        own,
        private_key,
        password_key=derived.new_password,
        session_id=access.session_id,
        now=now,
    )
    return page.see_other(_HOME, notice=Notice.PASSWORD_CHANGED)
