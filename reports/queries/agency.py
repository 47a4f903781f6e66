"""Everything that EGA's page of one agency says."""

import datetime as dt
from dataclasses import dataclass

from agencies.models import Membership, Role
from reports.queries.listing import Standing, standing_of, standings
from scoring.models import NodeScore, Scorecard
from scoring.queries import scorecard_of
from surveys.models import Round, Submission, SubmissionEvent
from surveys.queries.submissions import events_of


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """Where the agency stands, whom to call, what happened (latest first), and its score, node by node.

    The score is that of the latest submission, which enters the means only when it counts as a response:
    `score_counts`.
    """

    standing: Standing
    contacts: tuple[Membership, ...]
    events: tuple[SubmissionEvent, ...]
    scorecard: Scorecard | None
    scores: dict[str, NodeScore]

    @property
    def score_counts(self) -> bool:
        return self.standing.responded


def agency_file(*, survey_round: Round, code: str, now: dt.datetime) -> AgencyFile:
    """`Submission.DoesNotExist` when no agency of that code is asked in the round."""
    row = standings(survey_round=survey_round, now=now).get(agency__code=code)
    submission: Submission = row
    scorecard = scorecard_of(submission)
    return AgencyFile(
        standing=standing_of(row),
        contacts=_contacts(submission),
        events=tuple(events_of(submission)),
        scorecard=scorecard,
        scores={score.code: score for score in scorecard.node_scores.all()} if scorecard else {},
    )


def _contacts(submission: Submission) -> tuple[Membership, ...]:
    """Approvers first, then officers, then readers."""
    members = Membership.objects.filter(agency=submission.agency, user__is_active=True).select_related("user")
    order = [Role.APPROVER, Role.OFFICER, Role.READER]
    return tuple(sorted(members, key=lambda member: (order.index(Role(member.role)), member.user.full_name)))
