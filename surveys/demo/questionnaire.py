"""The questionnaire of the demonstration: that of 2560."""

import datetime as dt
from pathlib import Path

from surveys.models import QuestionnaireVersion
from surveys.questionnaire.reader import read_workbook
from surveys.services.questionnaires import load_questionnaire

DEFINITION = Path(__file__).resolve().parents[1] / "definitions" / "2560"


def demonstration_questionnaire(*, now: dt.datetime) -> QuestionnaireVersion:
    """The questionnaire, loaded if it is not there yet."""
    version, _new = load_questionnaire(
        sheets=read_workbook(DEFINITION), source_name=DEFINITION.name, user=None, now=now
    )
    return version
