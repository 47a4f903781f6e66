from gettext import GNUTranslations
from pathlib import Path

import pytest

from script.catalogues import (
    as_text,
    compile_catalogue,
    complaints,
    disagreements,
    merged,
    read,
    write_if_changed,
)
from script.texts import Domain, domains

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
_("Save")
pgettext_lazy("month", "May")
ngettext("%(n)s answer", "%(n)s answers", 2)
"""
TEMPLATE = """{% load i18n %}
{# the agency's page #}
  {% translate "It's saved" %} 100 %
      {% blocktranslate trimmed with name=agency.name %}
        Welcome,
        {{ name }}
      {% endblocktranslate %}
  {% include "x.html" with label=_("Next") %}
"""


@pytest.fixture
def domain(tmp_path: Path) -> Domain:
    """A catalogue of one Python file and one template."""
    python, template = tmp_path / "views.py", tmp_path / "page.html"
    python.write_text(PYTHON)
    template.write_text(TEMPLATE)
    return Domain("app", tmp_path, tmp_path / "locale" / "django.po", (python, template))


def write(domain: Domain) -> str:
    write_if_changed(domain.po, as_text(merged(domain), prune=False).encode())
    return domain.po.read_text()


def translate(domain: Domain, english: str, thai: str) -> None:
    text = domain.po.read_text()
    assert f'msgid "{english}"\nmsgstr ""' in text
    domain.po.write_text(text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{thai}"'))


def test_texts_of_code_and_templates_are_found(domain: Domain) -> None:
    found = {(message.id, message.context) for message in merged(domain) if message.id}

    assert found == {
        ("Save", None),
        ("May", "month"),
        (("%(n)s answer", "%(n)s answers"), None),
        ("It's saved", None),
        ("Welcome, %(name)s", None),
        ("Next", None),
    }


def test_writing_twice_changes_nothing(domain: Domain) -> None:
    first = write(domain)
    translate(domain, "Save", "บันทึก")
    second = write(domain)

    assert first != second
    assert write(domain) == second


def test_thai_survives_while_its_text_is_away(domain: Domain) -> None:
    write(domain)
    translate(domain, "Save", "บันทึก")

    domain.sources[0].write_text("")
    assert '#~ msgid "Save"\n#~ msgstr "บันทึก"' in write(domain)

    domain.sources[0].write_text(PYTHON)
    assert '\nmsgid "Save"\nmsgstr "บันทึก"' in write(domain)


def test_complaints_name_what_is_missing(domain: Domain) -> None:
    write(domain)
    translate(domain, "Save", "บันทึก")
    translate(domain, "Next", "ถัดไป %(what)s")

    assert sorted(complaints(domain)) == [
        'locale/django.po: no Thai: "It\'s saved"',
        "locale/django.po: no Thai: 'May'",
        "locale/django.po: no Thai: 'Welcome, %(name)s'",
        "locale/django.po: no Thai: ('%(n)s answer', '%(n)s answers')",
        "locale/django.po: the Thai has a placeholder that the English lacks: 'Next'",
    ]


def test_a_new_text_makes_the_catalogue_out_of_date(domain: Domain) -> None:
    write(domain)
    domain.sources[0].write_text(PYTHON + '_("Cancel")\n')

    assert "locale/django.po: out of date, run script/messages" in complaints(domain)


def test_only_translated_texts_are_compiled(domain: Domain) -> None:
    write(domain)
    translate(domain, "Save", "บันทึก")

    compile_catalogue(domain.po)

    with domain.po.with_suffix(".mo").open("rb") as file:
        thai = GNUTranslations(file)
    assert thai.gettext("Save") == "บันทึก"
    assert thai.gettext("Next") == "Next"


@pytest.mark.parametrize("domain", domains(), ids=lambda domain: domain.name)
def test_every_text_of_the_portal_has_its_thai(domain: Domain) -> None:
    assert list(complaints(domain)) == []


def test_one_text_has_one_thai_in_all_catalogues(domain: Domain, tmp_path: Path) -> None:
    other = Domain("other", domain.root, tmp_path / "other" / "django.po", domain.sources)
    for each, thai in ((domain, "บันทึก"), (other, "จัดเก็บ")):
        write(each)
        translate(each, "Save", thai)
        translate(each, "May", "พฤษภาคม")
    both = [read(domain.po), read(other.po)]

    assert list(disagreements(both)) == [
        "'Save' has several Thai texts: จัดเก็บ / บันทึก. Give it one, or a context for another meaning"
    ]
    assert list(disagreements(both[:1])) == []


def test_the_portal_has_one_thai_for_each_text() -> None:
    assert list(disagreements(read(each.po) for each in domains())) == []
