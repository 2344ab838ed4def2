"""Signing in and out."""

from datetime import timedelta
from typing import Any

from starlette.responses import Response

from app.accounts.access import AwaitsCode, Signed
from app.accounts.cookie import take_back
from app.accounts.destinations import Destination, Onward
from app.accounts.devices import Device
from app.accounts.forms import CodeForm, SignInForm
from app.accounts.notices import Notice
from app.accounts.pages.shared import let_in, refusal
from app.accounts.passwords import Passwords
from app.accounts.queries import account as account_of
from app.accounts.queries import session as session_of
from app.accounts.service import second_factor, sessions
from app.accounts.service.second_factor import WrongCode
from app.accounts.service.sessions import Begun, WrongPassword
from app.accounts.workspace import Workspace, WorkspacePage
from app.web.forms import Form, Posted
from app.web.hop import Config, Counters, Db, Now, Router
from app.web.limits import Limit

router = Router()
CODES_BY_ACCOUNT = Limit(10, timedelta(minutes=10), "code")
OFFERED_AT = 2  # the sign-in at which a second factor is offered


@router.get("/organise/sign-in")
def sign_in_page(page: Workspace) -> Response:
    return _ask(page, SignInForm(lang=page.lang))


@router.post("/organise/sign-in")
def sign_in(
    page: Workspace,
    db: Db,
    now: Now,
    settings: Config,
    device: Device,
    sent: Posted,
    derived: Passwords,
    onward: Onward,
) -> Response:
    form = SignInForm(sent, lang=page.lang)
    refused = refusal(page, _TEMPLATE, form, derived, is_wrong=False)
    if refused is not None:
        return refused
    try:
        begun = sessions.sign_in(
            db,
            handle_key=derived.handle_key,
            password_key=derived.password,
            device=device,
            now=now,
        )
    except WrongPassword:
        return _ask(page, form, status=422, is_wrong=True)
    if begun.awaits_code:
        return let_in(page, begun, "/organise/sign-in/code" + page.onward_query, settings)
    return let_in(page, begun, _first_page(begun, onward), settings)


@router.get("/organise/sign-in/code")
def code_page(page: Workspace, awaiting: AwaitsCode) -> Response:
    del awaiting
    return _ask_code(page, CodeForm(lang=page.lang))


@router.post("/organise/sign-in/code")
def code(
    page: Workspace,
    db: Db,
    now: Now,
    settings: Config,
    counters: Counters,
    awaiting: AwaitsCode,
    sent: Posted,
    onward: Onward,
) -> Response:
    form = CodeForm(sent, lang=page.lang)
    wait = counters.take([(CODES_BY_ACCOUNT, awaiting.account.id)])
    if wait:
        return page.wait("accounts/code.html", wait, form=form, is_wrong=False)
    if not form.validate():
        return _ask_code(page, form, status=422)
    account, private_key = awaiting.account, awaiting.private_key
    try:
        second_factor.use(db, account, private_key, code=form.code.data or "", now=now)
    except WrongCode:
        return _ask_code(page, form, status=422, is_wrong=True)
    begun = sessions.complete(db, awaiting.session, account, private_key, now=now)
    return let_in(page, begun, onward, settings)


@router.get("/organise/confirm-password")
def confirm_page(page: Workspace, access: Signed) -> Response:
    return _confirm(page, SignInForm(lang=page.lang, data={"handle": access.handle}))


@router.post("/organise/confirm-password")
def confirm(
    page: Workspace,
    db: Db,
    now: Now,
    access: Signed,
    sent: Posted,
    derived: Passwords,
    onward: Onward,
) -> Response:
    form = SignInForm(sent, lang=page.lang)
    refused = refusal(page, "accounts/confirm.html", form, derived, is_wrong=False)
    if refused is not None:
        return refused
    account, session = account_of(db, access.account_id), session_of(db, access.session_id)
    is_own = account is not None and account.handle_key == derived.handle_key
    if session is None or not is_own or sessions.open_key(account, derived.password) is None:
        return _confirm(page, form, status=422, is_wrong=True)
    sessions.confirm(db, session, act=access.act(), now=now)
    return page.see_other(onward)


@router.post("/organise/sign-out")
def sign_out(page: Workspace, db: Db, now: Now, settings: Config, access: Signed) -> Response:
    sessions.end(db, session_id=access.session_id, act=access.act(), now=now)
    return take_back(page.see_other("/organise/sign-in", notice=Notice.SIGNED_OUT), settings)


_TEMPLATE = "accounts/sign_in.html"


def _ask(page: WorkspacePage, form: Form, **context: Any) -> Response:
    return page.render(_TEMPLATE, form=form, **{"is_wrong": False, **context})


def _ask_code(page: WorkspacePage, form: Form, **context: Any) -> Response:
    return page.render("accounts/code.html", form=form, **{"is_wrong": False, **context})


def _confirm(page: WorkspacePage, form: Form, **context: Any) -> Response:
    return page.render("accounts/confirm.html", form=form, **{"is_wrong": False, **context})


def _first_page(begun: Begun, onward: str) -> str:
    """Where a sign-in leads; the second one first to the second factor, which may wait."""
    account = begun.account
    if account.sign_ins == OFFERED_AT and account.second_factor is None:
        return Destination.SECOND_FACTOR.value
    return onward
