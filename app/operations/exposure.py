"""What each adversary sees: one table for the operator's page and for the seizure drill.

Sentences are marked for translation, not translated. `HOLDINGS` is what the server itself can
still read with its own key; the drill opens what it seized with that key and finds these and no
others, and nothing of them after their date.
"""

from dataclasses import dataclass
from enum import StrEnum


def _(message: str) -> str:
    return message


class Adversary(StrEnum):
    """Who might come to hold what is ours, or part of it."""

    BACKUP = "backup"
    MACHINE = "machine"
    INJECTION = "injection"
    LIVE_QUIET = "live_quiet"
    LIVE_SIGNED_IN = "live_signed_in"
    PHONE = "phone"
    INFILTRATOR = "infiltrator"
    MAIL_PROVIDER = "mail_provider"
    PARTNER = "partner"


class Holding(StrEnum):
    """Personal data that the server can read until its date, because it has to act on it."""

    LETTER = "letter"
    INFORMED = "informed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Exposure:
    """One adversary: what it holds, what it sees in it and what it does not."""

    gets: str
    sees: tuple[str, ...]
    not_sees: tuple[str, ...]


_PUBLISHED = _("everything that is published")
_COUNTS = _("how many signed up")
_HANDLES = _("names and handles of organisers")
_SEALED = _("sealed content that nobody can open")
_PARTICIPANTS = _("names and addresses of people who signed up")

HOLDINGS: dict[Holding, str] = {
    Holding.LETTER: _("addresses of letters not yet sent, until they are sent or given up"),
    Holding.INFORMED: _(
        "addresses of people who asked to be written to about changes,"
        " until the date they were told"
    ),
    Holding.WAITING: _("addresses of people on a waiting list, until the date they were told"),
}

EXPOSURES: dict[Adversary, Exposure] = {
    Adversary.BACKUP: Exposure(
        gets=_("A stolen backup, without the key folder"),
        sees=(_PUBLISHED, _COUNTS, _HANDLES, _SEALED),
        not_sees=(_PARTICIPANTS, _("passwords, or anything to try passwords on")),
    ),
    Adversary.MACHINE: Exposure(
        gets=_("The machine, seized and switched off, key folder included"),
        sees=(_PUBLISHED, _COUNTS, _HANDLES, *HOLDINGS.values()),
        not_sees=(_("what a list holds: it opens only with a reader’s password or rescue sheet"),),
    ),
    Adversary.INJECTION: Exposure(
        gets=_("A way to read the database"),
        sees=(_PUBLISHED, _COUNTS, _HANDLES, _("digests of links and sessions")),
        not_sees=(_PARTICIPANTS, _("links or sessions that could be used")),
    ),
    Adversary.LIVE_QUIET: Exposure(
        gets=_("The running server, while nobody is signed in"),
        sees=(_("sign-ups from that moment on"), _("letters on their way")),
        not_sees=(_("sealed sign-ups from before"),),
    ),
    Adversary.LIVE_SIGNED_IN: Exposure(
        gets=_("The running server, while an organiser is signed in"),
        sees=(_("the lists that this organiser may read"),),
        not_sees=(_("lists of other events"),),
    ),
    Adversary.PHONE: Exposure(
        gets=_("An unlocked phone of an organiser"),
        sees=(_("what the account shows before the password is asked again: counts"),),
        not_sees=(_("names and exports; a colleague can end its sessions"),),
    ),
    Adversary.INFILTRATOR: Exposure(
        gets=_("An account, as an organiser among us"),
        sees=(_("the lists that this account was granted"),),
        not_sees=(_("other events; and no export goes unnoticed"),),
    ),
    Adversary.MAIL_PROVIDER: Exposure(
        gets=_("The mail, as its provider carries it"),
        sees=(_("that a letter came, with a neutral subject and sender, and what it says"),),
        not_sees=(_("the event in subject or sender"),),
    ),
    Adversary.PARTNER: Exposure(
        gets=_("The public interface, as a partner site"),
        sees=(_PUBLISHED,),
        not_sees=(_("drafts, withdrawn records, and counts that move with one sign-up"),),
    ),
}

LIMITS = (
    _(
        "Mail to a folder is for trying out: its files are plain and are emptied after seven days."
        " With a public address mail sign-up stays closed until mail is sent."
    ),
    _("Whether an event is full can be found out by trying to sign up."),
    _(
        "The key folder is in no ordinary backup. Whoever loses it loses the open lists,"
        " and everybody needs a new password."
    ),
    _(
        "What is shown on a screen, printed or exported is outside this table; delete exports"
        " when they are no longer needed."
    ),
)
"""What the table cannot promise, said beside it."""
