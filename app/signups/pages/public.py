"""Signing up: a page of its own that nobody keeps, since every one of them has its own ticket."""

from datetime import timedelta

from starlette.datastructures import FormData
from starlette.responses import Response

from app.intake.tickets import QUICKEST, Ticket, TicketStale, TooQuick, check, issue
from app.kit.errors import NotFound
from app.kit.sealing import as_token, derive
from app.publishing.enums import PublicKind
from app.publishing.queries import current_slug
from app.signups import queries, service
from app.signups.enums import Outcome
from app.signups.forms import SheetForm, as_input, is_filled, sheet_of
from app.signups.gathering import gathering
from app.signups.inputs import Means
from app.signups.pages.shared import At, Occasion, occasion
from app.signups.service import EventFull, SignUpsClosed
from app.web.forms import Posted
from app.web.hop import Db, Router
from app.web.page import Page, PublicPage

router = Router(prefix="/{lang:lang}/events/{slug:slug}/sign-up")
SENT, COUNTED = "sent", "counted"


def _(message: str) -> str:
    return message


STALE = _("This page was open for a long time. Please look at it once more and send it.")
QUICK = _("That was very quick. Please look at it once more and send it.")


@router.get("")
def show_form(page: PublicPage, db: Db, means: At, slug: str) -> Response:
    found = _occasion(page, db, slug)
    if isinstance(found, Response):
        return found
    return _form(page, found, means, ticket=_ticket(found, means))


@router.post("")
def send_form(page: PublicPage, db: Db, means: At, slug: str, sent: Posted) -> Response:
    found = _occasion(page, db, slug)
    if isinstance(found, Response):
        raise NotFound
    sheet = _sheet(found, means, sent)
    if sheet.website.data:
        return page.see_other(f"{found.url}/sign-up/{SENT}")
    ticket = _read(found, means, sheet)
    if isinstance(ticket, str):
        sheet.form_errors.append(sheet.ticket.gettext(ticket))
    if not is_filled(sheet, found.form) or isinstance(ticket, str):
        return _form(page, found, means, sheet=sheet, status=422)
    try:
        outcome = service.sign_up(
            db,
            event=found.event,
            secret=ticket.submission,
            wanted=as_input(sheet, lang=page.lang),
            means=means,
        )
    except (SignUpsClosed, EventFull) as refusal:
        is_full = isinstance(refusal, EventFull)
        return _form(page, found, means, sheet=sheet, status=409, was_refused=is_full)
    if outcome is Outcome.MAILED:
        return page.see_other(f"{found.url}/sign-up/{SENT}")
    return page.see_other(f"/{page.lang}/my/{as_token(ticket.submission)}?new=1")


@router.post("/coming")
def send_tap(page: PublicPage, db: Db, means: At, slug: str, sent: Posted) -> Response:
    """One tap: counted, and nothing else known."""
    found = _occasion(page, db, slug)
    if isinstance(found, Response):
        raise NotFound
    sheet = SheetForm(
        FormData([(k, v) for k, v in sent.multi_items() if k == "ticket"]), lang=page.lang
    )
    ticket = _read(found, means, sheet, quickest=timedelta())
    if isinstance(ticket, str):
        return page.see_other(f"{found.url}/sign-up")
    try:
        service.tap(db, event=found.event, ticket=ticket, means=means)
    except SignUpsClosed:
        return _form(page, found, means, ticket=_ticket(found, means), status=409)
    return page.see_other(f"{found.url}/sign-up/{COUNTED}")


@router.get("/sent")
def show_sent(page: PublicPage, db: Db, slug: str) -> Response:
    """A letter is on its way: the same, whoever asked."""
    found = _occasion(page, db, slug)
    if isinstance(found, Response):
        raise NotFound
    return page.private("signups/sent.html", **found.as_context())


@router.get("/counted")
def show_counted(page: PublicPage, db: Db, slug: str) -> Response:
    found = _occasion(page, db, slug)
    if isinstance(found, Response):
        raise NotFound
    return page.private("signups/counted.html", **found.as_context())


def _occasion(page: Page, db: Db, slug: str) -> Occasion | Response:
    """The event and its form, or the way to where the event is now.

    Raises:
        NotFound: there is no such event, or nobody can sign up to it.
    """
    event = gathering(db, name=slug, lang=page.lang)
    if event is None:
        new = current_slug(db, kind=PublicKind.EVENT, former=slug)
        if new is None:
            raise NotFound
        return page.see_other(f"/{page.lang}/events/{new}/sign-up")
    form = queries.form_of(db, event.id)
    if form is None:
        raise NotFound
    return occasion(db, event, form, page.lang)


def _sheet(found: Occasion, means: Means, sent: FormData | None = None) -> SheetForm:
    return sheet_of(
        found.form, lang=found.lang, sent=sent, asks_address=means.sends_mail, until=found.until
    )


def _form(
    page: Page,
    found: Occasion,
    means: Means,
    *,
    sheet: SheetForm | None = None,
    ticket: str | None = None,
    status: int = 200,
    was_refused: bool = False,
) -> Response:
    sheet = sheet or _sheet(found, means)
    if ticket is not None:
        sheet.ticket.data = ticket
    return page.private(
        "signups/form.html",
        status=status,
        sheet=sheet,
        is_taking=queries.is_taking(found.form, found.event, means.now),
        is_full=queries.places_of(found.form) == "full",
        was_refused=was_refused,
        closed_since=found.closed_since(means),
        sends_mail=means.sends_mail,
        largest=found.form.largest_party,
        questions=[sheet[f"q_{question.key}"] for question in queries.questions_of(found.form)],
        **found.as_context(),
    )


def _key(means: Means) -> bytes:
    return derive(means.keys.instance.index_key, "tickets")


def _ticket(found: Occasion, means: Means) -> str:
    return issue(_key(means), form=found.event.id, now=means.now)


def _read(
    found: Occasion, means: Means, sheet: SheetForm, *, quickest: timedelta = QUICKEST
) -> Ticket | str:
    """The ticket of what was sent; else the sentence that says why not, and a fresh one."""
    given = sheet.ticket.data or ""
    try:
        return check(_key(means), given, form=found.event.id, now=means.now, quickest=quickest)
    except TooQuick:
        return QUICK
    except TicketStale:
        sheet.ticket.data = _ticket(found, means)
        return STALE
