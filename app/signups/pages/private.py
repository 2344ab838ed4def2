"""Behind a private link: its page shows, and only its buttons do anything.

Who follows a link of ours without pressing anything, a mail scanner too, changes nothing.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.responses import Response

from app.intake.links import link_of, secret_of
from app.kit.languages import Language
from app.signups import queries, service
from app.signups.enums import SignUpStatus
from app.signups.forms import SheetForm, as_input, is_filled, sheet_of
from app.signups.gathering import gathering
from app.signups.inputs import Means
from app.signups.models import SignUp
from app.signups.pages.shared import At, Occasion, occasion
from app.signups.service import EventFull, LinkUnknown, SignUpsClosed
from app.web.forms import Posted
from app.web.hop import Db, Router
from app.web.page import Page, PublicPage

router = Router(prefix="/{lang:lang}/my")
CHANGEABLE = {SignUpStatus.CONFIRMED, SignUpStatus.WAITING}


@router.get("/{token}")
def show(page: PublicPage, db: Db, means: At, token: str, new: str = "") -> Response:
    return _show(page, db, means, token, is_new=bool(new))


@router.post("/{token}/confirm")
def confirm(page: PublicPage, db: Db, means: At, token: str) -> Response:
    try:
        service.confirm(db, secret=_secret(token), means=means)
    except LinkUnknown:
        return _unknown(page)
    except EventFull:
        return _show(page, db, means, token, status=409)
    return page.see_other(f"/{page.lang}/my/{token}")


@router.post("/{token}/change")
def change(page: PublicPage, db: Db, means: At, token: str, sent: Posted) -> Response:
    found = _found(db, page, token)
    if found is None:
        return _unknown(page)
    _, place = found
    sheet = _sheet(place, sent=sent)
    if not is_filled(sheet, place.form):
        return _show(page, db, means, token, sheet=sheet, status=422)
    try:
        wanted = as_input(sheet, lang=page.lang)
        service.change(db, secret=_secret(token), wanted=wanted, means=means)
    except LinkUnknown:
        return _unknown(page)
    except EventFull:
        return _show(page, db, means, token, sheet=sheet, status=409)
    except SignUpsClosed:
        return _show(page, db, means, token, status=409)
    return page.see_other(f"/{page.lang}/my/{token}")


@router.post("/{token}/cancel")
def cancel(page: PublicPage, db: Db, means: At, token: str) -> Response:
    return _do(page, token, partial(service.cancel, db, means=means))


@router.post("/{token}/no-mail")
def write_no_more(page: PublicPage, db: Db, token: str) -> Response:
    return _do(page, token, partial(service.stop_writing, db))


@router.post("/{token}/keep")
def keep(page: PublicPage, db: Db, token: str) -> Response:
    """Keep what was written until the event's new date."""
    return _do(page, token, partial(service.keep_longer, db))


@router.get("/{name}/no-mail/{token}")
def show_no_mail(page: PublicPage, db: Db, means: At, name: str, token: str) -> Response:
    """What the last line of a letter leads to."""
    try:
        row = service.stop_by_link(db, sign_up_id=name, token=token, means=means)
    except LinkUnknown:
        return _unknown(page)
    return page.private("signups/no_mail.html", is_written_to=row.is_informed)


@router.post("/{name}/no-mail/{token}")
def send_no_mail(page: PublicPage, db: Db, means: At, name: str, token: str) -> Response:
    """Also for mail programs that offer this with one tap (RFC 8058)."""
    try:
        row = service.stop_by_link(db, sign_up_id=name, token=token, means=means)
    except LinkUnknown:
        return _unknown(page)
    service.forget_address(row)
    return page.private("signups/no_mail.html", is_written_to=False)


def _do(page: Page, token: str, verb: Callable[..., object]) -> Response:
    """Do what a button behind a link says, with ``secret``; then show how it stands."""
    try:
        verb(secret=_secret(token))
    except LinkUnknown:
        return _unknown(page)
    return page.see_other(f"/{page.lang}/my/{token}")


def _secret(token: str) -> bytes:
    secret = secret_of(token)
    if secret is None:
        raise LinkUnknown
    return secret


def _unknown(page: Page) -> Response:
    """The same for a link that never was, that ended, and that was replaced; it says no token."""
    home = {language.value: f"/{language.value}/" for language in Language}
    return page.private("signups/unknown.html", status=404, alternates=home)


def _found(db: Db, page: Page, token: str) -> tuple[SignUp, Occasion] | None:
    secret = secret_of(token)
    row = queries.sign_up_of(db, secret) if secret is not None else None
    if row is None:
        return None
    form = queries.form_of(db, row.event_id)
    event = gathering(db, name=row.event_id, lang=page.lang)
    if form is None or event is None:
        return None
    return row, occasion(page, db, event, form)


def _sheet(place: Occasion, **options: Any) -> SheetForm:
    return sheet_of(place.form, lang=place.lang, cover=place.cover, asks_address=False, **options)


def _show(
    page: Page,
    db: Db,
    means: Means,
    token: str,
    *,
    sheet: SheetForm | None = None,
    status: int = 200,
    is_new: bool = False,
) -> Response:
    found = _found(db, page, token)
    secret = secret_of(token)
    if found is None or secret is None:
        return _unknown(page)
    row, place = found
    if sheet is None:
        wrote = service.seen(row, secret)
        answers = {f"q_{key}": answer for key, answer in wrote.answers.items()}
        sheet = _sheet(place, known={"party": row.party, "name": wrote.name, **answers})
    is_live = place.event.takes_place(means.now)
    return page.private(
        "signups/private.html",
        status=status,
        row=row,
        sheet=sheet,
        questions=[sheet[f"q_{question.key}"] for question in queries.questions_of(place.form)],
        largest=place.form.largest_party,
        asks=place.form.largest_party > 1 or "name" in sheet,
        is_new=is_new,
        is_full=status == 409,  # noqa: PLR2004 -- what was wished did not fit
        may_change=is_live and row.status in CHANGEABLE,
        takes_place=is_live,
        own_until=queries.kept_until(row, place.form, place.event),
        printed=queries.purge_day(place.form, place.event),
        turn=queries.place_in_line(db, row) if row.place is not None else 0,
        own_link=link_of(secret, base=page.base, lang=page.lang),
        own_path=f"/{page.lang}/my/{token}",
        public_url=page.base + place.url,
        **place.as_context(),
    )
