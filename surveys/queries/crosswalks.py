"""Which question of an older version each question is."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.models import Crosswalk, QuestionnaireVersion
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.differences import Change, Forerunner, compare, crosswalk_of, proposals


@dataclass(frozen=True, slots=True)
class Names:
    """What is known of the names of two versions: what a manager saved, else what is proposed."""

    saved: Crosswalk | None
    proposed: Mapping[str, Forerunner]

    @property
    def crosswalk(self) -> Mapping[str, str]:
        """By the name of a question its older name, where the two differ."""
        if self.saved is None:
            return crosswalk_of(self.proposed)
        return {row.new_name: row.old_name for row in self.saved.rows.all() if row.old_name != row.new_name}

    @property
    def notes(self) -> Mapping[str, str]:
        return {row.new_name: row.note for row in self.saved.rows.all() if row.note} if self.saved else {}


def names_between(before: QuestionnaireVersion, after: QuestionnaireVersion) -> Names:
    """Two queries, or one where nothing was saved."""
    saved = Crosswalk.objects.prefetch_related("rows").select_related("saved_by")
    old, new = (questionnaire_with_hash(each.sha256) for each in (before, after))
    return Names(
        saved=saved.filter(before=before, after=after).first(),
        proposed=proposals(old, new, after.former_names),
    )


def changes_between(
    before: QuestionnaireVersion, after: QuestionnaireVersion, names: Names
) -> tuple[Change, ...]:
    """All that differs, in order."""
    old, new = (questionnaire_with_hash(each.sha256) for each in (before, after))
    return compare(old, new, names.crosswalk)
