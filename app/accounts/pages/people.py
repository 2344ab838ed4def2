"""Who is here: everybody, open invitations, and letting somebody in."""

from datetime import timedelta
from typing import Annotated, Any

from starlette.responses import Response

from app.accounts.access import Access, fresh, permitted
from app.accounts.enums import InvitationPurpose, Permission
from app.accounts.forms import DAYS, InviteForm
from app.accounts.inputs import NewInvitation
from app.accounts.labels import ROLES
from app.accounts.models import Invitation
from app.accounts.notices import Notice
from app.accounts.policy import INVITES, INVITES_INTO_NONE
from app.accounts.queries import (
    accounts,
    accounts_sharing,
    invitation,
    open_invitations,
    organisations_by_account,
)
from app.accounts.service import invitations
from app.accounts.service.invitations import LinkSpent, OrganisationNotTheirs
from app.accounts.workspace import Workspace, WorkspacePage
from app.kit.languages import Language
from app.organisations.queries import names
from app.web.forms import Posted
from app.web.hop import Db, Now, Router
from app.web.i18n import translated, translations

router = Router()
_INVITE = "accounts/invite.html"
Inviter = Annotated[Access, permitted(Permission.INVITE)]
FreshInviter = Annotated[Access, fresh(Permission.INVITE)]


def _(message: str) -> str:
    return message


CHOOSE_ONE = _("You invite into an organisation of yours: choose one.")


@router.get("/organise/people")
def people(page: Workspace, db: Db, now: Now, access: Inviter) -> Response:
    manages = access.may(Permission.ACCOUNTS_MANAGE)
    return page.render(
        "accounts/people.html",
        people=accounts(db) if manages else accounts_sharing(db, access.organisation_ids),
        invitations=[
            offer for offer in open_invitations(db, now=now) if _may_revoke(access, offer)
        ],
        organisations=names(db),
        organisations_of=organisations_by_account(db),
        roles=translated(ROLES, page.lang),
        manages=manages,
    )


@router.get("/organise/people/invite")
def invite_page(page: Workspace, db: Db, access: FreshInviter) -> Response:
    return _invite(page, access, _form(page, db, access, None))


@router.post("/organise/people/invite")
def invite(page: Workspace, db: Db, now: Now, access: FreshInviter, sent: Posted) -> Response:
    form = _form(page, db, access, sent)
    if not form.validate():
        return _invite(page, access, form, status=422)
    wanted = NewInvitation(
        purpose=InvitationPurpose.INVITE,
        role=next(role for role in INVITES[access.role] if role.value == form.role.data),
        lasts=timedelta(days=form.days.data),
        organisation_ids=tuple(sorted(set(form.organisations.data or ()))),
        invited_by=access.account_id,
    )
    try:
        token = invitations.invite(db, wanted, act=access.act(), now=now)
    except OrganisationNotTheirs:
        form.refuse("organisations", CHOOSE_ONE)
        return _invite(page, access, form, status=422)
    link = f"{page.base}/organise/invitation/{token}"
    return page.render(_INVITE, form=form, link=link, until=now + wanted.lasts)


@router.post("/organise/invitations/{invitation_id}/revoke")
def revoke(page: Workspace, db: Db, now: Now, access: Inviter, invitation_id: str) -> Response:
    offer = invitation(db, invitation_id)
    if offer is None or not _may_revoke(access, offer):
        raise LinkSpent
    invitations.revoke(db, invitation_id, act=access.act(), now=now)
    return page.see_other("/organise/people", notice=Notice.REVOKED)


def _invite(
    page: WorkspacePage, access: Access, form: InviteForm, *, status: int = 200
) -> Response:
    """The form; without an organisation of theirs some have nowhere to invite to, and learn it."""
    has_nowhere = access.role not in INVITES_INTO_NONE and not form.organisations.choices
    return page.render(_INVITE, status=status, form=form, link=None, has_nowhere=has_nowhere)


def _may_revoke(access: Access, offer: Invitation) -> bool:
    return access.may(Permission.ACCOUNTS_MANAGE) or offer.invited_by == access.account_id


def _form(page: WorkspacePage, db: Db, access: Access, sent: Any) -> InviteForm:
    form = InviteForm(sent, lang=page.lang)
    manages = access.may(Permission.ACCOUNTS_MANAGE)
    form.offer(INVITES[access.role], names(db, None if manages else access.organisation_ids))
    words = translations(Language(page.lang))
    form.offer_days({days: words.ngettext("%d day", "%d days", days) % days for days in DAYS})
    return form
