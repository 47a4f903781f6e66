"""What is wrong with a page that was sent, as links to the questions."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from surveys.forms.messages import Complaint
from surveys.forms.page import AnswersForm
from surveys.forms.standing import Troubles
from surveys.forms.words import named


def problems_of(form: AnswersForm, troubles: Troubles) -> list[tuple[str, str]]:
    """Pairs of address and sentence, in the order of the page."""
    return [
        (f"#{complaint.at or f'q-{name}'}", f"{_name_of(form, name)}: {complaint}")
        for name in form.fields
        for complaint in _complaints(form, name, troubles)
    ]


def _complaints(form: AnswersForm, name: str, troubles: Troubles) -> Iterator[Complaint]:
    yield from form.bound(name).complaints
    yield from map(Complaint, troubles.uploads.get(name, []))
    if name in troubles.conflicts:
        yield Complaint(_("Somebody else saved another answer. Choose which one to keep."))


def _name_of(form: AnswersForm, name: str) -> str:
    standing = form.standings[name]
    return f"{standing.number} {named(standing.question.label)}".strip()
