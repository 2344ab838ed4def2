"""Who we are: the campaign's record, its texts one language at a time."""

from dataclasses import replace
from hashlib import blake2b
from typing import Annotated, Any

from fastapi import Query
from starlette.responses import Response

from app.accounts.access import Access, permitted
from app.accounts.campaign_form import EMPTY, TEXTS, CampaignForm
from app.accounts.enums import Permission
from app.accounts.labels import LANGUAGES
from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.campaign.enums import Beginning
from app.campaign.inputs import CampaignInput
from app.campaign.queries import campaign
from app.campaign.service import held, save
from app.kit.languages import Language, Texts, pick
from app.operations.queries import beginning, has_any_seed, packs_in
from app.operations.service import BegunAlready, begin_with
from app.publishing.queries import count_entries
from app.web.forms import Posted
from app.web.hop import Config, Db, Now, Router

router = Router()
Editor = Annotated[Access, permitted(Permission.CAMPAIGN_EDIT)]
In = Annotated[Language | None, Query(alias="in")]
First = Annotated[int, Query(ge=0, le=1)]
"""1 in the first hour, when saving leads on to what can be done next."""
CAN_CHOOSE = {Beginning.OPEN, Beginning.FAILED}
_TEMPLATE = "accounts/campaign.html"


def _(message: str) -> str:
    return message


BEGUN_ALREADY = _(
    "There are records already. Whoever runs the server can still add a pack, with ayni seed."
)


@router.get("/organise/campaign")
def campaign_page(
    page: Workspace, db: Db, settings: Config, access: Editor, in_: In = None, first: First = 0
) -> Response:
    del access
    known = campaign(db)
    lang = _text_language(page, known, in_, first)
    form = _form(page, known, data=_held(known, lang))
    stage = beginning(db) if first else Beginning.BEGUN
    form.offer_packs(_packs(page, settings) if stage in CAN_CHOOSE else ())
    return _ask(page, form, known, lang, first=first, stage=stage, is_seeded=has_any_seed(db))


@router.post("/organise/campaign")
def save_campaign(
    page: Workspace,
    db: Db,
    settings: Config,
    now: Now,
    access: Editor,
    sent: Posted,
    in_: In = None,
    first: First = 0,
) -> Response:
    known = held(db)
    lang = _text_language(page, known, in_, first)
    form = _form(page, known, sent=sent)
    stage = beginning(db) if first else Beginning.BEGUN
    is_asked = stage in CAN_CHOOSE or (first and "begins_with" in sent)
    form.offer_packs(_packs(page, settings) if is_asked else ())
    shown = {"first": first, "stage": stage}
    if not form.validate():
        return _ask(page, form, known, lang, status=422, **shown)
    wanted = _wanted(form, known, lang)
    if form.seen.data != _mark(known) and wanted != known:
        form.seen.data = _mark(known)
        return _ask(page, form, known, lang, status=409, theirs=_held(known, lang), **shown)
    if not _begin(form, db, access, now):
        return _ask(page, form, known, lang, status=409, **shown)
    save(db, wanted, act=access.act(), now=now)
    if first:
        return page.see_other("/organise/welcome")
    return page.see_other(f"/organise/campaign?in={lang.value}", notice=Notice.SAVED)


@router.get("/organise/welcome")
def welcome(page: Workspace, db: Db, access: Editor) -> Response:
    del access
    records = count_entries(db, lang=page.lang)
    return page.render("accounts/welcome.html", stage=beginning(db), records=records)


def _begin(form: CampaignForm, db: Db, access: Access, now: Now) -> bool:
    """Have what was chosen begin; False, with a sentence by the field, if it is too late."""
    if "begins_with" not in form or form.begins_with.data == EMPTY:
        return True
    try:
        begin_with(db, pack=form.begins_with.data, act=access.act(), now=now)
    except BegunAlready:
        form.refuse("begins_with", BEGUN_ALREADY)
        return False
    return True


def _packs(page: WorkspacePage, settings: Config) -> list[tuple[str, str]]:
    """The packs to choose from, by name, each with its title as somebody reads it here."""
    named = [
        (pack.name, pick(pack.title, page.lang, page.lang)) for pack in packs_in(settings.packs)
    ]
    return [(name, title[0] if title else name) for name, title in named]


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
    shown = {"first": False, "stage": None, "is_seeded": False, "theirs": None, **context}
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
