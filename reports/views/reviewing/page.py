"""One submission under review, question by question."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import is_manager
from agencies.typed import kept_typed
from agencies.views.access import PersonRequest
from reports.review_forms import DecisionForm, HandOverForm, ReopenForm
from reports.review_words import MARKS, STATES
from reports.views.frame import address, frame
from reports.views.reviewing.access import Reviewed, reviewed_or_404
from reports.views.reviewing.entries import ReviewSheet
from reports.views.reviewing.refusals import text_of
from surveys.models import Review, ReviewDecision, Submission
from surveys.queries.reviews import ReviewState, reviews_of, why_overtaken
from surveys.services.editing import why_not_returnable
from surveys.services.reviewing_finish import outcome_of

Kind = ReviewDecision.Kind
ALL = "all"


@require_safe
def review(request: PersonRequest, round_code: str, agency_code: str) -> HttpResponse:
    """What was submitted, with what is decided; whoever holds it decides. EGA's staff only."""
    reviewed = reviewed_or_404(request, round_code, agency_code)
    return review_page(request, reviewed, ReviewSheet(reviewed, _kept(request, reviewed)))


def review_page(
    request: PersonRequest, reviewed: Reviewed, sheet: ReviewSheet, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of the review, with forms that came back and why."""
    follower, now = reviewed.follower, timezone.now()
    agency = reviewed.submission.agency
    way = ((_("Reviews"), address("reviews", follower)), (agency.name, ""))
    everything = ALL in request.GET
    context = {
        "submission": reviewed.submission,
        "agency": agency,
        "version": reviewed.version,
        "review": reviewed.review,
        "is_mine": reviewed.is_mine,
        "everything": everything,
        "chapters": sheet.entries(all_questions=everything),
        "history": reviews_of(reviewed.submission),
        "now": now,
    }
    context |= _standing(request, reviewed, manager=is_manager(request.user)) | _ending(sheet, reviewed, now)
    return render(
        request, "reports/reviewing/review.html", frame(follower, *way) | context | more, status=status
    )


def _kept(request: PersonRequest, reviewed: Reviewed) -> Mapping[str, DecisionForm]:
    """Forms that were typed into when the session ended."""
    if not reviewed.is_mine:
        return {}
    sheet, found = ReviewSheet(reviewed), {}
    for name in sheet.names:
        if typed := kept_typed(request, decide_address(reviewed, name)):
            found[name] = sheet.form(name, typed)
    return found


def decide_address(reviewed: Reviewed, name: str) -> str:
    return address("review_decide", reviewed.follower, reviewed.submission.agency.code, name)


def _standing(request: PersonRequest, reviewed: Reviewed, *, manager: bool) -> dict[str, Any]:
    """Who may do what with it, and how it stands in words."""
    review, submission = reviewed.review, reviewed.submission
    overtaken = why_overtaken(review, submission) if review else None
    held = review is not None and review.is_held
    finished = review is not None and review.finished_at is not None and review.reopened_at is None
    decides = review is not None and (review.reviewer_id == request.user.pk or manager)
    sent_back = review is not None and review.outcome == Review.Outcome.SENT_BACK
    may_reopen = finished and decides and not sent_back and overtaken is None
    state = _state(reviewed)
    return {
        "state": state and STATES[state],
        "mark": state and MARKS[state],
        "overtaken": overtaken if held else None,
        "overtaken_text": text_of(overtaken) if overtaken and held else "",
        "can_take": not held and not finished and _is_submitted(submission),
        "can_go_on": held and overtaken == "newer_version" and _is_submitted(submission),
        "reopen_form": ReopenForm() if may_reopen else None,
        "hand_over_form": HandOverForm(review.reviewer_id) if review and held and manager else None,
    }


def _state(reviewed: Reviewed) -> ReviewState | None:
    review = reviewed.review
    if review is None:
        return ReviewState.TO_REVIEW if _is_submitted(reviewed.submission) else None
    if review.is_held:
        return ReviewState.HELD
    return ReviewState(review.outcome) if review.outcome else None


def _is_submitted(submission: Submission) -> bool:
    submitted = submission.state in (Submission.State.WAITING, Submission.State.SIGNED)
    return submitted and submission.withdrawn_at is None and submission.round.archived_at is None


def _ending(sheet: ReviewSheet, reviewed: Reviewed, now: dt.datetime) -> dict[str, Any]:
    """How far the decisions have come, and what finishing would do."""
    kinds = Counter(each.kind for each in sheet.decisions.values())
    outcome = outcome_of(kinds)
    code = why_not_returnable(reviewed.submission, now) if outcome == Review.Outcome.SENT_BACK else None
    asked = len(sheet.said.evidence)
    undecided = set(sheet.undecided)
    return {
        "asked": asked,
        "decided": asked - len(undecided),
        "undecided": [
            entry for chapter in sheet.chapters for entry in chapter.entries if entry.name in undecided
        ],
        "kinds": {kind.value: kinds[kind] for kind in Kind},
        "outcome": outcome,
        "why_not_send_back": text_of(code) if code in ("no_time_left", "round_closed") else "",
        "needs_time": code == "no_time_left",
    }
