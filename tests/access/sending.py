"""What is sent to every unsafe route: by whom, and so that it would change something."""

from dataclasses import dataclass, field
from typing import Any

from app.publishing.enums import PublicKind
from tests.access.ground import png
from tests.access.records import OURS, id_of
from tests.fixtures.accounts import PASSWORD

OF = "/organise/events/{event_id:name}"
LIST = "/organise/events/{event_id}/list"
MY = "/{lang:lang}/my/{token}"
PERSON = "/organise/people/{account_id}"
OTHER = id_of(PublicKind.ORGANISATION, "published")
PICTURE = ("made.png", png(), "image/png")
NEW = "four words of cold salt"


@dataclass(frozen=True, slots=True)
class Sent:
    """``by`` may do it. With ``on_page`` the other fields are those of the form at this address."""

    by: str
    fields: dict[str, Any] = field(default_factory=dict)
    state: str = "published"
    on_page: bool = False
    files: dict[str, Any] | None = None


def _filled(by: str, state: str = "published", **fields: Any) -> Sent:
    """A form, filled in on its own page."""
    return Sent(by, fields, state, on_page=True)


SENT: dict[str, Sent] = {
    f"{OF}/sign-up": Sent(
        "ours", {"mode": "names", "capacity": "30", "largest_party": "3", "purge_days": "3"}
    ),
    f"{OF}/sign-up/open": Sent("ours"),
    f"{OF}/sign-up/close": Sent("ours"),
    f"{OF}/sign-up/message": Sent("ours", {"text": "Made words"}),
    f"{OF}/door": Sent("steward", {"people": "2"}),
    f"{OF}/co-hosts": Sent("ours", {"organisation_id": OTHER}),
    f"{OF}/co-hosts/{{organisation_id:name}}": Sent("ours"),
    f"{OF}/change/{{what:slug}}": _filled("ours", do="publish", words_en="Made words"),
    f"{OF}/publish": Sent("ours", state="draft"),
    f"{OF}/discard": Sent("ours", state="draft"),
    f"{OF}/preview-link": Sent("ours", state="draft"),
    f"{OF}/preview-link/end": Sent("ours", state="draft"),
    f"{OF}/edit": _filled("ours", do="save", title="Made otherwise"),
    f"{OF}/duplicate": Sent("ours", {"day": "2026-12-24"}),
    f"{OF}/repeat": Sent("ours", {"every": "week", "times": "2"}),
    f"{OF}/picture": Sent("ours", {"alt": "Made"}, files={"picture": PICTURE}),
    f"{OF}/picture/take-away": Sent("ours"),
    f"{OF}/texts/{{code}}": _filled("ours", title="Inventé"),
    f"{LIST}/grant/{{account_id}}": Sent("ours"),
    f"{LIST}/there/{{sign_up_id}}": Sent("ours", {"there": "yes"}),
    f"{LIST}/export": Sent("ours", dict.fromkeys(("passphrase", "again"), "a made cold phrase")),
    "/organise/hosting/{event_id:name}/{organisation_id:name}": Sent("theirs", {"do": "agree"}),
    "/organise/proposals/{event_id:name}": Sent(
        "coordinator", {"do": "accept", "organisation_id": OURS}
    ),
    "/organise/events/new": Sent(
        "theirs",
        {
            "kind": "vigil", "title": "Made", "day": "2026-12-20", "starts": "18:00",
            "timezone": "Europe/Paris", "begins": "Made Square", "caller": "Made theirs",
        },
    ),
    "/organise/sign-in": Sent("anonymous", {"handle": "zq-ours", "password": PASSWORD}),
    "/organise/confirm-password": Sent("ours", {"handle": "zq-ours", "password": PASSWORD}),
    "/organise/sign-out": Sent("ours"),
    "/organise/account": Sent("ours", {"name": "Made anew", "language": "en"}),
    "/organise/account/sessions/{session_id}/end": Sent("coordinator"),
    "/organise/account/sessions/end": Sent("ours"),
    "/organise/account/password": Sent(
        "ours", {"handle": "zq-ours", "password": PASSWORD, "new_password": NEW, "again": NEW}
    ),
    "/organise/people/invite": Sent("coordinator", {"role": "steward", "days": "3"}),
    "/organise/invitations/{invitation_id}/revoke": Sent("coordinator"),
    f"{PERSON}/sessions/end": Sent("coordinator"),
    f"{PERSON}/role": Sent("coordinator", {"role": "steward"}),
    f"{PERSON}/new-password": Sent("coordinator"),
    f"{PERSON}/remove": Sent("coordinator"),
    "/organise/campaign": _filled("coordinator", name="Made anew"),
    "/organise/mail/test": Sent("coordinator", {"address": "made@made.example"}),
    "/organise/mail/given-up/{number:number}/send": Sent("coordinator"),
    "/organise/mail/given-up/{number:number}/drop": Sent("coordinator"),
    "/organise/invitation/{token}": Sent(
        "holder", {"handle": "zq-new", "language": "en", "new_password": NEW, "again": NEW}
    ),
    "/organise/new-password/{token}": Sent(
        "holder", {"handle": "zq-forgetful", "new_password": NEW, "again": NEW}
    ),
    "/{lang:lang}/events/{slug:slug}/sign-up": _filled("anonymous", party="1", name="Made"),
    "/{lang:lang}/events/propose": _filled(
        "anonymous", kind="vigil", title="Made", day="2026-12-20", where="Here", caller="We"
    ),
    f"{MY}/change": Sent("holder", {"party": "2", "name": "Made"}),
    f"{MY}/cancel": Sent("holder"),
    f"{MY}/no-mail": Sent("holder"),
    "/{lang:lang}/my/{name}/no-mail/{token}": Sent("holder"),
}  # fmt: skip
SHOWN_ELSEWHERE = {
    f"{MY}/confirm": "the one here is confirmed already; tests/signups/test_flow.py",
    "/{lang:lang}/events/{slug:slug}/sign-up/coming": "seats are counted here; the same",
    f"{MY}/keep": "nothing has moved here; tests/signups/test_printed_dates.py",
    f"{OF}/sign-up/names": "none wait here; tests/signups/test_names_first.py",
    "/organise/rescue-sheet": "twelve words are typed back; tests/signups/test_lists.py",
    "/organise/rescue-sheet/words": "shows words and keeps none; the same",
    "/organise/rescue-sheet/use": "the same",
    "/organise/sign-in/code": "takes a code of now; tests/accounts/test_second_factor.py",
    "/organise/account/second-factor": "the same",
    "/organise/account/second-factor/codes": "the same",
    "/organise/account/second-factor/off": "the same",
    "/organise/set-up/{token}": "ends with the first account; tests/accounts/test_joining.py",
}
"""Nothing changes here even when somebody who may sends it, and why."""
