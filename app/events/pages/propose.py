"""Proposing a gathering: a page that nobody keeps, since every one of them has its own ticket."""

from typing import Annotated, Any

from limits import RateLimitItemPerHour
from starlette.datastructures import FormData
from starlette.responses import Response

from app.campaign.queries import campaign
from app.events.forms.proposal import ProposalForm, proposal_of
from app.events.inputs import ProposalInput
from app.events.service import ProposalsFull, proposals
from app.events.zones import zone_choices
from app.intake.service import is_first
from app.intake.tickets import QUICKEST, Ticket, TicketStale, TooQuick, check, issue
from app.kit.errors import Invalid
from app.kit.sealing import derive
from app.web.forms import Posted, options
from app.web.hop import Db, Hop, Inject, Router
from app.web.i18n import translations
from app.web.page import Page, PublicPage

router = Router(prefix="/{lang:lang}/events/propose")
FORM = "proposal"
A_CLIENT = RateLimitItemPerHour(5)


def _(message: str) -> str:
    return message


STALE = _("This page was open for a long time. Please look at it once more and send it.")
QUICK = _("That was very quick. Please look at it once more and send it.")
TOO_MANY = _(
    "Very many proposals have come in, and people read each of them. Please try again tomorrow."
)


class Desk:
    """The tickets of this form, and who has sent how many."""

    def __init__(self, hop: Hop) -> None:
        self._resources = hop.resources
        self._address = hop.request.client.host if hop.request.client else ""
        self.now = hop.now()

    def ticket(self) -> str:
        return issue(self._key, form=FORM, now=self.now)

    def read(self, text: str) -> Ticket:
        return check(self._key, text, form=FORM, now=self.now, quickest=QUICKEST)

    def count(self) -> None:
        """Count one more of this client.

        Raises:
            ProposalsFull: there were several within the hour.
        """
        limits = self._resources.limits
        if limits.take([(A_CLIENT, f"propose:{limits.client(self._address)}")]):
            raise ProposalsFull

    @property
    def _key(self) -> bytes:
        return derive(self._resources.keys.instance.index_key, "tickets")


AtDesk = Annotated[Desk, Inject(Desk)]


@router.get("")
def show_form(page: PublicPage, db: Db, desk: AtDesk) -> Response:
    form = _filled(page, db)
    form.ticket.data = desk.ticket()
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
    try:
        desk.count()
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
    words = translations(page.lang)
    ticket = None
    try:
        ticket = desk.read(form.ticket.data or "")
    except TooQuick:
        form.form_errors.append(words.gettext(QUICK))
    except TicketStale:
        form.ticket.data = desk.ticket()
        form.form_errors.append(words.gettext(STALE))
    try:
        wanted = proposal_of(form, page.lang)
        proposals.check_proposal(wanted)
    except Invalid as fault:
        for told in fault.fields:
            form.refuse(told.field, told.detail)
        return None
    return (ticket, wanted) if ticket and is_whole else None


def _form(page: Page, form: Any, *, status: int = 200) -> Response:
    return page.private("events/propose.html", status=status, form=form)
