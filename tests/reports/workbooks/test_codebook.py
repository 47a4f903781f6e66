from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from agencies.models import Agency, User
from reports.workbooks.codebook import codebook
from reports.workbooks.sheets import Table
from surveys.models import Round
from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.reader import read_workbook
from tests.reports.workbooks.making import answered_round, built, material_of, named

REAL = compile_workbook(read_workbook(Path("surveys/definitions/2560")))


@pytest.fixture
def answered(survey_round: Round, agency_a: Agency, office: Agency, officer: User) -> Round:
    return answered_round(survey_round, officer, agency_a, office)


def test_codebook(answered: Round, manager: User, tmp_path: Path):
    book = built(tmp_path, answered, manager)
    columns = (
        "Question",
        "Item",
        "Kind",
        "Indicator",
        "Text in English",
        "Scored by",
        "Weight Department level",
    )
    found = named(book, "Codebook", *columns)
    assert found[0] == ("plan", None, "select_one", "1.1", "Digital plan", "choice", 1)
    assert ("budget", "training", "decimal", "1.2", "Training", None, 1) in found
    options = dict(named(book, "Codebook", "Question", "Options")[:1])
    assert options == {
        "plan": "finished = Finished (100)\nin_preparation = In preparation (50)\nnone = None (0)"
    }


def test_codebook_counts_every_state(answered: Round, manager: User, tmp_path: Path):
    levels, states = (
        ("Department level", "Province level"),
        ("answered", "none", "not stated", "not applicable"),
    )
    columns = [f"n {level} – {state}" for level in levels for state in states]
    book = built(tmp_path, answered, manager)
    census = {row[0]: row[1:] for row in named(book, "Codebook", "Question", *columns) if row[1] is not None}
    assert census["plan"] == (1, 0, 0, 0, 1, 0, 0, 0)
    assert census["plan_date"] == (0, 0, 0, 1, 0, 0, 0, 1)
    assert census["citizen_survey"] == (0, 0, 1, 0, None, None, None, None)


def test_options(answered: Round, manager: User, tmp_path: Path):
    columns = (
        "Question",
        "Item",
        "Code",
        "Points of the option",
        "Excludes all others (1 = yes)",
        "Means none (1 = yes)",
    )
    found = named(built(tmp_path, answered, manager), "Options", *columns)
    assert found[:3] == [
        ("plan", None, "finished", 100, 0, 0),
        ("plan", None, "in_preparation", 50, 0, 0),
        ("plan", None, "none", 0, 0, 1),
    ]
    assert ("topics", None, "no_topic", None, 1, 1) in found
    assert ("systems_owner", "payroll", "central", 80, 0, 0) in found


def cells_of(table: Table, name: str, *heads: str) -> dict[str, object]:
    """Of the first row of `name`, by head, of the columns `heads`."""
    at = {column.head: number for number, column in enumerate(table.columns)}
    row = next(row for row in table.rows if row[0] == name)
    return {head: row[at[head]] for head in heads}


SCORING = (
    "Scored by",
    "Base",
    "Full mark Department level",
    "Full mark Province level",
    "Weight Department level",
    "Weight Province level",
    "If not stated",
    "May be declared not applicable (1 = yes)",
)
SKIPPED = "left out, its weight shared out"


@pytest.mark.parametrize(
    "name, cells",
    [
        ("ict_master_plan", (None, None, None, None, None, None, None, False)),
        ("plan_status", ("choice", None, None, None, 3, 3, "counts as 0", False)),
        ("plan_to_align", ("value", None, None, None, 1, 1, "counts as 0", None)),
        ("digital_posts_total", ("ratio", "staff_total", "0.03", "0.03", 1, 1, "counts as 0", None)),
        ("document_channels", ("sum", None, 100, 100, 1, 1, "counts as 0", False)),
        ("national_plans", ("share", None, 4, 4, 2, 2, "counts as 0", False)),
        ("erp_use", ("choice", None, None, None, 2, 2, SKIPPED, False)),
        ("data_exchange", ("choice", None, None, None, 1, 1, "counts as 0", True)),
        ("security_policy_review", ("choice", None, None, None, 1, None, "counts as 0", True)),
    ],
)
def test_how_a_question_is_scored(survey_round: Round, manager: User, name: str, cells: tuple[object, ...]):
    material = replace(material_of(survey_round, manager), questionnaire=REAL, scored_by=REAL)
    with translation.override("en"):
        found = cells_of(codebook(material), name, *SCORING)
    expected = dict(zip(SCORING, cells, strict=True))
    assert found == {
        head: Decimal(cell) if isinstance(cell, str) and head.startswith("Full") else cell
        for head, cell in expected.items()
    }


def test_gates_and_calculations_in_words(survey_round: Round, manager: User):
    material = replace(material_of(survey_round, manager), questionnaire=REAL, scored_by=REAL)
    heads = ("Asked when (expression)", "Calculated as", "Calculated as (expression)")
    with translation.override("en"):
        gate = cells_of(codebook(material), "plan_linkage", "Asked when", *heads)
        calculation = cells_of(codebook(material), "electronic_services_count", "Asked when", *heads)
    status = "“" + REAL.question("plan_status").label.en + "”"
    has_services = REAL.question("has_services")
    services, electronic = REAL.question("services"), REAL.question("services").item("service_electronic")
    assert gate == {
        "Asked when": f"{status} is “Finished” or {status} is “In preparation”",
        "Asked when (expression)": "${plan_status} = 'finished' or ${plan_status} = 'in_preparation'",
        "Calculated as": None,
        "Calculated as (expression)": None,
    }
    assert calculation == {
        "Asked when": f"“{has_services.label.en}” is “{has_services.choice('yes').label.en}”",
        "Asked when (expression)": "${has_services} = 'yes'",
        "Calculated as": f"the number of rows of “{services.label.en}” "
        f"where “{electronic.label.en}” is “{electronic.choice('yes').label.en}”",
        "Calculated as (expression)": "count(${services}[service_electronic = 'yes'])",
    }


def test_asked_when_names_the_conditions_of_dimension_and_indicator(answered: Round, manager: User):
    """A question without a condition of its own is not asked either where its indicator does not apply."""
    material = replace(material_of(answered, manager), questionnaire=REAL, scored_by=REAL)
    gate, assessed = REAL.question("has_services"), REAL.question("satisfaction_assessed")
    yes, done = gate.choice("yes").label.en, assessed.choice("done").label.en
    in_dimension = f"“{gate.label.en}” is “{yes}”"
    expected = {
        "has_services": (None, None),
        "satisfaction_assessed": (in_dimension, "${has_services} = 'yes'"),
        "satisfaction_used": (
            f"({in_dimension}) and (“{assessed.label.en}” is “{done}”)",
            "(${has_services} = 'yes') and (${satisfaction_assessed} = 'done')",
        ),
        "critical_infrastructure": (None, None),
        "emergency_drill": (
            f"“{REAL.question('critical_infrastructure').label.en}” is “Yes”",
            "${critical_infrastructure} = 'yes'",
        ),
    }
    heads = ("Asked when", "Asked when (expression)")
    with translation.override("en"):
        found = {name: tuple(cells_of(codebook(material), name, *heads).values()) for name in expected}
    assert found == expected


def test_framework(answered: Round, manager: User, tmp_path: Path):
    columns = (
        "Code",
        "Belongs to",
        "Text in English",
        "Weight Department level",
        "Weight Province level",
        "Applies when",
        "Applies when (expression)",
    )
    gate = ("“Gives services to the public” is “Yes”", "${has_services} = 'yes'")
    assert named(built(tmp_path, answered, manager), "Framework", *columns) == [
        ("1", None, "Policies", 50, 50, None, None),
        ("1.1", "1", "Digital plan", 60, 60, None, None),
        ("1.2", "1", "People and budget", 40, 40, None, None),
        ("2", None, "Services", 30, 30, *gate),
        ("2.1", "2", "Online services", 100, 100, None, None),
        ("3", None, "Back office", 20, None, None, None),
        ("3.1", "3", "Systems", 100, None, None, None),
    ]
