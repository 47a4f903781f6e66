"""Why a change of the roster was refused, and what to do about it, in the reader's language."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from agencies.roster.errors import RosterRefused
from surveys.services.errors import AskingRefused

REFUSALS = {
    "reason_missing": _("Say why, so that others understand it next year."),
    "nothing_changed": _("Nothing would change: this is how it is already."),
    "clash": _("Two of these changes cannot be made at once. Make them one after the other."),
    "unknown_agency": _("No agency has the code %(agency)s. Correct it."),
    "unknown_ministry": _("There is no such ministry. Choose one of the list."),
    "unknown_province": _("There is no such province. Choose one of the list."),
    "unknown_kind": _("There is no such kind of office. Choose one of the list."),
    "code_taken": _("The code %(agency)s belongs to an agency already. Choose another one."),
    "name_taken": _("“%(name)s” is the name of %(agency)s already. Give another name."),
    "kind_taken": _("%(agency)s is the office of this kind in this province already."),
    "number_taken": _("A kind of office has this number already. Choose another one."),
    "map_taken": _("%(agency)s has this code on the map already."),
    "not_a_department": _("Only agencies of the department level belong to a ministry."),
    "already_active": _("The agency is active already."),
    "already_inactive": _("The agency is not active, so there is nothing to change here."),
    "too_few": _("Name at least two agencies: one alone is neither merged nor split."),
    "other_level": _("%(agency)s is of another level. Departments and provincial offices do not mix."),
    "later_predecessor": _(
        "%(agency)s came out of that very agency, so it cannot become it again. Use a new code."
    ),
    "unconfirmed": _("%(number)s points are not confirmed yet. Tick each, or correct the file."),
    "already_applied": _("This import was applied already."),
    "expired": _("This import is older than a day and has expired. Import the file again."),
    "not_preparing": _("The round is open, so agencies are added or withdrawn one by one."),
    "not_open": _("The round is not open, so nobody is added or withdrawn one by one."),
    "already_asked": _("The agency is asked in this round already."),
    "already_withdrawn": _("The agency was withdrawn from this round already."),
    "not_active": _("The agency is not active in the roster. Reactivate it there first."),
    "up_to_date": _("The round asks just those that the roster has: nothing had to be done."),
    "plan_changed": _("The roster has changed since you opened the page. Look at the lists again."),
}


def refused_text(refused: RosterRefused | AskingRefused) -> str:
    """What to say for a refusal."""
    return gettext(REFUSALS[refused.code]) % refused.params
