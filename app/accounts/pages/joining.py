"""What stands behind one-use links: the set-up, an invitation, a new password."""

from dataclasses import dataclass
from typing import Annotated, Any

from starlette.responses import Response

from app.accounts.devices import Device
from app.accounts.enums import AccountRole, InvitationPurpose
from app.accounts.forms import JoinForm, NewPasswordForm
from app.accounts.inputs import NewAccount
from app.accounts.labels import ROLES
from app.accounts.models import Account
from app.accounts.pages.shared import let_in, refusal
from app.accounts.passwords import Passwords
from app.accounts.queries import account as account_by_id
from app.accounts.service import invitations, sessions
from app.accounts.service.accounts import HandleTaken
from app.accounts.service.invitations import LinkSpent, Offered
from app.accounts.workspace import Workspace, WorkspacePage
from app.kit.languages import Language
from app.organisations.queries import names
from app.web.errors import Answered
from app.web.forms import Form, Posted
from app.web.hop import Config, Db, Hop, Inject, Now, Router
from app.web.i18n import translations


def _(message: str) -> str:
    return message


router = Router()
_TEMPLATE = "accounts/join.html"
_NEW_PASSWORD = "accounts/new_password.html"  # noqa: S105 -- a template
_TAKEN = _("Somebody here has this handle already.")
PURPOSES = {
    "set-up": InvitationPurpose.SET_UP,
    "invitation": InvitationPurpose.INVITE,
    "new-password": InvitationPurpose.NEW_PASSWORD,
}


def _offered(hop: Hop, token: str) -> Offered:
    """What the link offers; the first part of the path says what it has to be for.

    Raises:
        Answered: nothing any more, or it is another's; before anything is read of what was sent.
    """
    purpose = PURPOSES[hop.request.url.path.split("/")[2]]
    try:
        return invitations.offered(hop.db, token, purpose=purpose, now=hop.now())
    except LinkSpent:
        raise Answered(_spent(WorkspacePage(hop))) from None


@dataclass(frozen=True, slots=True)
class Renewing:
    """A link, and the account whose password it renews."""

    offer: Offered
    account: Account


def _renewed(hop: Hop, token: str) -> Renewing:
    """Answers as `_offered` does."""
    offer = _offered(hop, token)
    account_id = offer.invitation.account_id
    account = account_by_id(hop.db, account_id) if account_id else None
    if account is None:
        raise Answered(_spent(WorkspacePage(hop)))
    return Renewing(offer, account)


Offer = Annotated[Offered, Inject(_offered)]
Renewed = Annotated[Renewing, Inject(_renewed)]


@router.get("/organise/set-up/{token}")
@router.get("/organise/invitation/{token}")
def join_page(page: Workspace, db: Db, offer: Offer) -> Response:
    form = JoinForm(lang=page.lang, data={"language": page.lang})
    return page.render(_TEMPLATE, form=form, **_told(page, offer, db))


@router.post("/organise/set-up/{token}")
@router.post("/organise/invitation/{token}")
def join(
    page: Workspace,
    db: Db,
    now: Now,
    settings: Config,
    device: Device,
    offer: Offer,
    sent: Posted,
    derived: Passwords,
) -> Response:
    form, told = JoinForm(sent, lang=page.lang), _told(page, offer, db)
    refused = refusal(page, _TEMPLATE, form, derived, **told)
    if refused is not None:
        return refused
    key = derived.new_password
    try:
        account = invitations.accept(db, offer, _wanted(form, offer), password_key=key, now=now)
    except LinkSpent:
        return _spent(page)
    except HandleTaken:
        form.refuse("handle", _TAKEN)
        return page.render(_TEMPLATE, status=422, form=form, **told)
    is_set_up = offer.invitation.purpose is InvitationPurpose.SET_UP
    begun = sessions.sign_in(
        db, handle_key=account.handle_key, password_key=key, device=device, now=now
    )
    path = "/organise/campaign?first=1" if is_set_up else "/organise"
    return let_in(page, begun, path, settings)


@router.get("/organise/new-password/{token}")
def new_password_page(page: Workspace, renewed: Renewed) -> Response:
    form = NewPasswordForm(lang=page.lang, data={"handle": renewed.account.handle})
    return page.render(_NEW_PASSWORD, form=form)


@router.post("/organise/new-password/{token}")
def new_password(
    page: Workspace,
    db: Db,
    now: Now,
    settings: Config,
    device: Device,
    renewed: Renewed,
    sent: Posted,
    derived: Passwords,
) -> Response:
    account = renewed.account
    form = NewPasswordForm(sent, lang=page.lang)
    refused = refusal(page, _NEW_PASSWORD, form, derived)
    if refused is not None:
        return refused
    if derived.handle_key != account.handle_key:
        return page.render(_NEW_PASSWORD, status=422, form=form)
    try:
        private_key = invitations.choose_password(
            db, renewed.offer, account, password_key=derived.new_password, now=now
        )
    except LinkSpent:
        return _spent(page)
    begun = sessions.begin(db, account, private_key, device=device, now=now)
    return let_in(page, begun, "/organise", settings)


def _spent(page: WorkspacePage) -> Response:
    """The same page for a link that is used, taken back, out of date, foreign or made up."""
    return page.render("accounts/link_spent.html", status=404)


def _told(page: WorkspacePage, offer: Offered, db: Db) -> dict[str, Any]:
    organisations = names(db, offer.organisation_ids)
    return {
        "is_set_up": offer.invitation.purpose is InvitationPurpose.SET_UP,
        "role": translations(page.lang).gettext(ROLES[offer.invitation.role]),
        "organisations": list(organisations.values()),
    }


def _wanted(form: Form, offer: Offered) -> NewAccount:
    typed = form.data
    return NewAccount(
        handle=typed["handle"],
        name=typed["name"] or typed["handle"],
        role=AccountRole(offer.invitation.role),
        language=Language(typed["language"]),
        organisation_ids=offer.organisation_ids,
    )
