"""Signing in and out."""

from starlette.responses import Response

from app.accounts.access import Signed
from app.accounts.cookie import hand_out, take_back
from app.accounts.destinations import Onward
from app.accounts.devices import Device
from app.accounts.forms import SignInForm
from app.accounts.notices import Notice
from app.accounts.passwords import Passwords
from app.accounts.service import sessions
from app.accounts.service.sessions import WrongPassword
from app.accounts.workspace import Workspace
from app.web.forms import Posted
from app.web.hop import Config, Db, Now, Router

router = Router()
_TEMPLATE = "accounts/sign_in.html"


@router.get("/organise/sign-in")
def sign_in_page(page: Workspace) -> Response:
    return page.render(_TEMPLATE, form=SignInForm(lang=page.lang), is_wrong=False)


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
    if not form.validate():
        return page.render(_TEMPLATE, status=422, form=form, is_wrong=False)
    try:
        begun = sessions.sign_in(
            db,
            handle_key=derived.handle_key,
            password_key=derived.password,
            device=device,
            now=now,
        )
    except WrongPassword:
        return page.render(_TEMPLATE, status=422, form=form, is_wrong=True)
    answer = page.see_other(onward)
    return hand_out(answer, begun.secret, lasts=begun.lasts, settings=settings)


@router.post("/organise/sign-out")
def sign_out(page: Workspace, db: Db, now: Now, settings: Config, access: Signed) -> Response:
    sessions.end(db, session_id=access.session_id, act=access.act(), now=now)
    return take_back(page.see_other("/organise/sign-in", notice=Notice.SIGNED_OUT), settings)
