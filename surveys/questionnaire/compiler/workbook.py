"""From the sheets of a workbook to the questionnaire, or to everything that is wrong with it."""

from surveys.questionnaire.compiler.bands import read_bands
from surveys.questionnaire.compiler.choices import read_choices
from surveys.questionnaire.compiler.coverage import check_coverage
from surveys.questionnaire.compiler.cycles import check_cycles
from surveys.questionnaire.compiler.findings import Findings
from surveys.questionnaire.compiler.former_names import check_former_names
from surveys.questionnaire.compiler.framework import Framework, read_framework
from surveys.questionnaire.compiler.layout import check_layout
from surveys.questionnaire.compiler.lists import check_lists
from surveys.questionnaire.compiler.questions import read_question
from surveys.questionnaire.compiler.references import References
from surveys.questionnaire.compiler.scoring import check_points, check_scoring
from surveys.questionnaire.compiler.settings import read_settings
from surveys.questionnaire.compiler.sites import expression_sites
from surveys.questionnaire.compiler.surroundings import Surroundings
from surveys.questionnaire.compiler.survey import Survey, read_survey
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.reader import Sheets
from surveys.questionnaire.workbook import BANDS, CHOICES, FRAMEWORK, SETTINGS, SURVEY


def compile_workbook(sheets: Sheets) -> Questionnaire:
    """The questionnaire in the sheets; WorkbookError with every mistake, in the order of the sheets."""
    findings = Findings(sheets)
    check_layout(sheets, findings)
    settings = read_settings(sheets.get(SETTINGS), findings)
    framework = read_framework(sheets.get(FRAMEWORK), findings)
    surroundings = Surroundings(read_choices(sheets.get(CHOICES), findings), framework.nodes)
    survey = read_survey(sheets.get(SURVEY), findings)
    questionnaire = Questionnaire(
        form_id=settings.form_id,
        version=settings.version,
        title=settings.title,
        nodes=tuple(framework.nodes.values()),
        questions=tuple(read_question(draft, surroundings) for draft in survey.drafts),
        bands=read_bands(sheets.get(BANDS), findings),
    )
    check_former_names(survey.drafts)
    if survey.drafts:
        _check_questions(survey, questionnaire, surroundings)
        _check_expressions(survey, questionnaire, surroundings, framework)
        check_coverage(framework, survey.drafts, questionnaire.questions, surroundings)
    findings.raise_any()
    return questionnaire


def _check_questions(survey: Survey, questionnaire: Questionnaire, surroundings: Surroundings) -> None:
    by_name = {question.name: question for question in questionnaire.questions}
    for draft, question in zip(survey.drafts, questionnaire.questions, strict=True):
        check_lists(draft, question, surroundings)
        check_scoring(draft, question, surroundings, by_name)
    check_points(survey.drafts, questionnaire.questions, surroundings)


def _check_expressions(
    survey: Survey, questionnaire: Questionnaire, surroundings: Surroundings, framework: Framework
) -> None:
    references = References(questionnaire, surroundings, survey)
    sites = expression_sites(survey, questionnaire.questions, surroundings, framework.cells)
    read = [(site, references.check(site)) for site in sites]
    check_cycles([(site, each) for site, each in read if each is not None], questionnaire)
