"""The rescue sheet: twelve words on paper that open again what a lost password closed."""

from typing import Annotated

from nacl.utils import random
from starlette.responses import Response

from app.accounts.access import Access, fresh
from app.accounts.enums import Permission
from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.events.access import writer_of
from app.events.policy import may_edit
from app.events.queries import hosts
from app.kit.sealing import SealBroken, derive, lock, unlock
from app.kit.words import ENTROPY_BYTES, WORDS, WordsUnknown, entropy_of, is_same_word, words_of
from app.signups import queries, service
from app.signups.inputs import Means
from app.signups.pages.shared import At
from app.signups.reading import NO_SHEET, OTHER_WORD, WORD_NUMBER, BackForm, WordsForm
from app.signups.service import Hand, SheetUnknown
from app.signups.service.lists import Reader
from app.web.forms import Posted
from app.web.hop import Db, Now, Router

router = Router(prefix="/organise/rescue-sheet")
Fresh = Annotated[Access, fresh()]


@router.get("")
def about(page: Workspace, db: Db, access: Fresh) -> Response:
    sheet = queries.rescue_sheet(db, access.account_id)
    return page.render("signups/rescue.html", sheet=sheet)


@router.post("/words")
def show_words(page: Workspace, access: Fresh) -> Response:
    """Words that nobody has seen before; they are kept nowhere until two are typed back."""
    return _words(page, access, random(ENTROPY_BYTES))


@router.post("")
def write(page: Workspace, db: Db, means: At, access: Fresh, sent: Posted) -> Response:
    form = BackForm(sent, lang=page.lang)
    try:
        entropy = unlock(_own_secret(access), bytes.fromhex(form.sheet.data or ""))
    except (SealBroken, ValueError):
        return page.see_other("/organise/rescue-sheet")
    words = words_of(entropy, page.lang)
    is_valid = form.validate()
    for field, place in zip((form.first, form.second), _asked(entropy), strict=True):
        if field.data and not is_same_word(field.data, words[place]):
            form.refuse(field.name, OTHER_WORD)
            is_valid = False
    if not is_valid:
        return _words(page, access, entropy, form=form, status=422)
    service.write_sheet(
        db, reader=_reader(access), entropy=entropy, act=access.act(), now=means.now
    )
    asked = _ask_names(db, access, means)
    if len(asked) == 1:
        return page.see_other(f"/organise/events/{asked[0]}/sign-up", notice=Notice.NAMES_ASKED)
    return page.see_other("/organise/rescue-sheet", notice=Notice.SHEET_WRITTEN)


@router.get("/use")
def ask_words(page: Workspace, access: Fresh) -> Response:
    del access  # the words are of no use to anybody else
    return page.render("signups/rescue_use.html", form=WordsForm(lang=page.lang))


@router.post("/use")
def use(page: Workspace, db: Db, now: Now, access: Fresh, sent: Posted) -> Response:
    form = WordsForm(sent, lang=page.lang)
    if not form.validate():
        return page.render("signups/rescue_use.html", status=422, form=form)
    try:
        entropy = entropy_of(form.words.data or "")
        service.use_sheet(db, reader=_reader(access), entropy=entropy, act=access.act(), now=now)
    except (WordsUnknown, SheetUnknown):
        form.refuse("words", NO_SHEET)
        form.words.data = ""
        return page.render("signups/rescue_use.html", status=422, form=form)
    return page.see_other("/organise/events", notice=Notice.LISTS_OPEN)


def _words(
    page: WorkspacePage,
    access: Access,
    entropy: bytes,
    *,
    form: BackForm | None = None,
    status: int = 200,
) -> Response:
    back = form or BackForm(lang=page.lang)
    back.sheet.data = lock(_own_secret(access), entropy).hex()
    for field, place in zip((back.first, back.second), _asked(entropy), strict=True):
        field.label.text = field.gettext(WORD_NUMBER) % {"number": place + 1}
        field.data = ""
    return page.render(
        "signups/rescue_words.html",
        status=status,
        words=words_of(entropy, page.lang),
        form=back,
    )


def _ask_names(db: Db, access: Access, means: Means) -> list[str]:
    """Ask for the names that waited for this sheet; returns the ids of their events.

    Only where the account may still edit the event: hosts and roles may have changed since.
    """
    if not access.may(Permission.EVENTS_EDIT):
        return []
    hand, writer = Hand(act=access.act(), opener_id=access.account_id), writer_of(access)
    return [
        form.event_id
        for form in queries.waiting_for_sheet(db, access.account_id)
        if may_edit(writer, hosts(db, form.event_id))
        and service.ask_at_last(db, form=form, hand=hand, means=means)
    ]


def _asked(entropy: bytes) -> tuple[int, int]:
    """Which two words are typed back: always the same of one sheet, each sheet others."""
    drawn = derive(entropy, "asked", size=2)
    first = drawn[0] % WORDS
    second = (first + 1 + drawn[1] % (WORDS - 1)) % WORDS
    return min(first, second), max(first, second)


def _own_secret(access: Access) -> bytes:
    """What carries a sheet through its form: only this account's own session can open it."""
    return derive(access.private_key(), "sheet-in-form")


def _reader(access: Access) -> Reader:
    return Reader(access.account_id, access.private_key())
