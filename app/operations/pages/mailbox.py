"""Mail, seen from the workspace: does it work, what could not be sent, what is in the folder."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from starlette.responses import Response

from app.accounts.access import Access, permitted
from app.accounts.enums import Permission
from app.accounts.notices import Notice
from app.accounts.workspace import Workspace, WorkspacePage
from app.campaign.queries import campaign
from app.history.service import write_journal
from app.jobs.queries import dead_jobs, waiting_count
from app.jobs.service import drop, send_again
from app.kit.errors import NotFound
from app.mail.inputs import Letter, NotAnAddress, mail_address
from app.mail.mailbox import message, messages
from app.mail.queries import last_test, mail_state
from app.mail.service import LETTERS, post_test
from app.mail.words import test_words
from app.operations.forms import NOT_AN_ADDRESS, MailTestForm
from app.web.forms import Posted
from app.web.hop import Config, Db, Keys, Now, Router

router = Router()
HERE = "/organise/mail"
SHOWN = 50
_TEMPLATE = "operations/mail.html"
_IN_A_LINK = r"[!#-;=?-\[\]_a-z~]*[\w/=-]"  # what a full stop or a bracket ends is no part of it
Reader = Annotated[Access, permitted(Permission.MAILBOX_READ)]


@router.get(HERE)
def mail_page(page: Workspace, db: Db, settings: Config, access: Reader) -> Response:
    del access
    return _page(page, db, settings, form=MailTestForm(lang=page.lang))


@router.post(f"{HERE}/test")
def send_test(
    page: Workspace, db: Db, settings: Config, keys: Keys, now: Now, sent: Posted, access: Reader
) -> Response:
    """Write a test letter to an address that is kept no longer than that takes."""
    form = MailTestForm(sent, lang=page.lang)
    if not form.validate():
        return _page(page, db, settings, form=form, status=422)
    words = test_words(page.lang)
    try:
        to = mail_address(form.address.data or "")
    except NotAnAddress:
        form.refuse("address", NOT_AN_ADDRESS)
        return _page(page, db, settings, form=form, status=422)
    letter = Letter(to, words["subject"], words["body"], page.lang)
    post_test(db, letter, seal_to=keys.instance.pair.public, now=now)
    write_journal(db, action="mail_tested", kind="mail", record_id="-", act=access.act(), now=now)
    return page.see_other(HERE)


@router.post(f"{HERE}/given-up/{{number:number}}/send")
def send_anew(page: Workspace, db: Db, now: Now, access: Reader, number: int) -> Response:
    send_again(db, job_id=number, now=now)
    _journal(db, "job_sent_again", number, access, now)
    return page.see_other(HERE, notice=Notice.TRIED_AGAIN)


@router.post(f"{HERE}/given-up/{{number:number}}/drop")
def drop_it(page: Workspace, db: Db, now: Now, access: Reader, number: int) -> Response:
    drop(db, job_id=number)
    _journal(db, "job_dropped", number, access, now)
    return page.see_other(HERE, notice=Notice.DROPPED)


@router.get(f"{HERE}/messages/{{name}}")
def read_message(page: Workspace, db: Db, settings: Config, access: Reader, name: str) -> Response:
    """One message of the folder; of its addresses only our own lead anywhere."""
    del access
    if settings.mail_server is not None:
        raise NotFound
    found = message(settings.mail_folder, name)
    return page.render(
        "operations/message.html",
        message=found,
        parts=list(_parts(found.text, page.base)),
        zone=campaign(db).default_timezone,
    )


def _page(
    page: WorkspacePage, db: Db, settings: Config, *, form: MailTestForm, status: int = 200
) -> Response:
    is_folder = settings.mail_server is None
    return page.render(
        _TEMPLATE,
        status=status,
        form=form,
        state=mail_state(settings, db).value,
        is_folder=is_folder,
        messages=messages(settings.mail_folder, limit=SHOWN) if is_folder else [],
        test=last_test(db),
        waiting=waiting_count(db, kinds=LETTERS),
        dead=dead_jobs(db, kinds=LETTERS, limit=SHOWN),
        zone=campaign(db).default_timezone,
    )


def _journal(db: Db, action: str, number: int, access: Access, now: Any) -> None:
    write_journal(db, action=action, kind="job", record_id=str(number), act=access.act(), now=now)


def _parts(text: str, base: str) -> Iterator[tuple[str, str | None]]:
    """The text in pieces, each with its address if it is one of this site."""
    for piece in re.split(f"({re.escape(base)}/{_IN_A_LINK})", text):
        if piece:
            yield piece, piece if piece.startswith(f"{base}/") else None
