"""An EGA manager runs a whole year from the portal: real browsers, real workers, a real mail server.

Each chapter is a module of this package; they follow one another in one database and one session.
"""

import pytest

from tests.journeys.year.answering import answer_by_services, answer_in_browsers
from tests.journeys.year.arriving import arrive
from tests.journeys.year.chasing import extend, remind
from tests.journeys.year.closing import close, release, score_again
from tests.journeys.year.exporting import export_everything
from tests.journeys.year.following import follow_the_response
from tests.journeys.year.inviting import invite, open_the_round
from tests.journeys.year.keeping import archive, read_the_journal
from tests.journeys.year.listing import change_the_roster
from tests.journeys.year.planning import plan
from tests.journeys.year.questioning import change_the_questionnaire
from tests.journeys.year.reviewing import review
from tests.journeys.year.story import Year

pytestmark = [pytest.mark.browser, pytest.mark.services, pytest.mark.whole_round]


def test_a_manager_runs_a_whole_year(year: Year) -> None:
    arrive(year)
    plan(year)
    change_the_questionnaire(year)
    change_the_roster(year)
    open_the_round(year)
    invite(year)
    agency = answer_in_browsers(year)
    answer_by_services(year)
    follow_the_response(year)
    remind(year)
    extend(year, agency.officer)
    review(year, agency)
    close(year)
    score_again(year)
    release(year, agency.officer)
    export_everything(year)
    archive(year)
    read_the_journal(year)
