"""Proposing a gathering: a page that nobody keeps, since every one of them has its own ticket."""

from datetime import timedelta
from typing import Any

from starlette.datastructures import FormData
from starlette.responses import Response

from app.campaign.queries import campaign
from app.events.forms.proposal import ProposalForm, proposal_of
from app.events.inputs import ProposalInput
from app.events.service import ProposalsFull, proposals
from app.intake.desk import AtDesk, Desk
from app.intake.service import is_first
from app.intake.tickets import Ticket
from app.kit.errors import Invalid
from app.web.forms import Posted, options
from app.web.hop import Db, Router
from app.web.i18n import translations
from app.web.limits import Limit
from app.web.page import Page, PublicPage
from app.web.zones import zone_choices

router = Router(prefix="/{lang:lang}/events/propose")
FORM = "proposal"
BY_CLIENT = Limit(5, timedelta(hours=1), "propose_client")


def _(message: str) -> str:
    return message


TOO_MANY = _(
    "Very many proposals have come in, and people read each of them. Please try again tomorrow."
)


@router.get("")
def show_form(page: PublicPage, db: Db, desk: AtDesk) -> Response:
    form = _filled(page, db)
    form.ticket.data = desk.ticket(of=FORM)
    return _form(page, form)


@router.post("")
def send_form(page: PublicPage, db: Db, desk: AtDesk, sent: Posted) -> Response:
    form = _filled(page, db, sent)
    if form.website.data:
        return page.see_other(f"/{page.lang}/events/propose/sent")
    judged = _judged(page, desk, form)
    if judged is None:
        return _form(page, form, status=422)
    ticket, wanted = judged
    if not is_first(db, ticket):
        return page.see_other(f"/{page.lang}/events/propose/sent")
    wait = desk.count(by_client=[BY_CLIENT])
    if wait:
        return _form(page, form, wait=wait)
    try:
        proposals.propose(db, wanted=wanted, now=desk.now)
    except ProposalsFull:
        form.form_errors.append(translations(page.lang).gettext(TOO_MANY))
        return _form(page, form, status=409)
    return page.see_other(f"/{page.lang}/events/propose/sent")


@router.get("/sent")
def show_sent(page: PublicPage) -> Response:
    return page.private("events/proposed.html")


def _filled(page: Page, db: Db, sent: FormData | None = None) -> Any:
    home = campaign(db).default_timezone
    form: Any = ProposalForm(sent, lang=page.lang, data={"timezone": home})
    form.timezone.choices = options(zone_choices(page.lang, home))
    return form


def _judged(page: Page, desk: Desk, form: Any) -> tuple[Ticket, ProposalInput] | None:
    """The ticket and what is proposed; None where the form says by now what is wrong."""
    is_whole = form.validate()
    ticket = desk.take(form, of=FORM)
    try:
        wanted = proposal_of(form, page.lang)
        proposals.check_proposal(wanted)
    except Invalid as fault:
        for told in fault.fields:
            form.refuse(told.field, told.detail)
        return None
    return (ticket, wanted) if ticket and is_whole else None


def _form(page: Page, form: Any, **answer: int) -> Response:
    return page.private("events/propose.html", form=form, **answer)
