import pytest

from surveys.questionnaire.expressions import Comparison, names_in, parse_expression
from surveys.questionnaire.grammar import ExpressionError, Mistake


def path(name: str) -> str:
    return f"/answers/{name}"


@pytest.mark.parametrize(
    ("text", "xpath"),
    [
        ("${a} = 'x' and ${ b } != \"y\"", "/answers/a = 'x' and /answers/b != \"y\""),
        ("selected(${a}, 'x')", "selected(/answers/a, 'x')"),
        (
            "count(${s}[e = 'yes' and not(p)]) div count(${s})",
            "count(/answers/s[e = 'yes' and not(p)]) div count(/answers/s)",
        ),
        ("sum(${s}/n) * -1 > 0.5", "sum(/answers/s/n) * -1 > 0.5"),
        (". >= 0 and . <= ${a}", ". >= 0 and . <= /answers/a"),
        ("not(${a} mod 2 = 1) or (${b})", "not(/answers/a mod 2 = 1) or (/answers/b)"),
        ("'${a}' = ${b}", "'${a}' = /answers/b"),
        (
            "if(${a} = 1, coalesce(${b}, 0), string(true()))",
            "if(/answers/a = 1, coalesce(/answers/b, 0), string(true()))",
        ),
        ("${s}[2]/n = 1 and(${a})", "/answers/s[2]/n = 1 and(/answers/a)"),
    ],
)
def test_names_are_replaced_by_paths(text: str, xpath: str):
    assert parse_expression(text).xpath(path) == xpath


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("", ""),
        ("${a} = ", "${a} ="),
        ("${a} == 1", "= 1"),
        ("${a} = “x”", "“x”"),
        ("'open", "'open"),
        ("(${a}", "(${a}"),
        ("${a})", ")"),
        ("${a}${b}", "${b}"),
        ("concat('a' 'b')", "'b')"),
        ("plan = 'none'", "plan = 'none'"),
        # what XPath could do beyond looking at answers
        ("//*", "//*"),
        ("/answers/a", "/answers/a"),
        ("../a = 1", "../a = 1"),
        ("${a}/..", ".."),
        ("${a}/../b", "../b"),
        ("${a}/b/c", "/c"),
        ("${a}//b", "//b"),
        ("${a}/*", "*"),
        ("*", "*"),
        ("@id", "@id"),
        ("$secret", "$secret"),
        ("a::b", "::b"),
        ("${a} | ${b}", "| ${b}"),
        ("x:evil()", ":evil()"),
        ("${s}[${t}[n = 1]]", "[n = 1]]"),
        ("${s}[. = 1]", ". = 1]"),
        ("${s}[n = 1][m = 2]", "[m = 2]"),
        ("(" * 40 + "1" + ")" * 40, "(" * 10),
    ],
)
def test_what_is_no_expression_is_told_with_its_place(text: str, near: str):
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    (mistake,) = caught.value.mistakes
    assert mistake.code == "expression_syntax"
    assert str(mistake.params["near"]).startswith(near)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("document('/etc/passwd')", Mistake("unknown_function", {"name": "document"})),
        ("unparsed-text('/etc/passwd')", Mistake("unknown_function", {"name": "unparsed-text"})),
        ("id('a')", Mistake("unknown_function", {"name": "id"})),
        ("text()", Mistake("unknown_function", {"name": "text"})),
        ("today() > 1", Mistake("unknown_function", {"name": "today"})),
        ("not()", Mistake("wrong_arguments", {"name": "not", "takes": "1", "given": 0})),
        ("substring('a')", Mistake("wrong_arguments", {"name": "substring", "takes": "2-3", "given": 1})),
        ("count('a')", Mistake("needs_reference", {"name": "count", "example": "count(${name})"})),
    ],
)
def test_a_function_is_known_and_rightly_called(text: str, mistake: Mistake):
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    assert caught.value.mistakes == (mistake,)


def test_all_wrong_functions_are_told_at_once():
    with pytest.raises(ExpressionError) as caught:
        parse_expression("now() > today() and not()")
    assert [mistake.code for mistake in caught.value.mistakes] == [
        "unknown_function",
        "unknown_function",
        "wrong_arguments",
    ]


def test_the_names_an_expression_looks_at():
    assert names_in("${a} = 1 and count(${s}[n = ${b}]) > 2 or '${c}' = 'x'") == {"a", "s", "b"}
    assert names_in("") == frozenset()


def test_what_answers_are_compared_with():
    equalities = "${a} = 'x' or 'y' != ${b} or . = 'v'"
    functions = "selected(${c}, 'z') or count(${s}[n = 'w']) > 1 or if(${d}, 'no', '')"
    assert list(parse_expression(f"{equalities} or {functions}").comparisons()) == [
        Comparison("a", "x"),
        Comparison("b", "y"),
        Comparison(".", "v"),
        Comparison("c", "z"),
        Comparison("n", "w"),
    ]
