"""Whether mail can reach people, as far as we know."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Settings
from app.kit.prepared import Prepared
from app.mail.enums import MailState
from app.mail.models import MailTest

_LAST_TEST = select(MailTest)
_FAILURE = Prepared(select(MailTest.failure))


def last_test(db: Session) -> MailTest | None:
    return db.scalar(_LAST_TEST)


def mail_state(settings: Settings, db: Session) -> MailState:
    if settings.mail_server is None and settings.is_public:
        return MailState.FOLDER_IN_PUBLIC
    if _FAILURE.scalar(db) is not None:
        return MailState.TEST_FAILED
    return MailState.WORKS


def mail_works(settings: Settings, db: Session) -> bool:
    """Whether anything that needs mail may be offered; else it is closed with a sentence."""
    return mail_state(settings, db) is MailState.WORKS
