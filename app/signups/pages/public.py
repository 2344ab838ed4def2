"""Signing up: a page of its own that nobody keeps, since every one of them has its own ticket."""

from datetime import timedelta

from starlette.datastructures import FormData
from starlette.responses import Response

from app.intake.desk import AtDesk, Desk
from app.intake.forms import TicketForm
from app.intake.tickets import Ticket
from app.kit.errors import NotFound
from app.kit.sealing import as_token
from app.publishing.enums import PublicKind
from app.publishing.queries import current_slug
from app.signups import queries, service
from app.signups.enums import Outcome
from app.signups.forms import SheetForm, as_input, is_filled, sheet_of
from app.signups.gathering import Gathering, gathering
from app.signups.inputs import Means, SignUpInput
from app.signups.pages.shared import At, Occasion, occasion
from app.signups.service import EventFull, SignUpsClosed
from app.web.forms import Posted
from app.web.hop import Db, Router
from app.web.limits import Limit
from app.web.page import Page, PublicPage
from app.web.together import together

router = Router(prefix="/{lang:lang}/events/{slug:slug}/sign-up")
SENT, COUNTED = "sent", "counted"


BY_ALL = Limit(6000, timedelta(minutes=1), "sign_up")
BY_CLIENT = Limit(60, timedelta(minutes=10), "sign_up_client")
LETTERS_BY_ALL = Limit(2000, timedelta(hours=1), "sign_up_letters")
LETTERS_BY_CLIENT = Limit(20, timedelta(hours=1), "sign_up_letters_client")
LETTERS_TO_ONE = Limit(5, timedelta(hours=1), "sign_up_letters_address")


@router.get("")
def show_form(page: PublicPage, db: Db, means: At, desk: AtDesk, slug: str) -> Response:
    found = _occasion(page, db, slug)
    if isinstance(found, Response):
        return found
    return _form(page, found, means, ticket=desk.ticket(of=found.event.id))


@router.post("")
@together
def send_form(
    page: PublicPage, db: Db, means: At, desk: AtDesk, slug: str, sent: Posted
) -> Response:
    found = _held(page, db, slug)
    sheet = _sheet(found, means, sent)
    if sheet.website.data:
        return page.see_other(f"{found.url}/sign-up/{SENT}")
    ticket = desk.take(sheet, of=found.event.id)
    if not is_filled(sheet, found.form) or ticket is None:
        return _form(page, found, means, sheet=sheet, status=422)
    done = queries.status_of(db, ticket.submission)
    if done is not None:
        return _answer(page, found, ticket, service.outcome_of(done))
    wanted = as_input(sheet, lang=page.lang)
    wait = _count(desk, wanted, may_post=_takes(found, means))
    if wait:
        return _form(page, found, means, sheet=sheet, wait=wait)
    try:
        outcome = service.sign_up(
            db,
            form=found.form,
            event=found.event,
            secret=ticket.submission,
            wanted=wanted,
            means=means,
            may_post=lambda to: desk.may_write_to(to, LETTERS_TO_ONE),
        )
    except (SignUpsClosed, EventFull) as refusal:
        is_full = isinstance(refusal, EventFull)
        return _form(page, found, means, sheet=sheet, status=409, was_refused=is_full)
    return _answer(page, found, ticket, outcome)


@router.post("/coming")
@together
def send_tap(
    page: PublicPage, db: Db, means: At, desk: AtDesk, slug: str, sent: Posted
) -> Response:
    """One tap: counted, and nothing else known."""
    found = _held(page, db, slug)
    of = found.event.id
    tapped = TicketForm(
        FormData([(k, v) for k, v in sent.multi_items() if k == "ticket"]), lang=page.lang
    )
    ticket = desk.take(tapped, of=of, quickest=timedelta())
    if ticket is None:
        return page.see_other(f"{found.url}/sign-up")
    wait = desk.count(by_all=[BY_ALL], by_client=[BY_CLIENT])
    if wait:
        return _form(page, found, means, ticket=desk.ticket(of=of), wait=wait)
    try:
        service.tap(db, form=found.form, event=found.event, ticket=ticket, means=means)
    except SignUpsClosed:
        return _form(page, found, means, ticket=desk.ticket(of=of), status=409)
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
    event = _event(page, db, slug)
    if event is None:
        new = current_slug(db, kind=PublicKind.EVENT, former=slug)
        if new is None:
            raise NotFound
        return page.see_other(f"/{page.lang}/events/{new}/sign-up")
    form = queries.form_of(db, event.id)
    if form is None:
        raise NotFound
    return occasion(page, db, event, form)


def _held(page: Page, db: Db, slug: str) -> Occasion:
    """The event and its form, for a request that writes: the form is ours until it commits.

    Raises:
        NotFound: there is no such event, or nobody can sign up to it.
    """
    event = _event(page, db, slug)
    if event is None:
        raise NotFound
    form = service.held_form(db, event.id)
    page.look_again()
    event = _event(page, db, slug)
    if event is None:
        raise NotFound
    return occasion(page, db, event, form)


def _event(page: Page, db: Db, slug: str) -> Gathering | None:
    def find() -> Gathering:
        found = gathering(db, name=slug, lang=page.lang)
        if found is None:
            raise NotFound  # so that names which nobody has are not remembered
        return found

    try:
        return page.once(f"gathering {slug}", find)
    except NotFound:
        return None


def _answer(page: Page, found: Occasion, ticket: Ticket, outcome: Outcome) -> Response:
    if outcome is Outcome.MAILED:
        return page.see_other(f"{found.url}/sign-up/{SENT}")
    return page.see_other(f"/{page.lang}/my/{as_token(ticket.submission)}?new=1")


def _sheet(found: Occasion, means: Means, sent: FormData | None = None) -> SheetForm:
    return sheet_of(
        found.form,
        lang=found.lang,
        cover=found.cover,
        sent=sent,
        asks_address=means.sends_mail,
        until=found.until,
    )


def _form(
    page: Page,
    found: Occasion,
    means: Means,
    *,
    sheet: SheetForm | None = None,
    ticket: str | None = None,
    was_refused: bool = False,
    **answer: int,
) -> Response:
    sheet = sheet or _sheet(found, means)
    if ticket is not None:
        sheet.ticket.data = ticket
    return page.private(
        "signups/form.html",
        sheet=sheet,
        is_taking=queries.is_taking(found.form, found.event, means.now),
        is_full=queries.places_of(found.form) == "full",
        was_refused=was_refused,
        closed_since=found.closed_since(means),
        sends_mail=means.sends_mail,
        largest=found.form.largest_party,
        questions=[sheet[f"q_{question.key}"] for question in queries.questions_of(found.form)],
        **found.as_context(),
        **answer,
    )


def _takes(found: Occasion, means: Means) -> bool:
    """Whether a sign-up would be taken now; where not, no letter goes out that could count."""
    is_open = queries.is_taking(found.form, found.event, means.now)
    return is_open and queries.places_of(found.form) != "full"


def _count(desk: Desk, wanted: SignUpInput, *, may_post: bool) -> int:
    """Count a sign-up; the seconds to wait, 0 if it is taken."""
    by_all: list[Limit] = [BY_ALL]
    by_client: list[Limit] = [BY_CLIENT]
    if wanted.address is not None and may_post:
        by_all.append(LETTERS_BY_ALL)
        by_client.append(LETTERS_BY_CLIENT)
    return desk.count(by_all=by_all, by_client=by_client)
