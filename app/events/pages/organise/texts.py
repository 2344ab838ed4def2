"""The texts of an event in one more language, each beside what it says in another."""

from typing import Any

from starlette.responses import Response

from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.events import service
from app.events.access import Own, OwnEvent
from app.events.forms.texts import texts_form
from app.events.labels import LANGUAGES, TEXTS
from app.events.service import EventChanged
from app.events.service.showing import form_language
from app.events.service.texts import spoken, translated_to
from app.kit.errors import NotFound
from app.kit.languages import pick
from app.web.forms import Form, Posted
from app.web.hop import Db, Now, Router
from app.web.i18n import translated

router = Router()
PATH = "/organise/events/{event_id:name}/texts/{code}"


@router.get(PATH)
def texts_page(page: Workspace, own: Own, code: str) -> Response:
    names = _names(page, own, code)
    here = {one.name: one.texts.get(code, "") for one in spoken(own.known)}
    data = {**{name: here[name] for name in names}, "version": own.row.version}
    return _form(page, own, code, texts_form(names, lang=page.lang, data=data))


@router.post(PATH)
def save_texts(page: Workspace, own: Own, db: Db, now: Now, code: str, sent: Posted) -> Response:
    names = _names(page, own, code)
    form: Any = texts_form(names, sent, lang=page.lang)
    if not form.validate():
        return _form(page, own, code, form, status=422)
    said = {name: form[name].data for name in names}
    try:
        service.save(
            db,
            record_id=own.id,
            wanted=translated_to(own.known, code, said),
            act=own.access.act(),
            now=now,
            status=own.row.status,
            expected_version=form.version.data,
        )
    except EventChanged:
        form.form_errors.append(form.version.gettext(CHANGED))
        return _form(page, own, code, form, status=409)
    return page.see_other(own.path, notice=Notice.SAVED)


def _(message: str) -> str:
    return message


CHANGED = _(
    "Somebody else has saved the event meanwhile. Look at the texts beside yours, then save again."
)


def _names(page: WorkspacePage, own: OwnEvent, code: str) -> dict[str, str]:
    """The texts that can be said in this language, and what they are called."""
    if code not in LANGUAGES or code == form_language(own.known, page.lang):
        raise NotFound
    labels = translated(TEXTS, page.lang)
    return {
        one.name: labels[one.part] if one.number is None else f"{labels[one.part]} {one.number + 1}"
        for one in spoken(own.known)
        if any(text for lang, text in one.texts.items() if lang != code)
        and not (one.part == "slogan" and own.known.slogans[one.number or 0].language == code)
    }


def _form(
    page: WorkspacePage, own: OwnEvent, code: str, form: Form, *, status: int = 200
) -> Response:
    writing = form_language(own.known, page.lang)
    beside = {
        one.name: pick(
            {lang: text for lang, text in one.texts.items() if lang != code}, writing, writing
        )
        for one in spoken(own.known)
    }
    return page.render(
        "organise/events/texts.html",
        status=status,
        own=own,
        title=own.known.title[writing],
        form=form,
        code=code,
        language=translated(LANGUAGES, page.lang)[code],
        beside=beside,
        version=own.row.version,
    )
