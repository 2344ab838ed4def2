"""The picture of an event: drawn anew before anything of it is kept."""

from typing import Annotated

from fastapi import Depends
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.events.access import Own, OwnEvent
from app.events.forms.event import PictureForm
from app.events.forms.telling import refuse_all
from app.events.pictures import PictureRefused, Prepared, keep, prepare
from app.events.service import pictures
from app.events.service.faults import EditRefused
from app.events.service.showing import form_language
from app.web.forms import Posted
from app.web.hop import Config, Db, Now, Router
from app.web.slow import slow

router = Router()
PATH = "/organise/events/{event_id:name}/picture"
FILE = "picture"


def _drawn(sent: Posted) -> Prepared | PictureRefused | None:
    """The picture that was sent; why it is refused; or None, where none was chosen."""
    file = sent.get(FILE)
    if not isinstance(file, UploadFile):
        return None
    with file.file as content:
        try:
            return prepare(content.read()) if file.size else None
        except PictureRefused as refused:
            return refused


Drawn = Annotated[Prepared | PictureRefused | None, Depends(slow(_drawn))]


@router.get(PATH)
def picture_page(page: Workspace, own: Own) -> Response:
    shown = own.known.picture
    here = form_language(own.known, page.lang)
    alt = shown.alt.get(here, "") if shown else ""
    return _form(page, own, PictureForm(lang=page.lang, data={"alt": alt}))


@router.post(PATH)
def put_picture(
    page: Workspace, own: Own, db: Db, now: Now, settings: Config, sent: Posted, drawn: Drawn
) -> Response:
    texts = FormData([(name, value) for name, value in sent.multi_items() if name != FILE])
    form = PictureForm(texts, lang=page.lang)
    is_fine = form.validate()
    if isinstance(drawn, PictureRefused):
        refuse_all(form, drawn)
        is_fine = False
    if not is_fine:
        return _form(page, own, form, status=422)
    kept = None
    if isinstance(drawn, Prepared) and form.alt.data:
        kept = keep(settings.uploads, drawn), drawn
    try:
        pictures.put(
            db,
            own.row,
            picture=kept,
            alt=form.alt.data or "",
            lang=form_language(own.known, page.lang),
            act=own.access.act(),
            now=now,
        )
    except EditRefused as fault:
        refuse_all(form, fault)
        return _form(page, own, form, status=422)
    return page.see_other(own.path, notice=Notice.PICTURE_KEPT)


@router.post(PATH + "/take-away")
def take_picture_away(page: Workspace, own: Own, db: Db, now: Now) -> Response:
    pictures.take_away(db, own.row, act=own.access.act(), now=now)
    return page.see_other(own.path, notice=Notice.PICTURE_GONE)


def _form(page: WorkspacePage, own: OwnEvent, form: PictureForm, *, status: int = 200) -> Response:
    return page.render(
        "organise/events/picture.html",
        status=status,
        own=own,
        title=own.known.title[form_language(own.known, page.lang)],
        form=form,
        shown=own.known.picture,
    )
