"""Everything that EGA's page of one agency says."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from agencies.models import Agency, Membership
from reports.queries.contacts import contacts_of
from reports.queries.listing import Standing, standing_of, standings
from scoring.models import NodeScore, Scorecard
from scoring.queries import scorecard_of
from surveys.models import Review, Round, Submission, SubmissionEvent
from surveys.queries.reviews import reviews_of
from surveys.queries.submissions import events_of


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """Where the agency stands, whom to call, what happened (latest first), its score, node by node, and its
    reviews, latest first.

    The score is that of the latest submission, which enters the means only when it counts as a response:
    `score_counts`.
    """

    standing: Standing
    contacts: tuple[Membership, ...]
    events: tuple[SubmissionEvent, ...]
    scorecard: Scorecard | None
    scores: dict[str, NodeScore]
    reviews: tuple[Review, ...]

    @property
    def score_counts(self) -> bool:
        return self.standing.responded and self.standing.submission.withdrawn_at is None


def agency_file(
    *, survey_round: Round, agencies: QuerySet[Agency], code: str, with_scores: bool, now: dt.datetime
) -> AgencyFile:
    """`Submission.DoesNotExist` when none of `agencies` with that code is asked in the round.

    Without scores there is no history either: what EGA writes to an agency is between the two. So it is with
    an agency that was withdrawn.
    """
    rows = standings(survey_round=survey_round, now=now, with_withdrawn=with_scores)
    row = rows.of_agencies(agencies).get(agency__code=code)
    submission: Submission = row
    scorecard = scorecard_of(submission) if with_scores else None
    return AgencyFile(
        standing=standing_of(row),
        contacts=tuple(contacts_of([submission.agency])[submission.agency_id]),
        events=tuple(events_of(submission)) if with_scores else (),
        scorecard=scorecard,
        scores={score.code: score for score in scorecard.node_scores.all()} if scorecard else {},
        reviews=tuple(reviews_of(submission)) if with_scores else (),
    )
