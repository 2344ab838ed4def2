"""An event's home: who comes, the large button, and everything one can do with it."""

from typing import Any

from starlette.responses import Response

from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.campaign.queries import campaign
from app.events import queries
from app.events.access import Own, OwnEvent
from app.events.article import article, place_of
from app.events.forms.event import CopyForm, RepeatForm
from app.events.forms.telling import refuse_all
from app.events.labels import LANGUAGES
from app.events.repeats import MOST, Every, Repeat
from app.events.service import copies, drafts
from app.events.service.faults import EditRefused
from app.events.service.previewing import holds_a_concealed_name, preview
from app.events.service.showing import form_language
from app.signups import queries as sign_ups
from app.web.forms import Posted
from app.web.hop import Db, Now, Router
from app.web.i18n import partial_date, translated

router = Router()
OF_EVENT = "/organise/events/{event_id:name}"


@router.get(OF_EVENT)
def home_page(page: Workspace, own: Own, db: Db, now: Now) -> Response:
    return _home(page, own, db, now)


@router.post(OF_EVENT + "/duplicate")
def duplicate(page: Workspace, own: Own, db: Db, now: Now, sent: Posted) -> Response:
    form = CopyForm(sent, lang=page.lang)
    if form.validate() and form.day.data is not None:
        try:
            record_id = copies.duplicate(
                db, record_id=own.id, day=form.day.data, act=own.access.act(), now=now
            )
            return page.see_other(f"/organise/events/{record_id}", notice=Notice.EVENT_COPIED)
        except EditRefused as fault:
            refuse_all(form, fault)
    return _home(page, own, db, now, status=422, copy_form=form)


@router.post(OF_EVENT + "/preview-link")
def new_link(page: Workspace, own: Own, db: Db, now: Now) -> Response:
    """The secret is in this answer only."""
    try:
        token = drafts.new_link(db, record_id=own.id, act=own.access.act(), now=now)
    except drafts.NotADraft:
        return page.see_other(own.path)
    return _home(page, own, db, now, link=f"{page.base}/{page.lang}/drafts/{token}")


@router.post(OF_EVENT + "/preview-link/end")
def end_link(page: Workspace, own: Own, db: Db) -> Response:
    drafts.end_link(db, record_id=own.id)
    return page.see_other(own.path, notice=Notice.LINK_ENDED)


@router.get(OF_EVENT + "/repeat")
def repeat_page(page: Workspace, own: Own) -> Response:
    return _repeat(page, own, RepeatForm(lang=page.lang))


@router.post(OF_EVENT + "/repeat")
def repeat(page: Workspace, own: Own, db: Db, now: Now, sent: Posted) -> Response:
    form = RepeatForm(sent, lang=page.lang)
    if not form.validate():
        return _repeat(page, own, form, status=422)
    if form.until.data is None and form.times.data is None:
        form.refuse("until", UNTIL_WHEN)
        return _repeat(page, own, form, status=422)
    rule = Repeat(
        every=Every(form.every.data), until=form.until.data, times=form.times.data or MOST
    )
    try:
        made = copies.repeat(db, record_id=own.id, rule=rule, act=own.access.act(), now=now)
    except EditRefused as fault:
        refuse_all(form, fault)
        return _repeat(page, own, form, status=422)
    if not made.skipped:
        return page.see_other(own.path, notice=Notice.EVENTS_REPEATED)
    return page.render(
        "organise/events/repeated.html",
        own=own,
        title=_title(own, page.lang),
        made=len(made.made),
        skipped=[partial_date(day.isoformat()[:7], page.lang) for day in made.skipped],
    )


def _(message: str) -> str:
    return message


UNTIL_WHEN = _("Say until which day, or how many times.")


def _repeat(page: WorkspacePage, own: OwnEvent, form: RepeatForm, *, status: int = 200) -> Response:
    first = copies.first_day(own.known)
    return page.render(
        "organise/events/repeat.html",
        status=status,
        own=own,
        title=_title(own, page.lang),
        form=form,
        first=first,
    )


def _title(own: OwnEvent, lang: str) -> str:
    return own.known.title[form_language(own.known, lang)]


def _home(
    page: WorkspacePage,
    own: OwnEvent,
    db: Db,
    now: Now,
    *,
    status: int = 200,
    copy_form: CopyForm | None = None,
    link: str | None = None,
) -> Response:
    event: dict[str, Any] = page.read(preview(db, own.row, page.lang))
    names = translated(LANGUAGES, page.lang)
    here = form_language(own.known, page.lang)
    return page.render(
        "organise/events/home.html",
        status=status,
        own=own,
        place=place_of(event),
        counts=sign_ups.counts(db, own.id),
        may_open=sign_ups.may_open(db, own.id, now),
        copy_form=copy_form or CopyForm(lang=page.lang),
        link=link,
        is_covered=holds_a_concealed_name(db, own.row),
        has_link=own.is_draft and queries.has_link(db, own.id),
        other_languages=[(code, name) for code, name in names.items() if code != here],
        **article(event, lang=page.lang, now=now, home=campaign(db).default_timezone),
    )
