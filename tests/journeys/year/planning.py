"""This year's round, copied from last year's, with a setting changed."""

from tests.journeys.year.driver import enter, facts, follow, lines, press, rows, title_is, told
from tests.journeys.year.story import Year

GRACE = 15


def plan(year: Year) -> None:
    page, last = year.ega, year.last
    with year.step("copy last year's round"):
        page.goto("/manage/")
        follow(page, "Rounds")
        assert [row[1] for row in rows(page)] == ["Results published"]
        follow(page, last.name_en)
        follow(page, "Copy for another year")
        proposed = {name: page.input_value(f"[name={name}]") for name in ("code", "name_th", "name_en")}
        assert proposed == {
            "code": year.code,
            "name_th": last.name_th.replace(last.code, year.code),
            "name_en": f"Digital government readiness survey {last.year_be - 542}",
        }
        press(page, "Create the round")
        told(page, "The round is there, in preparation, with the agencies of the other one.")
        title_is(page, proposed["name_en"])
    with year.step("change the settings"):
        follow(page, "Change the settings")
        enter(page, "Minutes of grace", str(GRACE))
        press(page, "Save the settings")
        told(page, "The settings are saved.")
        assert facts(page)["Minutes of grace"] == str(GRACE)
        assert facts(page)["Agencies asked"].split("\n") == ["Department level: 12", "Province level: 12"]
        assert {line.partition(":")[0] for line in lines(page, ".check-list li")} == {
            "In order",
            "Look at this",
        }
        year.look("round-in-preparation")
