"""Who is asking, and what they may do: declared in the type of a handler's parameter.

``access: Signed`` asks for an account; ``Annotated[Access, permitted(Permission.EVENTS_EDIT)]``
for one that may; ``fresh(…)`` for one that gave the password within ten minutes.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated

from app.accounts.cookie import read_secret
from app.accounts.destinations import query_above, query_for
from app.accounts.enums import AccountRole, Permission
from app.accounts.models import Account, AccountSession
from app.accounts.policy import may
from app.accounts.queries import organisations_of, session_by_lookup
from app.history.enums import Role
from app.history.inputs import Act
from app.kit.errors import NotPermitted
from app.kit.languages import Language, Texts
from app.kit.sealing import derive, unlock
from app.web.errors import SeeOther
from app.web.hop import SAFE_METHODS, Hop, Inject

FRESH_FOR = timedelta(minutes=10)
SIGN_IN = "/organise/sign-in"
CONFIRM = "/organise/confirm-password"


class NotSignedIn(NotPermitted):
    """Nobody is signed in any more; what was sent changed nothing."""

    code = "not_signed_in"


class LacksPermission(NotPermitted):
    """The account's role does not include this."""

    code = "lacks_permission"


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody signed in, in this request."""

    account_id: str
    handle: str
    name: str
    role: AccountRole
    organisation_ids: frozenset[str]
    session_id: str
    language: Language
    is_fresh: bool
    _secret: bytes = field(repr=False)
    _locked_key: bytes = field(repr=False)

    def may(self, permission: Permission) -> bool:
        return may(self.role, permission)

    def act(self, reason: Texts | None = None) -> Act:
        """What history keeps of who did it."""
        return Act(role=Role(self.role.value), actor_id=self.account_id, reason=reason)

    def private_key(self) -> bytes:
        """The account's private key; only the browser's cookie opens it."""
        return unlock(derive(self._secret, "wrap"), self._locked_key)


def access_of(hop: Hop) -> Access | None:
    """Who is signed in; looked up once a hop."""
    if "access" not in hop.known:
        hop.known["access"] = _look_up(hop)
    return hop.known["access"]


def _look_up(hop: Hop) -> Access | None:
    secret = read_secret(hop.request, hop.resources.settings)
    if secret is None:
        return None
    now = hop.now()
    found = session_by_lookup(hop.db, derive(secret, "lookup"), now=now)
    if found is None or found.session.awaits_code:
        return None
    session, account = found
    return Access(
        account_id=account.id,
        handle=account.handle,
        name=account.name,
        role=account.role,
        organisation_ids=frozenset(organisations_of(hop.db, account.id)),
        session_id=session.id,
        language=account.language,
        is_fresh=now - session.confirmed_at < FRESH_FOR,
        _secret=secret,
        _locked_key=session.locked_key,
    )


@dataclass(frozen=True, slots=True)
class Awaiting:
    """Somebody who gave the right password and has yet to bring a code."""

    session: AccountSession
    account: Account
    private_key: bytes = field(repr=False)


def _awaiting_code(hop: Hop) -> Awaiting:
    secret = read_secret(hop.request, hop.resources.settings)
    lookup = derive(secret, "lookup") if secret else b""
    found = session_by_lookup(hop.db, lookup, now=hop.now())
    if secret is None or found is None or not found.session.awaits_code:
        raise SeeOther(SIGN_IN)
    private_key = unlock(derive(secret, "wrap"), found.session.locked_key)
    return Awaiting(found.session, found.account, private_key)


AwaitsCode = Annotated[Awaiting, Inject(_awaiting_code)]
"""Parameter type of the handlers that take the code of a sign-in."""


def signed_in(hop: Hop) -> Access:
    """Whoever is signed in.

    Raises:
        SeeOther: nobody is; a page leads to the sign-in.
        NotSignedIn: nobody is, and something was sent.
    """
    access = access_of(hop)
    if access is not None:
        return access
    if hop.request.method in SAFE_METHODS:
        raise SeeOther(SIGN_IN + query_for(hop.request.url.path))
    raise NotSignedIn


Signed = Annotated[Access, Inject(signed_in)]
"""Parameter type of a handler for whoever is signed in."""


def permitted(permission: Permission) -> Inject:
    """Marks an `Access` that has a permission, whatever it is about."""

    def provider(hop: Hop) -> Access:
        access = signed_in(hop)
        if not access.may(permission):
            raise LacksPermission
        return access

    return Inject(provider)


def fresh(permission: Permission | None = None) -> Inject:
    """Marks an `Access` that gave the password within ten minutes; asks for it otherwise."""

    def provider(hop: Hop) -> Access:
        access = signed_in(hop)
        if permission is not None and not access.may(permission):
            raise LacksPermission
        if not access.is_fresh:
            path = hop.request.url.path
            is_page = hop.request.method in SAFE_METHODS
            raise SeeOther(CONFIRM + (query_for(path) if is_page else query_above(path)))
        return access

    return Inject(provider)
