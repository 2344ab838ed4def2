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
    "co_host_agreed": _("agreed to host an event with others"),
    "co_host_asked": _("asked an organisation to host an event with them"),
    "co_host_declined": _("declined to host an event"),
    "demand_saved": _("saved a demand"),
    "draft_discarded": _("threw a draft away"),
    "draft_linked": _("made a link to a draft"),
    "event_cancelled": _("cancelled an event"),
    "event_changed": _("changed an event"),
    "event_held": _("noted that an event was held"),
    "event_moved": _("moved an event"),
    "event_notice": _("published a notice on an event"),
    "event_postponed": _("postponed an event"),
    "event_proposed": _("proposed an event"),
    "event_resumed": _("took an event up again"),
    "event_saved": _("saved an event"),
    "event_time_changed": _("changed the time of an event"),
    "figure_saved": _("saved a figure"),
    "incident_saved": _("saved an incident"),
    "invitation_revoked": _("took an invitation back"),
    "invited": _("made a one-use link"),
    "job_dropped": _("dropped a message"),
    "job_sent_again": _("had a message sent again"),
    "list_access_given": _("gave a colleague access to a list"),
    "list_exported": _("exported a list"),
    "mail_tested": _("tested the mail"),
    "organisation_saved": _("saved an organisation"),
    "password_changed": _("changed their password"),
    "password_confirmed": _("gave their password again"),
    "password_ended": _("ended somebody’s password"),
    "password_renewed": _("chose a new password by a link"),
    "place_saved": _("saved a place"),
    "proposal_accepted": _("accepted a proposal"),
    "proposal_rejected": _("rejected a proposal"),
    "recovery_code_used": _("signed in with a recovery code"),
    "recovery_codes_renewed": _("made new recovery codes"),
    "rescue_sheet_used": _("opened lists with a rescue sheet"),
    "rescue_sheet_written": _("wrote a rescue sheet"),
    "role_changed": _("changed somebody’s role"),
    "seed_chosen": _("chose the documents to begin with"),
    "second_factor_off": _("turned the second factor off"),
    "second_factor_on": _("turned the second factor on"),
    "session_ended": _("ended a session"),
    "sessions_ended": _("ended sessions"),
    "sign_up_closed": _("closed a sign-up"),
    "sign_up_opened": _("opened a sign-up"),
    "sign_up_set": _("set up a sign-up"),
    "sign_ups_destroyed": _("destroyed the sign-ups of an event"),
    "signed_in": _("signed in"),
    "source_saved": _("saved a source"),
    "sign_ups_written_to": _("wrote to those who signed up"),
    "statement_saved": _("saved a statement"),
    "toll_saved": _("saved a toll"),
    "victim_saved": _("saved a record of the memorial"),
    "victim_wish_set": _("kept a family’s wish"),
}
