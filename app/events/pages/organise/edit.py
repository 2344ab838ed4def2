"""Everything of an event in one form; when two people edit it, both texts side by side."""

from dataclasses import asdict

from starlette.datastructures import FormData
from starlette.responses import Response

from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.events.access import Own, OwnEvent
from app.events.enums import EventField
from app.events.forms.event import EditForm
from app.events.forms.telling import full_edit, rearranged, refuse_all
from app.events.forms.units import chosen, differences, digests, items_of, merged, unanswered
from app.events.labels import LANGUAGES
from app.events.pages.organise.choices import all_names, offer, place_names
from app.events.service import editing
from app.events.service.dates import keeps_date
from app.events.service.showing import as_edit, form_language
from app.kit.dates import PartialDate
from app.kit.errors import Invalid
from app.sources.service import shown_values
from app.web.forms import Posted, options
from app.web.hop import Db, Now, Router
from app.web.i18n import partial_date, translated
from app.web.zones import city_of, zone_choices

router = Router()
PATH = "/organise/events/{event_id:name}/edit"
ROWS = ("stops-", "hosts-", "slogans-")
CHOOSE = "choose"


@router.get(PATH)
def edit_page(page: Workspace, own: Own, db: Db) -> Response:
    return _form(page, own, db, _as_it_is(page, own, db))


@router.post(PATH)
def edit(page: Workspace, own: Own, db: Db, now: Now, sent: Posted) -> Response:
    """Save; or show the form again with a row more, less, or in another place."""
    do = str(sent.get("do", ""))
    if do.startswith(ROWS):
        return _form(page, own, db, _typed(page, own, db, rearranged(sent, do)))
    theirs = _as_it_is(page, own, db)
    form = _typed(page, own, db, chosen(sent, theirs) if do == CHOOSE else sent)
    open_questions = unanswered(sent, theirs)
    if open_questions:
        return _conflict(page, own, form, theirs, open_questions)
    if form.version.data != own.row.version:
        both = merged(form, theirs)
        form = _typed(page, own, db, FormData([*both.items, ("seen", digests(theirs))]))
        if both.conflicts:
            return _conflict(page, own, form, theirs, both.conflicts)
    if not form.validate():
        return _form(page, own, db, form, status=422)
    try:
        editing.write(
            db,
            record_id=own.id,
            edit=full_edit(form, form_language(own.known, page.lang)),
            writer=own.writer,
            act=own.access.act(),
            now=now,
            expected_version=own.row.version,
        )
    except Invalid as fault:
        refuse_all(form, fault)
        return _form(page, own, db, form, status=422)
    return page.see_other(own.path, notice=Notice.SAVED)


def _as_it_is(page: WorkspacePage, own: OwnEvent, db: Db) -> EditForm:
    """The form of what is written."""
    known = asdict(as_edit(db, own.known, form_language(own.known, page.lang)))
    form = EditForm(lang=page.lang, data={**known, "version": own.row.version})
    _offer(page, own, db, form)
    form.seen.data = digests(form)
    return form


def _typed(page: WorkspacePage, own: OwnEvent, db: Db, sent: FormData) -> EditForm:
    form = EditForm(sent, lang=page.lang)
    _offer(page, own, db, form)
    return form


def _offer(page: WorkspacePage, own: OwnEvent, db: Db, form: EditForm) -> None:
    offer(form, db, page.lang)
    zone = form.timezone.data or own.known.timezone
    form.timezone.choices = options(zone_choices(page.lang, zone))


def _form(
    page: WorkspacePage, own: OwnEvent, db: Db, form: EditForm, *, status: int = 200
) -> Response:
    form.version.data = form.version.data or own.row.version
    claimed = shown_values(own.known.claims)
    return page.render(
        "organise/events/edit.html",
        status=status,
        own=own,
        form=form,
        title=own.known.title[form_language(own.known, page.lang)],
        writing=form_language(own.known, page.lang),
        languages_by_code=translated(LANGUAGES, page.lang),
        names=all_names(db, own.access),
        places=place_names(db, page.lang),
        city=city_of(form.timezone.data or own.known.timezone, page.lang),
        said_date=_said_date(own, page.lang),
        is_place_cited=EventField.PLACE in claimed,
    )


def _said_date(own: OwnEvent, lang: str) -> str | None:
    """The date where no form can say it: a source's, or a month."""
    if not keeps_date(own.known):
        return None
    shown: str | None = shown_values(own.known.claims).get(EventField.DATE)
    date = PartialDate.parse(shown) if shown else own.known.date
    return partial_date(date.edtf, lang) if date else ""


def _conflict(
    page: WorkspacePage,
    own: OwnEvent,
    mine: EditForm,
    theirs: EditForm,
    names: tuple[str, ...],
) -> Response:
    """Both texts, part by part. Whoever answers has seen theirs, so it counts as their version."""
    return page.render(
        "organise/events/conflict.html",
        status=409,
        own=own,
        title=own.known.title[form_language(own.known, page.lang)],
        differences=differences(mine, theirs, names),
        kept=items_of(mine),
        version=own.row.version,
        seen=digests(theirs),
    )
