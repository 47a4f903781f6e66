"""How long it takes from the button "submit" until the score is in the database."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial

from django.urls import reverse
from django.utils import timezone

from bench.people import Officer
from bench.timing import Timing, measure
from bench.visitor import Visitor
from scoring.models import Scorecard
from surveys.demo.evidence import demonstration_file
from surveys.models import Submission
from surveys.queries.answers import review_of
from surveys.questionnaire.review import IssueCode
from surveys.services.answers import save_answers
from surveys.services.evidence import attach

LOOK_AGAIN = 0.002  # seconds
PATIENCE = 60  # seconds


class NotScored(Exception):
    """The submission was refused, or no worker scored it."""


def time_submissions(name: str, people: Sequence[Officer], host: str) -> Timing:
    """One officer after the other submits, and waits for the score; the questionnaires must be complete."""
    with ExitStack() as stack:
        acts = []
        for officer in people:
            visitor = stack.enter_context(Visitor(host=host, session=officer.session))
            blank = review_of(officer.submission).questions_with(IssueCode.NOT_STATED)
            acts.append(partial(submit_and_wait, visitor, officer.submission, blank))
        return measure(name, acts)


def complete(officer: Officer) -> None:
    """Everything that the questionnaire asks for, straight through the services: this is not measured."""
    submission, user, now = officer.submission, officer.user, timezone.now()
    save_answers(submission=submission, values=officer.invented_answers(0), versions={}, user=user, now=now)
    for question in review_of(submission).questions_with(IssueCode.EVIDENCE):
        file = demonstration_file()
        attach(submission=submission, question=question, upload=file, user=user, now=now)


def submit_and_wait(visitor: Visitor, submission: Submission, blank: Sequence[str]) -> None:
    """As whoever was shown that the questions `blank` stay blank. Raises `NotScored`."""
    address = reverse("surveys:submit", args=[submission.round.code, submission.agency.code])
    reply = visitor.post(address, {"confirm_blank": "on", "blank": " ".join(blank)})
    if reply.status != 302:
        raise NotScored(f"{address}: {reply.status} {reply.text[:500]}")
    end = time.monotonic() + PATIENCE
    while not Scorecard.objects.filter(submission=submission).exists():
        if time.monotonic() > end:
            raise NotScored(f"{submission.agency.code} is not scored after {PATIENCE} seconds")
        time.sleep(LOOK_AGAIN)
