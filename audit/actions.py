"""Everything that is written down, in one table: a code, and what it is called."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    """What somebody did. The part before the point is the kind of what it was done to."""

    ROUND_CREATED = "round.created", _("Round created")
    ROUND_COPIED = "round.copied", _("Round created from another one")
    ROUND_EDITED = "round.edited", _("Settings changed")
    DAYS_MOVED = "round.days_moved", _("Days moved for all agencies")
    OPENING_SET = "round.opening_set", _("Set to open by itself")
    OPENING_UNSET = "round.opening_unset", _("No longer opens by itself")
    ROUND_OPENED = "round.opened", _("Round opened")
    ROUND_OPENED_ON_TIME = "round.opened_on_time", _("Opened by itself on its opening day")
    ROUND_CLOSED = "round.closed", _("Round closed")
    ROUND_CLOSED_ON_TIME = "round.closed_on_time", _("Closed by itself")
    ROUND_REOPENED = "round.reopened", _("Round opened again")
    ROUND_ARCHIVED = "round.archived", _("Round archived")
    ROUND_RESTORED = "round.restored", _("Brought back from the archive")
    SCORES_SHOWN = "round.scores_shown", _("Scores shown to the agencies")
    SCORES_HIDDEN = "round.scores_hidden", _("Scores hidden from the agencies")
    QUESTIONNAIRE_LOADED = "questionnaire.loaded", _("Questionnaire loaded")
    QUESTIONNAIRE_CHOSEN = "round.questionnaire_chosen", _("Questionnaire chosen for the round")
    CROSSWALK_SAVED = "questionnaire.crosswalk_saved", _("Crosswalk between two questionnaires saved")
    ROUND_BROUGHT_UP_TO_DATE = "round.brought_up_to_date", _("Round brought up to date with the roster")
    ROSTER_LOADED = "roster.loaded", _("Roster loaded from files")
    ROSTER_IMPORTED = "roster.imported", _("Roster imported from a workbook")
    ROSTER_KIND_ADDED = "roster.kind_added", _("Kind of office added in every province")
    AGENCY_ADDED = "agency.added", _("Agency added")
    AGENCY_RENAMED = "agency.renamed", _("Agency renamed")
    AGENCY_MOVED = "agency.moved", _("Agency moved to another ministry")
    AGENCY_DEACTIVATED = "agency.deactivated", _("Agency deactivated")
    AGENCY_REACTIVATED = "agency.reactivated", _("Agency reactivated")
    AGENCY_MERGED = "agency.merged", _("Agencies merged")
    AGENCY_SPLIT = "agency.split", _("Agency split")

    REMINDER_STARTED = "round.reminder_started", _("Reminder by mail started")
    REMINDER_SENT_AGAIN = "round.reminder_sent_again", _("Mails of a reminder sent again")
    REMINDER_STOPPED = "round.reminder_stopped", _("Sending of a reminder stopped")
    REMINDER_CONTINUED = "round.reminder_continued", _("Sending of a reminder continued")
    REMINDER_TEXTS_CHANGED = "round.reminder_texts_changed", _("Text of an automatic reminder changed")
    REMINDER_TEXTS_RESTORED = (
        "round.reminder_texts_restored",
        _("Automatic reminder back to its standard text"),
    )
    AUTOMATIC_REMINDERS_ON = "round.automatic_reminders_on", _("Automatic reminders switched on")
    AUTOMATIC_REMINDERS_OFF = "round.automatic_reminders_off", _("Automatic reminders switched off")
    TIME_GIVEN = "round.time_given", _("More time for a ministry or a province")
    AGENCY_ASKED = "agency.asked", _("Agency added to an open round")
    AGENCY_WITHDRAWN = "agency.withdrawn", _("Agency withdrawn from a round")
    AGENCY_GIVEN_TIME = "agency.given_time", _("More time for an agency")
    EVIDENCE_ATTACHED = "agency.evidence_attached", _("Evidence attached to an answer")
    EVIDENCE_TAKEN_BACK = "agency.evidence_taken_back", _("Evidence taken away from an answer")

    RUN_STARTED = "run.started", _("Scoring run started")
    RUN_STOPPED = "run.stopped", _("Scoring run stopped")
    RUN_USED = "run.used", _("Figures taken from another scoring run")
    RESULTS_RELEASED = "release.made", _("Results released")
    RESULTS_WITHDRAWN = "release.withdrawn", _("Released results taken back")
    WORKBOOK_ASKED = "workbook.asked", _("Workbook asked for")
    WORKBOOK_CANCELLED = "workbook.cancelled", _("Workbook cancelled")
    WORKBOOK_DOWNLOADED = "workbook.downloaded", _("Workbook downloaded")
    TASK_RUN_AGAIN = "task.run_again", _("Failed task run again")

    REVIEW_FINISHED = "review.finished", _("Review finished")
    REVIEW_REOPENED = "review.reopened", _("Finished review taken up again")
    REVIEW_HANDED_OVER = "review.handed_over", _("Review handed over")
    REVIEW_FREED = "review.freed", _("Review taken away from its reviewer")

    PERSON_CREATED = "person.created", _("Account created")
    ROLE_GRANTED = "person.role_granted", _("Role given")
    ROLE_REVOKED = "person.role_revoked", _("Role taken away")
    SWITCHED_OFF = "person.switched_off", _("Account switched off")
    SWITCHED_ON = "person.switched_on", _("Account switched on")
    UNLOCKED = "person.unlocked", _("Account unlocked")
    INVITED = "person.invited", _("Invitation asked for")
    INVITATION_ACCEPTED = "person.invitation_accepted", _("Invitation accepted")
    ADDRESS_BOUNCED = "person.address_bounced", _("Address noted as unreachable")
    ADDRESS_CHANGE_ASKED = "person.address_change_asked", _("Confirmation of a new address asked for")
    ADDRESS_CHANGE_DROPPED = "person.address_change_dropped", _("New address withdrawn before confirmation")
    ADDRESS_CHANGED = "person.address_changed", _("Address changed")
    SECOND_FACTOR_SET_UP = "person.second_factor_set_up", _("Second factor set up")
    SECOND_FACTOR_REMOVED = "person.second_factor_removed", _("Second factor removed")
    SECOND_FACTOR_RESET = "person.second_factor_reset", _("Second factor reset")
    RECOVERY_CODES_MADE = "person.recovery_codes_made", _("New recovery codes made")
    RECOVERY_CODE_USED = "person.recovery_code_used", _("Recovery code used")
    DATA_EXPORTED = "person.data_exported", _("Personal data handed out")
    ERASED = "person.erased", _("Personal data erased")
    INVITATIONS_QUEUED = "invitations.queued", _("Invitations asked for")

    @property
    def kind(self) -> str:
        """Of what it was done to: "round", "agency", "person" ..."""
        return self.value.partition(".")[0]
