"""To which agencies a reminder is narrowed, as the address says and as it is told afterwards."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.views.access import PersonRequest
from reports.filter_words import in_words
from reports.forms import NarrowingForm
from reports.queries.filters import choose
from reports.views.access import Follower
from surveys.models import Reminder, Submission
from surveys.reminding.steps import Narrowed

ALWAYS = ("q", "audience", "ministry", "province")
MORE = ("type", "region", "office_kind")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the address asks for, and its form."""

    form: NarrowingForm
    to: Narrowed

    def context(self) -> dict[str, Any]:
        """For the templates of filters and of the head of the paper."""
        filters = dict(self.to.filters)
        return {
            "narrowing": self.form,
            "always": [self.form[name] for name in ALWAYS],
            "more": [self.form[name] for name in MORE],
            "more_is_open": any(name in filters for name in MORE) or bool(self.form.errors),
            "filters": filters,
            "narrowed": in_words(self.form, filters),
            "printed": in_words(self.form, filters) or [(_("Filters"), _("none"))],
        }


def narrowing_of(request: PersonRequest, follower: Follower, now: dt.datetime) -> Narrowing:
    """That of the address; what cannot be chosen does not limit, and has its error beside it."""
    form = NarrowingForm(request.GET, follower.agencies)
    filters = form.filters()
    asked = Submission.objects.of_round(follower.survey_round)
    chosen = choose(asked, filters, survey_round=follower.survey_round, now=now)
    return Narrowing(form, Narrowed(chosen, filters.as_query()))


def narrowed_words(reminders: Iterable[Reminder]) -> dict[int, list[tuple[str, str]]]:
    """Reminder id → each filter by which it was narrowed: its label, and that of what was chosen."""
    form = NarrowingForm({}, Agency.objects.all())
    return {each.pk: in_words(form, each.filters) for each in reminders}
