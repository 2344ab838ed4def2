"""What hosts set and see of sign-ups: sums on the first screen, never a name."""

from dataclasses import dataclass
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from starlette.responses import Response

from app.accounts.access import Access, permitted
from app.accounts.enums import Permission
from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.events.access import Own, OwnEvent, check_theirs
from app.events.inputs import EventInput
from app.events.service import read
from app.kit.errors import NotFound, PreconditionFailed
from app.kit.languages import Texts, pick
from app.signups import labels, queries, service
from app.signups.enums import SignUpMode
from app.signups.forms import DoorForm, MessageForm, SettingsForm, settings_input, settings_of
from app.signups.gathering import gathering
from app.signups.inputs import Means
from app.signups.inputs import Notice as News
from app.signups.pages.shared import At, Occasion
from app.signups.service import UNSET, FormFaulty, Hand
from app.web.forms import Posted
from app.web.hop import Db, Hop, Inject, Router
from app.web.i18n import translated

OF_EVENT = "/organise/events/{event_id:name}"
router = Router(prefix=OF_EVENT)


@router.get("/sign-up")
def show_settings(page: Workspace, own: Own, db: Db, means: At) -> Response:
    return _settings(page, own, db, means)


@router.post("/sign-up")
def save_settings(page: Workspace, own: Own, db: Db, means: At, sent: Posted) -> Response:
    form = SettingsForm(sent, lang=page.lang)
    if not form.validate():
        return _settings(page, own, db, means, form=form, status=422)
    zone = ZoneInfo(own.known.timezone)
    seen = form.version.data or ""
    try:
        saved = service.set_or_wait(
            db,
            event_id=own.id,
            wanted=settings_input(form, zone=zone),
            hand=_hand(own),
            means=means,
            version=int(seen) if seen.isdecimal() else None,
        )
    except FormFaulty as fault:
        form.refuse(fault.field, labels.FAULTS[fault.code])
        return _settings(page, own, db, means, form=form, status=422)
    except PreconditionFailed:
        form.form_errors.append(form.version.gettext(labels.SET_MEANWHILE))
        return _settings(page, own, db, means, form=form, status=409)
    path = own.path + ("/sign-up/names" if saved.names_wanted_by else "/sign-up")
    return page.see_other(path, notice=Notice.SAVED)


@router.get("/sign-up/names")
def show_names(page: Workspace, own: Own, db: Db) -> Response:
    """Names were wanted: what must be there first, and what can be done until then."""
    form = queries.form_of(db, own.id)
    if form is None or form.names_wanted_by is None:
        return page.see_other(own.path + "/sign-up")
    readers = queries.readers(db, own.id)
    return page.render(
        "organise/events/names_first.html",
        own=own,
        only_reader=next((each.name for each in readers if each.id != own.access.account_id), None),
        title=_title(own, page.lang),
        needs_sheet=queries.needs_sheet(db, event_id=own.id, account_id=own.access.account_id),
    )


@router.post("/sign-up/names")
def ask_names(page: Workspace, own: Own, db: Db, means: At) -> Response:
    """Ask for them, once the list cannot be lost."""
    form = queries.form_of(db, own.id)
    if form is None or not service.ask_at_last(db, form=form, hand=_hand(own), means=means):
        return page.see_other(own.path + "/sign-up/names")
    return page.see_other(own.path + "/sign-up", notice=Notice.NAMES_ASKED)


@router.post("/sign-up/open")
def open_form(page: Workspace, own: Own, db: Db, means: At) -> Response:
    """Open it as it is set; one that was never set counts heads."""
    event = gathering(db, name=own.id, lang=page.lang)
    if event is None:
        return _settings(page, own, db, means, refusal=labels.PUBLISH_FIRST, status=409)
    if queries.form_of(db, own.id) is None:
        service.set_form(db, event_id=own.id, wanted=UNSET, hand=_hand(own), means=means)
    try:
        service.open_form(db, event=event, hand=_hand(own), means=means)
    except FormFaulty as fault:
        return _settings(page, own, db, means, refusal=labels.FAULTS[fault.code], status=409)
    return page.see_other(own.path + "/sign-up", notice=Notice.SIGN_UP_OPENED)


@router.post("/sign-up/close")
def close_form(page: Workspace, own: Own, db: Db, means: At) -> Response:
    event = gathering(db, name=own.id, lang=page.lang)
    if event is None or queries.form_of(db, own.id) is None:
        raise NotFound
    service.close_form(db, event=event, hand=_hand(own), means=means)
    return page.see_other(own.path + "/sign-up", notice=Notice.SIGN_UP_CLOSED)


@router.post("/sign-up/message")
def send_message(page: Workspace, own: Own, db: Db, means: At, sent: Posted) -> Response:
    """A letter to everybody who lets us write; the others must look at the page."""
    form = MessageForm(sent, lang=page.lang)
    if queries.form_of(db, own.id) is None:
        raise NotFound
    if not form.validate():
        return _settings(page, own, db, means, message=form, status=422)
    service.write_to_all(
        db,
        event_id=own.id,
        notice=News(text={page.lang: form.text.data or ""}),
        act=own.access.act(),
        means=means,
    )
    return page.see_other(own.path + "/sign-up", notice=Notice.MESSAGE_POSTED)


@dataclass(frozen=True, slots=True)
class Door:
    """An event, and who stands at its door."""

    known: EventInput
    access: Access


def _door_of(hop: Hop, event_id: str) -> Door:
    """The event at whose door somebody stands: one of their organisations."""
    access: Access = permitted(Permission.CHECK_IN).provider(hop)
    check_theirs(hop, access, event_id)
    known = read(hop.db, event_id)
    if known is None:
        raise NotFound
    return Door(known, access)


AtDoor = Annotated[Door, Inject(_door_of)]


@router.get("/door")
def show_door(page: Workspace, db: Db, door: AtDoor, event_id: str) -> Response:
    return _door(page, db, event_id, door, DoorForm(lang=page.lang))


@router.post("/door")
def count_at_door(page: Workspace, db: Db, door: AtDoor, event_id: str, sent: Posted) -> Response:
    """Add to what is counted, or take back; several stewards may count at once."""
    form = DoorForm(sent, lang=page.lang)
    if not form.validate() or form.people.data is None:
        return _door(page, db, event_id, door, form, status=422)
    service.count_at_door(db, event_id=event_id, people=form.people.data)
    return page.see_other(f"/organise/events/{event_id}/door")


def _title(own: OwnEvent, lang: str) -> str:
    return _called(own.known.title, lang)


def _called(texts: Texts, lang: str) -> str:
    return (pick(texts, lang, lang) or ("", ""))[0]


def _hand(own: OwnEvent) -> Hand:
    return Hand(act=own.access.act(), opener_id=own.access.account_id)


def _door(
    page: WorkspacePage,
    db: Db,
    event_id: str,
    door: Door,
    form: DoorForm,
    *,
    status: int = 200,
) -> Response:
    counts = queries.counts(db, event_id)
    if counts is None:
        raise NotFound
    return page.render(
        "organise/events/door.html",
        status=status,
        event_id=event_id,
        title=_called(door.known.title, page.lang),
        has_list=queries.has_list(db, event_id=event_id, account_id=door.access.account_id),
        counts=counts,
        form=form,
    )


def _settings(
    page: WorkspacePage,
    own: OwnEvent,
    db: Db,
    means: Means,
    *,
    form: SettingsForm | None = None,
    message: MessageForm | None = None,
    refusal: str | None = None,
    status: int = 200,
) -> Response:
    row = queries.form_of(db, own.id)
    event = gathering(db, name=own.id, lang=page.lang)
    place = Occasion(event, row) if row is not None and event is not None else None
    known = service.read_form(row) if row is not None else UNSET
    version = row.version if row is not None else 0
    if form is None:
        zone = ZoneInfo(own.known.timezone)
        form = settings_of(known, lang=page.lang, version=version, zone=zone)
    return page.render(
        "organise/events/sign_up.html",
        status=status,
        own=own,
        title=_title(own, page.lang),
        is_published=event is not None,
        is_open=row is not None and row.is_open,
        is_purged=row is not None and row.purged_at is not None,
        takes_names=known.mode is SignUpMode.NAMES,
        wants_names=known.wants_names,
        place=place,
        form=form,
        message=message or MessageForm(lang=page.lang),
        audience=queries.audience(db, own.id),
        counts=queries.counts(db, own.id),
        refusal=translated({"said": refusal}, page.lang)["said"] if refusal else None,
        **_context(means),
    )


def _context(means: Means) -> dict[str, Any]:
    return {"sends_mail": means.sends_mail}
