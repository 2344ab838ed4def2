"""What the journal says: a sentence without subject for each action, a word for each kind and role.

Marked for translation, not translated. Whoever writes a new action adds its words here.
"""

from collections.abc import Mapping

from app.history.enums import Role


def _(message: str) -> str:
    return message


ACTORS: Mapping[str, str] = {
    Role.SEED: _("the seed pack"),
    Role.COORDINATOR: _("a coordinator"),
    Role.ORGANISER: _("an organiser"),
    Role.MEMORIAL_EDITOR: _("a memorial editor"),
    Role.TRANSLATOR: _("a translator"),
    Role.STEWARD: _("a steward"),
    Role.OPERATOR: _("the operator of the server"),
    Role.PUBLIC: _("somebody without an account"),
    Role.SYSTEM: _("the server"),
}
ACTIONS: Mapping[str, str] = {
    "account_changed": _("changed their own account"),
    "account_created": _("joined"),
    "account_removed": _("removed an account"),
    "campaign_saved": _("saved the campaign"),
    "demand_saved": _("saved a demand"),
    "event_saved": _("saved an event"),
    "figure_saved": _("saved a figure"),
    "incident_saved": _("saved an incident"),
    "invitation_revoked": _("took an invitation back"),
    "invited": _("made a one-use link"),
    "organisation_saved": _("saved an organisation"),
    "password_changed": _("changed their password"),
    "password_confirmed": _("gave their password again"),
    "password_ended": _("ended somebody’s password"),
    "password_renewed": _("chose a new password by a link"),
    "place_saved": _("saved a place"),
    "recovery_code_used": _("signed in with a recovery code"),
    "recovery_codes_renewed": _("made new recovery codes"),
    "role_changed": _("changed somebody’s role"),
    "second_factor_off": _("turned the second factor off"),
    "second_factor_on": _("turned the second factor on"),
    "session_ended": _("ended a session"),
    "sessions_ended": _("ended sessions"),
    "signed_in": _("signed in"),
    "source_saved": _("saved a source"),
    "statement_saved": _("saved a statement"),
    "toll_saved": _("saved a toll"),
    "victim_saved": _("saved a record of the memorial"),
    "victim_wish_set": _("kept a family’s wish"),
}
