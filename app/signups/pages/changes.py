"""Something has changed: what it is, the truth about who learns of it, and then the telling."""

from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from app.accounts.workspace import Workspace, WorkspacePage
from app.events import queries as events
from app.events import service as events_service
from app.events.access import Own, OwnEvent
from app.events.enums import ChangeKind
from app.events.forms.change import NEEDS_VALUE, ChangeForm, change_of, words_of
from app.events.inputs import ChangeInput, EventInput
from app.events.labels import CHANGES
from app.events.sentences import sentence, time_words
from app.events.service import ChangeNotPossible, EventChanged
from app.events.service.dates import on_form
from app.events.service.naming import Naming
from app.events.service.rules import check
from app.kit.errors import Invalid, NotFound
from app.kit.languages import Language, Texts, pick
from app.publishing.concealing import cover_of, veil_of
from app.publishing.enums import SHORT_LINK, PublicKind, RecordStatus
from app.publishing.queries import code_of
from app.signups import queries, service
from app.signups.inputs import Means
from app.signups.pages.shared import At
from app.web.forms import Posted
from app.web.hop import Db, Publish, Publisher, Router
from app.web.i18n import translated
from app.web.zones import city_of

router = Router(prefix="/organise/events/{event_id:name}")
PUBLISH = "publish"
FIELDS = {"starts_at": "starts", "ends_at": "ends", "date": "day", "online_url": "link"}
"""Beside which input the domain's faults are told, where their names differ."""


def _(message: str) -> str:
    return message


SENTENCES = {
    "nothing_new": _("This is how it is already. Say what it is from now on."),
    "words_missing": _("Say it in a sentence."),
    "link_not_http": _("Give an address that begins with https://."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """One organiser at one change of one event."""

    page: WorkspacePage
    db: Db
    own: OwnEvent
    means: Means
    kind: ChangeKind
    form: Any

    @property
    def known(self) -> EventInput:
        return self.own.known

    @property
    def names_a_place(self) -> bool:
        """Whether what was typed is the place itself: where there is a route it is its start."""
        return (
            self.kind is ChangeKind.PLACE
            and not self.known.route
            and bool(self.form.where.data)
            and self.form.where.data != _place(self.db, self.known, self.page.lang)
        )


@router.get("/change")
def choose(page: Workspace, own: Own, means: At) -> Response:
    """One large choice of what has changed."""
    return _choices(page, own, means)


@router.get("/change/{what:slug}")
def begin(page: Workspace, db: Db, own: Own, means: At, what: str) -> Response:
    """The new value; where there is none, at once the words and who learns of them."""
    kind = _kind(what)
    if kind not in _possible(own, means):
        return _choices(page, own, means, status=409)
    form: Any = ChangeForm(lang=page.lang, data=on_form(own.known))
    form.where.data = _place(db, own.known, page.lang)
    form.link.data = own.known.online_url or ""
    desk = _Desk(page=page, db=db, own=own, means=means, kind=kind, form=form)
    return _value_page(desk) if kind in NEEDS_VALUE else _preview(desk, own.known)


@router.post("/change/{what:slug}")
def send(
    page: Workspace, db: Db, own: Own, means: At, publish: Publish, what: str, sent: Posted
) -> Response:
    """A look before it is told; the button below it tells it."""
    kind = _kind(what)
    if kind not in _possible(own, means):
        return _choices(page, own, means, status=409)
    form: Any = ChangeForm(sent, lang=page.lang)
    desk = _Desk(page=page, db=db, own=own, means=means, kind=kind, form=form)
    try:
        changed = _changed(desk)
    except Invalid as fault:
        _refuse(form, fault)
        return _value_page(desk, status=422)
    if form.errors:
        return _preview(desk, changed, status=422)
    if form.do.data != PUBLISH:
        return _preview(desk, changed)
    return _publish(desk, changed, publish)


@router.get("/told/{number:number}")
def show_told(page: Workspace, db: Db, own: Own, means: At, number: int) -> Response:
    """The same numbers, now as facts."""
    told = queries.announcement(db, event_id=own.id, number=number)
    if told is None:
        raise NotFound
    public = events.one(db, lang=page.lang, name=own.id)
    slug = public.slug if public is not None else own.known.slug
    return page.render(
        "signups/told.html",
        own=own,
        title=_called(own.known.title, page.lang),
        audience=told,
        sends_mail=means.sends_mail,
        copy_text=_copy_text(page, db, own, _called(told.text, page.lang)),
        public_url=f"/{page.lang}/events/{slug}",
    )


def _publish(desk: _Desk, changed: EventInput, publish: Publisher) -> Response:
    if not words_of(desk.form):
        _refuse(desk.form, events_service.WordsMissing())
        return _preview(desk, changed, status=422)
    try:
        told = service.announce(
            desk.db,
            event_id=desk.own.id,
            wanted=_wanted(desk),
            act=desk.own.access.act(),
            means=desk.means,
            publish=publish,
            expected_version=desk.form.version.data or 0,
        )
    except (EventChanged, ChangeNotPossible):
        return _preview(desk, changed, status=409)
    return desk.page.see_other(f"{desk.own.path}/told/{told.id}")


def _changed(desk: _Desk) -> EventInput:
    """The event as it would be; a place that is only named is not looked up for a preview.

    Raises:
        Invalid: the new value is none, or no new one.
    """
    if not desk.form.validate() and desk.kind in NEEDS_VALUE:
        raise Invalid
    wanted = change_of(desk.form, desk.kind, desk.known, desk.page.lang)
    if desk.names_a_place:
        return desk.known
    changed = events_service.changed_event(desk.db, desk.known, wanted, now=desk.means.now)
    check(changed)
    return changed


def _wanted(desk: _Desk) -> ChangeInput:
    wanted = change_of(desk.form, desk.kind, desk.known, desk.page.lang)
    if not desk.names_a_place:
        return wanted
    own = desk.own
    naming = Naming(db=desk.db, writer=own.writer, act=own.access.act(), now=desk.means.now)
    return replace(wanted, place_id=naming.place(desk.form.where.data))


def _kind(what: str) -> ChangeKind:
    if what not in set(ChangeKind):
        raise NotFound
    return ChangeKind(what)


def _possible(own: OwnEvent, means: Means) -> tuple[ChangeKind, ...]:
    if own.row.status is not RecordStatus.PUBLISHED:
        return ()
    return events_service.possible(own.known, now=means.now)


def _refuse(form: Any, fault: Invalid) -> None:
    """Tell the domain's faults beside the inputs they are about."""
    value = "where" if form.where.data else "day"
    for told in fault.fields:
        name = {"text": "words_es", "new_value": value}.get(told.field, told.field)
        name = FIELDS.get(name, name)
        form.refuse(name if name in form else value, SENTENCES.get(told.code, told.detail))


def _choices(page: WorkspacePage, own: OwnEvent, means: Means, *, status: int = 200) -> Response:
    labels = translated(CHANGES, page.lang)
    return page.render(
        "signups/change.html",
        status=status,
        own=own,
        title=_called(own.known.title, page.lang),
        choices=[(kind.value, labels[kind]) for kind in _possible(own, means)],
        is_late=status != 200,  # noqa: PLR2004 -- HTTP OK
    )


def _value_page(desk: _Desk, *, status: int = 200) -> Response:
    known, lang = desk.known, desk.page.lang
    return desk.page.render(
        "signups/change_value.html",
        status=status,
        own=desk.own,
        title=_called(known.title, lang),
        what=desk.kind.value,
        form=desk.form,
        city=city_of(known.timezone, lang),
        has_link=bool(known.online_url),
    )


def _preview(desk: _Desk, changed: EventInput, *, status: int = 200) -> Response:
    page, form, known = desk.page, desk.form, desk.known
    if not words_of(form) and status != 422:  # noqa: PLR2004 -- HTTP Unprocessable: as it was sent
        where = form.where.data if form.where.data != _place(desk.db, known, page.lang) else ""
        form[f"words_{page.lang}"].data = sentence(
            desk.kind, known, changed, lang=page.lang, where=where
        )
    return page.render(
        "signups/change_preview.html",
        status=status,
        own=desk.own,
        title=_called(known.title, page.lang),
        what=desk.kind.value,
        label=translated(CHANGES, page.lang)[desk.kind],
        form=form,
        version=desk.own.row.version,
        others=[language.value for language in Language if language != page.lang],
        was_and_is=_was_and_is(desk, changed),
        audience=queries.audience(desk.db, desk.own.id),
        sends_mail=desk.means.sends_mail,
        copy_text=_copy_text(page, desk.db, desk.own, _called(words_of(form), page.lang)),
        is_late=status == 409,  # noqa: PLR2004 -- HTTP Conflict
    )


def _was_and_is(desk: _Desk, changed: EventInput) -> tuple[str, str] | None:
    """The old value and the new one, in words."""
    lang = desk.page.lang
    if desk.kind is ChangeKind.TIME:
        return time_words(desk.known, lang), time_words(changed, lang)
    if desk.kind is not ChangeKind.PLACE:
        return None
    if changed.online_url != desk.known.online_url:
        return desk.known.online_url or "", changed.online_url or ""
    return _place(desk.db, desk.known, lang), desk.form.where.data


def _place(db: Db, known: EventInput, lang: str) -> str:
    """Where people meet: the beginning of the route, or the place."""
    if known.route:
        return _called(known.route[0].name, lang)
    return events.place_name(db, known.place_id, lang)


def _copy_text(page: WorkspacePage, db: Db, own: OwnEvent, words: str) -> str:
    code = code_of(db, kind=PublicKind.EVENT, record_id=own.id)
    link = f"{page.base}/{SHORT_LINK[PublicKind.EVENT]}/{code}"
    cover = cover_of(db, veil_of(db), kind=PublicKind.EVENT, record_id=own.id)
    told = (_called(own.known.title, page.lang), words)
    return "\n\n".join([*(cover.text(text) for text in told if text), link])


def _called(texts: Texts, lang: str) -> str:
    picked = pick(texts, lang, lang)
    return picked[0] if picked else ""
