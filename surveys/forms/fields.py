"""From the kind of a question to its form field."""

from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from surveys.forms import widgets
from surveys.forms.messages import Complaint, complaints_about, inputs_in
from surveys.forms.names import CHOOSE, VERSION
from surveys.forms.typed import TYPED, Typed
from surveys.forms.words import words
from surveys.questionnaire.answers import AnswerError, parse
from surveys.questionnaire.model import Audience, Kind, Question
from surveys.questionnaire.values import Value

WIDGETS: dict[Kind, type[widgets.AnswerWidget]] = {
    Kind.SELECT_ONE: widgets.Radios,
    Kind.SELECT_MULTIPLE: widgets.Checkboxes,
    Kind.INTEGER: widgets.Number,
    Kind.DECIMAL: widgets.Number,
    Kind.TEXT: widgets.Text,
    Kind.DATE: widgets.Date,
    Kind.FILE: widgets.Nothing,
    Kind.NOTE: widgets.Nothing,
    Kind.CALCULATE: widgets.Nothing,
    Kind.PERCENTAGES: widgets.Percentages,
    Kind.MATRIX: widgets.Matrix,
    Kind.ROWS: widgets.Rows,
}


class WrongAnswer(ValidationError):
    """One complaint. It takes no parameters, so that a % in what was typed stays one."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.sentence, code="wrong")
        self.complaint = complaint


class AnswerField(forms.Field):
    """One question. Never obligatory: an incomplete page is saved, and the review says what is missing."""

    def __init__(self, question: Question, audience: Audience) -> None:
        super().__init__(
            required=False, label=words(question.label), widget=WIDGETS[question.kind](question, audience)
        )
        self.question = question
        self.audience = audience

    def clean(self, value: Typed) -> Value | None:
        """The canonical answer, None for a blank one."""
        try:
            return parse(self.question, value, self.audience)
        except AnswerError as error:
            wrong = [WrongAnswer(each) for each in complaints_about(self.question, error.faults)]
            raise ValidationError(wrong) from error

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> "BoundAnswer":
        return BoundAnswer(form, self, field_name)


class BoundAnswer(BoundField):
    """A question in a form."""

    @property
    def was_sent(self) -> bool:
        """Whether an answer to this question was sent, and not given up for somebody else's."""
        data, kind = self.form.data, cast(AnswerField, self.field).question.kind
        return (
            kind in TYPED and f"{VERSION}{self.name}" in data and data.get(f"{CHOOSE}{self.name}") != "theirs"
        )

    @property
    def data(self) -> Typed:
        """What was typed, else what stands."""
        return super().data if self.was_sent else self.initial

    @property
    def complaints(self) -> list[Complaint]:
        """What is wrong with what was typed."""
        return [error.complaint for error in self.errors.as_data() if isinstance(error, WrongAnswer)]

    @property
    def wrong_inputs(self) -> frozenset[str]:
        """The names of the inputs that are to blame for the errors."""
        return inputs_in(self.complaints)
