"""Posting the letters of sign-ups, in the transaction of what causes them.

An address that is kept is opened with the event's file in the key folder, only to seal the letter
to the instance's key; destroying that file ends it in every copy of the database.
"""

import hmac
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.campaign.queries import campaign
from app.events.calendar import calendar, has_day
from app.history.inputs import Act
from app.history.service import write_journal
from app.intake.links import link_of
from app.kit.key_folder import Purpose
from app.kit.languages import pick
from app.kit.sealing import as_token, from_token, keyed_digest, unlock
from app.mail.inputs import Attachment, Letter
from app.mail.service import post
from app.publishing.concealing import cover_of, veil_of
from app.publishing.enums import PublicKind
from app.signups import letters, queries
from app.signups.enums import LIVE
from app.signups.gathering import Gathering, document_at, gathering
from app.signups.inputs import Means, Notice
from app.signups.letters import Setting
from app.signups.models import NewSignUp, SignUp, SignUpForm
from app.signups.service.errors import LinkUnknown

CALENDAR = "text/calendar; charset=utf-8; method=PUBLISH"


def post_confirmation(
    db: Session,
    form: SignUpForm,
    event: Gathering,
    row: NewSignUp,
    *,
    secret: bytes,
    to: str,
    means: Means,
) -> None:
    letter = letters.confirmation(
        _setting(form, event, lang=row.lang, means=means),
        to=to,
        link=link_of(secret, base=means.base, lang=row.lang),
        held_until=row.until if row.seats else None,
        keeps_address=row.is_informed,
    )
    _post(db, letter, means)


def post_promoted(db: Session, form: SignUpForm, row: SignUp, means: Means) -> None:
    """Tell somebody that a seat has become theirs, if they let us write."""
    event = gathering(db, name=form.event_id, lang=row.lang)
    if row.address is None or event is None:
        return
    setting = _setting(form, event, lang=row.lang, means=means)
    to, stop = _address(row, means), stop_link(row, means)
    _post(db, letters.promotion(setting, to=to, stop=stop, former=row.purge_on), means)
    row.purge_on = setting.purge_on


def tell(db: Session, *, event_id: str, notice: Notice, means: Means) -> int:
    """Post a notice to everybody who asked for it; returns to how many sign-ups."""
    form = queries.form_of(db, event_id)
    if form is None:
        return 0
    asked = select(SignUp).where(
        SignUp.event_id == event_id, SignUp.status.in_(LIVE), SignUp.address.is_not(None)
    )
    rows = db.scalars(asked.order_by(SignUp.id)).all()
    default = campaign(db).default_language
    cover = cover_of(db, veil_of(db), kind=PublicKind.EVENT, record_id=event_id)
    settings: dict[str, Setting] = {}
    for row in rows:
        if row.lang not in settings:
            event = gathering(db, name=event_id, lang=row.lang)
            if event is None:
                return 0
            settings[row.lang] = _setting(form, event, lang=row.lang, means=means)
        text = cover.text((pick(notice.text, row.lang, default) or ("", ""))[0])
        stop = stop_link(row, means)
        to = _address(row, means)
        setting = settings[row.lang]
        letter = letters.news(setting, to=to, text=text, stop=stop, former=row.purge_on)
        _post(db, letter, means)
        row.purge_on = setting.purge_on
    return len(rows)


def write_to_all(db: Session, *, event_id: str, notice: Notice, act: Act, means: Means) -> int:
    """Post what hosts want to say; the journal keeps that they did, not what."""
    reached = tell(db, event_id=event_id, notice=notice, means=means)
    write_journal(
        db,
        action="sign_ups_written_to",
        kind=PublicKind.EVENT,
        record_id=event_id,
        act=act,
        now=means.now,
    )
    return reached


def stop_link(row: SignUp, means: Means) -> str:
    """The link that ends letters and can do nothing else; made, not kept."""
    token = as_token(_stop_secret(row.id, means))
    return f"{means.base}/{row.lang}/my/{row.id}/no-mail/{token}"


def stop_by_link(db: Session, *, sign_up_id: str, token: str, means: Means) -> SignUp:
    """The sign-up of a link that ends letters.

    Raises:
        LinkUnknown: we made no such link, or the sign-up is gone.
    """
    given = from_token(token)
    if given is None or not hmac.compare_digest(given, _stop_secret(sign_up_id, means)):
        raise LinkUnknown
    row = db.get(SignUp, sign_up_id)
    if row is None:
        raise LinkUnknown
    return row


def _stop_secret(sign_up_id: str, means: Means) -> bytes:
    return keyed_digest(means.keys.instance.index_key, f"no-mail {sign_up_id}")


def _address(row: SignUp, means: Means) -> str:
    secret = means.keys.find(Purpose.LOCK, row.event_id)
    return unlock(secret, row.address or b"").decode()


def _post(db: Session, letter: Letter, means: Means) -> None:
    post(db, letter, seal_to=means.keys.instance.pair.public, now=means.now)


def _setting(form: SignUpForm, event: Gathering, *, lang: str, means: Means) -> Setting:
    return Setting(
        event=event,
        lang=lang,
        base=means.base,
        purge_on=queries.purge_day(form, event),
        entry=_entry(event.body, means.base, lang),
    )


@lru_cache(maxsize=64)
def _entry(body: bytes, base: str, lang: str) -> tuple[Attachment, ...]:
    """The event for a calendar, if it has a day; the same in all letters while nothing changes."""
    told = document_at(body, base)
    if not has_day(told):
        return ()
    return (Attachment("event.ics", CALENDAR, calendar([told], name=told["title"], lang=lang)),)
