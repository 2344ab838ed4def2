"""The access matrix: who is let in where, by the state of what is asked for.

One rule for each family of routes. The first whose pattern is a route's whole path is its rule; a
route without one fails, and so does any answer that differs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain

from app.accounts.enums import AccountRole, Permission
from app.accounts.policy import may
from app.publishing.enums import COLLECTION, PAGE, PublicKind, RecordStatus
from tests.access.ground import ADDRESS, ANNOUNCED, CALLER, NAME, NEVER_FORMED, Who
from tests.access.records import EVENTS, OURS, THEIRS, word_of


class Told(StrEnum):
    """What somebody is told who asks."""

    OPEN = "open"
    MISSING = "missing"
    FORBIDDEN = "forbidden"
    SIGN_IN = "sign in"
    PASSWORD = "password"


PLAIN = ""
"""The state of what has none."""
STATES: dict[PublicKind, tuple[str, ...]] = {
    kind: (*EVENTS, "draft", "proposed") if kind is PublicKind.EVENT else tuple(RecordStatus)
    for kind in PublicKind
}
HIDDEN = {"draft", "proposed", "in_review", "restricted", "withdrawn"}
WITHOUT_FORM = {*NEVER_FORMED, "draft", "proposed"}
HAS_PAGE = tuple(kind for kind, page in PAGE.items() if page.endswith("/{slug}"))
Judge = Callable[[Who, str], Told]


def everybody(_who: Who, _state: str) -> Told:
    return Told.OPEN


def nobody(_who: Who, _state: str) -> Told:
    return Told.MISSING


def published(_who: Who, state: str) -> Told:
    """The public's view, whoever looks."""
    return Told.MISSING if state in HIDDEN else Told.OPEN


def pictured(_who: Who, state: str) -> Told:
    """A picture is seen with its event; a draft's by whoever was shown its name of chance."""
    return Told.OPEN if state in {"published", "draft"} else Told.MISSING


def formed(_who: Who, state: str) -> Told:
    """Where people sign up: a public event that ever asked them to."""
    return Told.MISSING if state in HIDDEN | WITHOUT_FORM else Told.OPEN


def linked(who: Who, state: str) -> Told:
    """Whoever holds the link; it ends with what it is for."""
    is_there = state not in HIDDEN | WITHOUT_FORM | {"purged"}
    return Told.OPEN if who.has_links and is_there else Told.MISSING


def stopped(who: Who, state: str) -> Told:
    """The link that ends letters holds as long as there is an address to forget."""
    is_there = state not in WITHOUT_FORM | {"purged"}
    return Told.OPEN if who.has_links and is_there else Told.MISSING


def owing(_who: Who, _state: str) -> Told:
    """For whoever gave the password and owes a code, and that is nobody here."""
    return Told.SIGN_IN


def asked(who: Who, state: str) -> Told:
    """Answering in the name of one's own organisation, while it is asked to host an event too."""
    told = with_permission(Permission.EVENTS_EDIT)(who, state)
    if told is not Told.OPEN:
        return told
    return Told.OPEN if who.acts_for(THEIRS) and state == "published" else Told.MISSING


def signed(who: Who, _state: str) -> Told:
    return Told.OPEN if who.role else Told.SIGN_IN


def with_permission(permission: Permission) -> Judge:
    def judge(who: Who, _state: str) -> Told:
        if who.role is None:
            return Told.SIGN_IN
        return Told.OPEN if may(who.role, permission) else Told.FORBIDDEN

    return judge


def own_session(who: Who, _state: str) -> Told:
    """One's own; whoever has none asks for somebody else's."""
    told = signed(who, PLAIN)
    return Told.MISSING if told is Told.OPEN and not who.session_id else told


def fresh(permission: Permission | None = None) -> Judge:
    """Only within ten minutes of giving the password."""

    def judge(who: Who, state: str) -> Told:
        told = with_permission(permission)(who, state) if permission else signed(who, state)
        return Told.PASSWORD if told is Told.OPEN and not who.is_fresh else told

    return judge


def at_event(permission: Permission, *, missing: frozenset[str] = frozenset()) -> Judge:
    """An event of one's own organisation, or any for coordinators; those of others are not found.

    ``missing`` are the states in which there is nothing to be found even for them.
    """

    def judge(who: Who, state: str) -> Told:
        told = with_permission(permission)(who, state)
        if told is not Told.OPEN:
            return told
        is_coordinator = who.role is AccountRole.COORDINATOR
        is_theirs = is_coordinator or (who.acts_for(OURS) and state != "proposed")
        return Told.OPEN if is_theirs and state not in missing else Told.MISSING

    return judge


def listed(who: Who, state: str) -> Told:
    """A list is for those of the host organisation, never for a coordinator as such."""
    told = fresh(Permission.LISTS_READ)(who, state)
    if told is not Told.OPEN:
        return told
    is_reader = who.acts_for(OURS) and state not in WITHOUT_FORM
    return Told.OPEN if is_reader else Told.MISSING


def on_list(who: Who, state: str) -> Told:
    """Somebody on a list, while anybody is on it."""
    told = listed(who, state)
    return Told.MISSING if told is Told.OPEN and state == "purged" else told


def invited(who: Who, _state: str) -> Told:
    return Told.OPEN if who.has_links else Told.MISSING


EDIT = Permission.EVENTS_EDIT
EVENT = r"/organise/events/\{event_id(:name)?\}"
PEOPLE = r"/organise/people/\{account_id\}"
EVENT_ONLY = (PublicKind.EVENT,)
AT_DOOR = at_event(Permission.CHECK_IN, missing=frozenset(WITHOUT_FORM))
BUT_PUBLISHED = frozenset(STATES[PublicKind.EVENT]) - {"published"}


@dataclass(frozen=True, slots=True)
class Rule:
    """``pattern`` is of a route's path, ``kinds`` are those of which its record may be."""

    pattern: str
    judge: Judge
    kinds: tuple[PublicKind, ...] = ()

    def covers(self, path: str) -> bool:
        return re.fullmatch(self.pattern, path) is not None


def _each(kind: PublicKind, *patterns: str) -> tuple[Rule, ...]:
    return tuple(Rule(pattern, published, (kind,)) for pattern in patterns)


def _section(kind: PublicKind) -> str:
    """Where the pages of a kind stand; a kind without one has no route here."""
    return PAGE[kind].partition("/{slug}")[0]


LANG, SLUG = r"/\{lang:lang\}", r"/\{slug:slug\}"
RULES: tuple[Rule, ...] = (
    # What everybody reads
    Rule(rf"/|{LANG}/?|/healthz|/readyz|/api/v1/?|/api/docs|/api/v1/openapi\.json", everybody),
    Rule(rf"/card{LANG}(/\{{section:slug\}})?\.png|/api/v1/[a-z]+", everybody),
    Rule(rf"{LANG}/(map|timeline|search|about|method|help|privacy|families)", everybody),
    Rule(rf"{LANG}/(partners|corrections|memorial|incidents|tolls|organisations)", everybody),
    Rule(rf"{LANG}/(demands|statements|sources|events(\.ics|\.atom)?)", everybody),
    Rule(rf"{LANG}/calendar/\{{month\}}|{LANG}/events/propose(/sent)?", everybody),
    # What is there while it is public
    Rule(rf"/card{LANG}/\{{section:slug\}}{SLUG}\.png", published, HAS_PAGE),
    *chain.from_iterable(
        _each(kind, rf"/api/v1/{collection}/\{{id\}}", f"{LANG}{_section(kind)}{SLUG}")
        for kind, collection in COLLECTION.items()
    ),
    *_each(PublicKind.EVENT, rf"{LANG}/events{SLUG}(\.ics|/flyer)"),
    *_each(PublicKind.EVENT, r"/e/\{code:code\}", r"/qr/e/\{code:code\}\.svg"),
    *_each(PublicKind.VICTIM, r"/m/\{code:code\}"),
    *_each(PublicKind.STATEMENT, r"/s/\{code:code\}"),
    Rule(rf"{LANG}/events{SLUG}/sign-up(/(sent|counted|coming))?", formed, EVENT_ONLY),
    Rule(r"/pictures/\{name\}", pictured, EVENT_ONLY),
    # What stands behind links
    Rule(rf"{LANG}/my/\{{token\}}(/(confirm|change|cancel|keep|no-mail))?", linked, EVENT_ONLY),
    Rule(rf"{LANG}/my/\{{name\}}/no-mail/\{{token\}}", stopped, EVENT_ONLY),
    Rule(rf"{LANG}/drafts/\{{token\}}", invited),
    Rule(r"/organise/(invitation|new-password)/\{token\}", invited),
    Rule(r"/organise/set-up/\{token\}", nobody),  # there are accounts
    # The workspace
    Rule(r"/organise/sign-in", everybody),
    Rule(r"/organise/sign-in/code", owing),
    Rule(r"/organise(/account(/password)?|/confirm-password|/sign-out|/exposure)?", signed),
    Rule(r"/organise/account/sessions/end", signed),
    Rule(r"/organise/account/sessions/\{session_id\}/end", own_session),
    Rule(r"/organise/account/second-factor(/codes|/off)?", fresh()),
    Rule(r"/organise/rescue-sheet(/words|/use)?", fresh()),
    Rule(r"/organise/people", with_permission(Permission.INVITE)),
    Rule(r"/organise/people/invite", fresh(Permission.INVITE)),
    Rule(r"/organise/invitations/\{invitation_id\}/revoke", with_permission(Permission.INVITE)),
    Rule(rf"{PEOPLE}(/sessions/end)?", with_permission(Permission.ACCOUNTS_MANAGE)),
    Rule(rf"{PEOPLE}/(role|new-password|remove)", fresh(Permission.ACCOUNTS_MANAGE)),
    Rule(r"/organise/(campaign|welcome)", with_permission(Permission.CAMPAIGN_EDIT)),
    Rule(r"/organise/journal", with_permission(Permission.JOURNAL_READ)),
    Rule(r"/organise/mail(/test|/messages/\{name\})?", with_permission(Permission.MAILBOX_READ)),
    Rule(r"/organise/mail/given-up/.+", with_permission(Permission.MAILBOX_READ)),
    Rule(r"/organise/proposals(/.+)?", with_permission(Permission.EVENTS_MODERATE)),
    Rule(r"/organise/(events(/new)?|hosting)", with_permission(EDIT)),
    Rule(r"/organise/hosting/\{event_id:name\}/\{organisation_id:name\}", asked, EVENT_ONLY),
    Rule(rf"{EVENT}/list(/export|/grant/\{{account_id\}})?", listed, EVENT_ONLY),
    Rule(rf"{EVENT}/list/there/\{{sign_up_id\}}", on_list, EVENT_ONLY),
    Rule(rf"{EVENT}/door", AT_DOOR, EVENT_ONLY),
    Rule(rf"{EVENT}/told/\{{number:number\}}", at_event(EDIT, missing=BUT_PUBLISHED), EVENT_ONLY),
    Rule(rf"{EVENT}(/.+)?", at_event(EDIT), EVENT_ONLY),
)


@cache
def rule_of(path: str) -> Rule | None:
    return next((rule for rule in RULES if rule.covers(path)), None)


def words_of(who: Who) -> set[str]:
    """The words of made records that somebody may read, wherever that is."""
    found = {ANNOUNCED}
    for kind, states in STATES.items():
        found |= {word_of(kind, state) for state in states if state not in HIDDEN}
    for state in STATES[PublicKind.EVENT]:
        if Told.OPEN in {judge(who, state) for judge in (at_event(EDIT), AT_DOOR, asked)}:
            found.add(word_of(PublicKind.EVENT, state))
        is_opened = who.has_list and listed(who, state) is Told.OPEN
        if (is_opened or linked(who, state) is Told.OPEN) and state != "purged":
            found.add(f"{NAME}{state}")
    if with_permission(Permission.EVENTS_MODERATE)(who, PLAIN) is Told.OPEN:
        found |= {word_of(PublicKind.EVENT, "proposed"), CALLER}
    if who.has_links:
        found.add(word_of(PublicKind.EVENT, "draft"))
    if with_permission(Permission.MAILBOX_READ)(who, PLAIN) is Told.OPEN:
        found |= {ADDRESS.partition("@")[0]}
    return found
