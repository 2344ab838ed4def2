"""Who we are: the campaign's record, its texts one language at a time."""

from dataclasses import replace
from hashlib import blake2b
from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from app.accounts.access import Access, permitted
from app.accounts.campaign_form import TEXTS, CampaignForm
from app.accounts.enums import Permission
from app.accounts.labels import LANGUAGES
from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.campaign.inputs import CampaignInput
from app.campaign.queries import campaign
from app.campaign.service import save
from app.kit.languages import Language, Texts
from app.web.forms import Posted
from app.web.hop import Config, Db, Now, Router

router = Router()
Editor = Annotated[Access, permitted(Permission.CAMPAIGN_EDIT)]
In = Annotated[Language | None, Query(alias="in")]
First = Annotated[int, Query(ge=0, le=1)]
"""1 in the first hour, when saving leads on to what can be done next."""
_TEMPLATE = "accounts/campaign.html"


@router.get("/organise/campaign")
def campaign_page(
    page: Workspace, db: Db, settings: Config, access: Editor, in_: In = None, first: First = 0
) -> Response:
    del access
    known = campaign(db)
    lang = _text_language(page, known, in_, first)
    form = _form(page, known, data=_held(known, lang))
    is_seeded = bool(first and known.name and settings.pack)
    return _ask(page, form, known, lang, first=first, is_seeded=is_seeded)


@router.post("/organise/campaign")
def save_campaign(
    page: Workspace,
    db: Db,
    now: Now,
    access: Editor,
    sent: Posted,
    in_: In = None,
    first: First = 0,
) -> Response:
    known = campaign(db)
    lang = _text_language(page, known, in_, first)
    form = _form(page, known, sent=sent)
    if not form.validate():
        return _ask(page, form, known, lang, status=422, first=first)
    if form.seen.data != _mark(known):
        form.seen.data = _mark(known)
        return _ask(page, form, known, lang, status=409, first=first, theirs=_held(known, lang))
    save(db, _wanted(form, known, lang), act=access.act(), now=now)
    if first:
        return page.see_other("/organise/welcome")
    return page.see_other(f"/organise/campaign?in={lang.value}", notice=Notice.SAVED)


@router.get("/organise/welcome")
def welcome(page: Workspace, access: Editor) -> Response:
    del access
    return page.render("accounts/welcome.html")


def _form(
    page: WorkspacePage,
    known: CampaignInput,
    *,
    sent: Posted | None = None,
    data: dict[str, str] | None = None,
) -> CampaignForm:
    form = CampaignForm(sent, lang=page.lang, data=data)
    form.offer_zones(page.lang, present=known.default_timezone, is_first=not known.name)
    return form


def _ask(
    page: WorkspacePage,
    form: CampaignForm,
    known: CampaignInput,
    lang: Language,
    *,
    status: int = 200,
    **context: Any,
) -> Response:
    shown = {"first": False, "is_seeded": False, "theirs": None, **context}
    written = {code.value: code in known.name for code in Language}
    shown |= {"form": form, "text_lang": lang.value, "names": LANGUAGES, "written": written}
    return page.render(_TEMPLATE, status=status, **shown)


def _text_language(
    page: WorkspacePage, known: CampaignInput, asked: Language | None, first: int
) -> Language:
    """The language of the texts in the form: in the first hour that of whoever writes them."""
    return asked or Language(page.lang if first else known.default_language)


def _mark(known: CampaignInput) -> str:
    """What tells whether somebody else saved in the meantime."""
    return blake2b(repr(known).encode(), digest_size=8).hexdigest()


def _held(known: CampaignInput, lang: Language) -> dict[str, str]:
    texts: dict[str, str] = {name: getattr(known, name).get(lang, "") for name in TEXTS}
    return {
        **texts,
        "contact": known.contact or "",
        "default_language": known.default_language if known.name else lang.value,
        "default_timezone": known.default_timezone if known.name else "",
        "seen": _mark(known),
    }


def _wanted(form: CampaignForm, known: CampaignInput, lang: Language) -> CampaignInput:
    typed = form.data
    texts = {name: _with(getattr(known, name), lang, typed[name]) for name in TEXTS}
    return replace(
        known,
        **texts,
        contact=typed["contact"] or None,
        default_language=typed["default_language"],
        default_timezone=typed["default_timezone"],
    )


def _with(texts: Texts, lang: Language, text: str | None) -> Texts:
    """The same texts with another one in ``lang``; an empty one is taken out."""
    others = {code: other for code, other in texts.items() if code != lang.value}
    return {**others, lang.value: text} if text else others
