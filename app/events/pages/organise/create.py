"""From nothing to a published event: five fields, what it will look like, and the link to share."""

from typing import Any

from starlette.responses import Response

from app.accounts.access import Access
from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.campaign.queries import campaign
from app.events import queries
from app.events.access import MayEdit, Own, OwnEvent, writer_of
from app.events.article import article, place_of
from app.events.documents import is_over
from app.events.forms.event import NewEventForm
from app.events.forms.telling import FAULT_FIELDS, new_edit, refuse_all
from app.events.pages.organise.choices import own_names, place_names
from app.events.service import drafts, editing
from app.events.service.faults import EditRefused
from app.events.service.previewing import holds_a_concealed_name, preview
from app.publishing.enums import SHORT_LINK, PublicKind
from app.publishing.queries import code_of
from app.web.forms import Posted, options
from app.web.hop import Db, Now, Router
from app.web.zones import city_of, zone_choices

router = Router()
EVENTS = "/organise/events"
OF_EVENT = EVENTS + "/{event_id:name}"


@router.get(EVENTS + "/new")
def new_event_page(page: Workspace, access: MayEdit, db: Db) -> Response:
    names = own_names(db, access)
    first = names[0] if len(names) == 1 else ""
    zone = campaign(db).default_timezone
    form = NewEventForm(lang=page.lang, data={"caller": first, "timezone": zone})
    return _form(page, db, access, form)


@router.post(EVENTS + "/new")
def new_event(page: Workspace, access: MayEdit, db: Db, now: Now, sent: Posted) -> Response:
    form = NewEventForm(sent, lang=page.lang)
    if form.validate():
        try:
            record_id = editing.create(
                db,
                edit=new_edit(form, page.lang),
                writer=writer_of(access),
                act=access.act(),
                now=now,
            )
            return page.see_other(f"{EVENTS}/{record_id}/preview")
        except EditRefused as fault:
            only_begins = not form.begins.data
            names = {**FAULT_FIELDS, "stops": "begins"} if only_begins else FAULT_FIELDS
            refuse_all(form, fault, names)
    return _form(page, db, access, form, status=422)


@router.get(OF_EVENT + "/preview")
def preview_page(page: Workspace, own: Own, db: Db, now: Now) -> Response:
    return _preview(page, own, db, now)


@router.post(OF_EVENT + "/publish")
def publish(page: Workspace, own: Own, db: Db, now: Now) -> Response:
    try:
        drafts.publish(db, record_id=own.id, act=own.access.act(), now=now)
    except drafts.NotADraft:
        return page.see_other(f"{own.path}/published")
    except EditRefused as fault:
        return _preview(
            page, own, db, now, status=422, missing=[one.detail for one in fault.fields]
        )
    return page.see_other(f"{own.path}/published")


@router.get(OF_EVENT + "/published")
def published_page(page: Workspace, own: Own, db: Db, now: Now) -> Response:
    """Everything to pass it on; a draft is looked at first."""
    if own.is_draft:
        return page.see_other(f"{own.path}/preview")
    event = page.read(preview(db, own.row, page.lang))
    code = code_of(db, kind=PublicKind.EVENT, record_id=own.id)
    short = f"{page.base}/{SHORT_LINK[PublicKind.EVENT]}/{code}"
    told = article(event, lang=page.lang, now=now, home=campaign(db).default_timezone)
    return page.render(
        "organise/events/published.html",
        own=own,
        **told,
        code=code,
        short_url=short,
        text=_text_to_copy(told),
    )


@router.post(OF_EVENT + "/discard")
def discard(page: Workspace, own: Own, db: Db, now: Now) -> Response:
    """Only a draft goes; anything else is left as it is."""
    try:
        drafts.discard(db, record_id=own.id, act=own.access.act(), now=now)
    except drafts.NotADraft:
        return page.see_other(own.path)
    return page.see_other(EVENTS, notice=Notice.DRAFT_DISCARDED)


def _form(
    page: WorkspacePage, db: Db, access: Access, form: NewEventForm, *, status: int = 200
) -> Response:
    zone = form.timezone.data or campaign(db).default_timezone
    form.timezone.choices = options(zone_choices(page.lang, zone))
    return page.render(
        "organise/events/new.html",
        status=status,
        form=form,
        names=own_names(db, access),
        places=place_names(db, page.lang),
        city=city_of(zone, page.lang),
    )


def _preview(
    page: WorkspacePage,
    own: OwnEvent,
    db: Db,
    now: Now,
    *,
    status: int = 200,
    missing: list[str] | None = None,
) -> Response:
    event = page.read(preview(db, own.row, page.lang))
    return page.render(
        "organise/events/preview.html",
        status=status,
        own=own,
        missing=missing or [],
        is_past=is_over(event, now) and event["over_at"] is not None,
        is_covered=holds_a_concealed_name(db, own.row),
        in_series=_others_in_series(db, own),
        place=place_of(event),
        others=[],
        calendar_url=None,
        **article(event, lang=page.lang, now=now, home=campaign(db).default_timezone),
    )


def _others_in_series(db: Db, own: OwnEvent) -> int:
    """How many further drafts are published with this one."""
    series = own.known.series
    return len(queries.drafts_in_series(db, series)) - 1 if series and own.is_draft else 0


def _text_to_copy(told: dict[str, Any]) -> str:
    """Title, when and where, as one passes it on by hand."""
    event = told["event"]
    when = ", ".join(filter(None, (told["when"], told["clock"])))
    where = place_of(event) or event["online_url"]
    return "\n".join(filter(None, (event["title"], when, where)))
