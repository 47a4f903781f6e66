"""The forms of the pages of questionnaires."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.bound_field import PortalBoundField
from surveys.forms.words import words
from surveys.questionnaire.differences import ChangeKind
from surveys.questionnaire.model import Questionnaire
from surveys.services.crosswalks import Match

CODE, NOTE = "code__", "note__"
LONGEST_CODE, LONGEST_NOTE = 40, 300


class UploadForm(forms.Form):
    """A workbook to be loaded."""

    bound_field_class = PortalBoundField
    workbook = forms.FileField(
        label=gettext_lazy("Workbook (.xlsx)"),
        help_text=gettext_lazy(
            "An XLSForm workbook, at most 10 MB. Nothing is loaded while anything is wrong in it."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        max_length=255,
        error_messages={
            "required": gettext_lazy("Choose the workbook first."),
            "empty": gettext_lazy("The file is empty. Save the workbook in Excel and choose it again."),
            "max_length": gettext_lazy("The name of the file is too long. Give it a shorter one."),
        },
    )


class KindForm(forms.Form):
    """Which kind of difference to show; none shows all."""

    kind = forms.ChoiceField(choices=[(kind.value, "") for kind in ChangeKind], required=False)

    def chosen(self) -> str:
        """The kind, "" for all and for one that there is not."""
        return str(self.cleaned_data["kind"]) if self.is_valid() else ""


class CrosswalkForm(forms.Form):
    """For each question of the newer version the code that it had in the older one, and a note."""

    bound_field_class = PortalBoundField
    saves = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any, old: Questionnaire, new: Questionnaire, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.old, self.new = old, new
        for question in new.questions:
            self.fields[CODE + question.name] = forms.CharField(
                label=_("Code before, of %(code)s") % {"code": question.name},
                max_length=LONGEST_CODE,
                required=False,
                widget=forms.TextInput(
                    attrs={"list": "older-codes", "autocomplete": "off", "spellcheck": "false"}
                ),
            )
            self.fields[NOTE + question.name] = forms.CharField(
                label=_("Note on %(code)s") % {"code": question.name}, max_length=LONGEST_NOTE, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Each older code exists, and belongs to one question only."""
        used: dict[str, str] = {}
        for question in self.new.questions:
            code = self.cleaned_data.get(CODE + question.name, "")
            if code and not self.old.has_question(code):
                self.add_error(
                    CODE + question.name, _("The older version has no question %(code)s.") % {"code": code}
                )
            elif code and code in used:
                text = _("%(code)s is already given to %(other)s. A question has one successor only.")
                self.add_error(CODE + question.name, text % {"code": code, "other": used[code]})
            elif code:
                used[code] = question.name
        return self.cleaned_data

    def matches(self) -> dict[str, Match]:
        """What was confirmed, by the names of the newer version."""
        return {
            each.name: Match(self.cleaned_data[CODE + each.name], self.cleaned_data[NOTE + each.name])
            for each in self.new.questions
        }

    def older(self) -> list[tuple[str, str]]:
        """Code and text of every question of the older version, to choose from."""
        return [(each.name, words(each.label)) for each in self.old.questions]
