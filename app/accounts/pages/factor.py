"""The second factor of one's own account."""

from datetime import timedelta
from typing import Annotated, Any

from starlette.responses import Response

from app.accounts.access import Access, fresh
from app.accounts.forms import FACTOR, SecondFactorForm
from app.accounts.notices import Notice
from app.accounts.pages.mine import OwnAccount
from app.accounts.service import second_factor
from app.accounts.service.second_factor import WrongCode
from app.accounts.workspace import Workspace, WorkspacePage
from app.web.forms import Posted
from app.web.hop import Counters, Db, Now, Router
from app.web.limits import Limit

router = Router()
Fresh = Annotated[Access, fresh()]
_TEMPLATE = "accounts/factor.html"
_CODES = "accounts/recovery_codes.html"
_TRIES = Limit(10, timedelta(minutes=10), "factor")


def _(message: str) -> str:
    return message


_NOT_THIS = _("That is not what the app should show now. Is its clock right? Take the next code.")


@router.get("/organise/account/second-factor")
def factor_page(page: Workspace, access: Fresh, own: OwnAccount) -> Response:
    form = SecondFactorForm(lang=page.lang, data={"factor": second_factor.new_factor()})
    return _ask(page, access, form, is_on=own.second_factor is not None)


@router.post("/organise/account/second-factor")
def turn_on(
    page: Workspace,
    db: Db,
    now: Now,
    counters: Counters,
    access: Fresh,
    own: OwnAccount,
    sent: Posted,
) -> Response:
    form = SecondFactorForm(sent, lang=page.lang)
    if not form.validate() or counters.take([(_TRIES, access.account_id)]):
        return _ask(page, access, form, status=422)
    factor, code = form.factor.data or "", form.code.data or ""
    try:
        codes = second_factor.turn_on(
            db, own, access.private_key(), factor=factor, code=code, now=now
        )
    except WrongCode:
        form.refuse("code", _NOT_THIS)
        return _ask(page, access, form, status=422)
    return page.render(_CODES, codes=codes)


@router.post("/organise/account/second-factor/codes")
def renew_codes(page: Workspace, db: Db, now: Now, access: Fresh, own: OwnAccount) -> Response:
    codes = second_factor.renew_codes(db, own, access.private_key(), now=now)
    return page.render(_CODES, codes=codes)


@router.post("/organise/account/second-factor/off")
def turn_off(page: Workspace, db: Db, now: Now, access: Fresh, own: OwnAccount) -> Response:
    del access
    second_factor.turn_off(db, own, now=now)
    return page.see_other("/organise/account", notice=Notice.FACTOR_OFF)


def _ask(page: WorkspacePage, access: Access, form: SecondFactorForm, **context: Any) -> Response:
    import segno  # noqa: PLC0415 -- no start waits for it

    if not FACTOR.match(form.factor.data or ""):
        form.factor.data = second_factor.new_factor()
    address = second_factor.address_of(form.factor.data or "", handle=access.handle)
    picture = segno.make(address, error="m").svg_data_uri(scale=4, dark="#1d1a1c", light="#fff")
    shown = {"is_on": False, **context}
    return page.render(_TEMPLATE, form=form, picture=picture, address=address, **shown)
