"""Importing the roster: a file, what it would change, and the step that changes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import RosterImport, User
from agencies.roster.changes import RowChange, Sort
from agencies.roster.doubts import Doubt, Doubtful
from agencies.roster.errors import RosterMoved, RosterRefused
from agencies.roster.importing import (
    Preview,
    apply_import,
    discard_import,
    keep_import,
    preview_of,
    rebase,
    rows_of,
)
from agencies.roster.mistakes import Mistake, RosterMistakes
from agencies.roster.rows import Rows
from agencies.roster.standing import standing_rows
from agencies.roster.writing import Cause, versions_since
from agencies.views.access import PersonRequest
from agencies.views.managing import manager_or_403
from portal.requests import sent_from
from reports.roster_forms.importing import ApplyForm, UploadForm
from reports.views.roster.changing import seen_version
from reports.views.roster.frame import roster_frame
from reports.views.roster.refusals import refused_text
from reports.views.roster.versions import lines_on_page
from reports.views.roster.words import ChangeLine, change_line, change_lines, name_of
from reports.views.tables.answering import page_or_table
from reports.views.tables.roster import CHANGES
from surveys.queries.round_roster import at_work

SHOWN = 20
"""So many rows of each part stand on the preview itself; its own page has all."""
MOST_MISTAKES = 200

PARTS = {
    "added": (gettext_lazy("Added"), gettext_lazy("Agencies that are new.")),
    "changed": (gettext_lazy("Changed"), gettext_lazy("Agencies of which something is different.")),
    "reactivated": (gettext_lazy("Reactivated"), gettext_lazy("Agencies that are asked again.")),
    "deactivated": (
        gettext_lazy("Gone"),
        gettext_lazy("Agencies of the portal that the file does not have, or calls inactive: deactivated."),
    ),
    "places": (gettext_lazy("Places"), gettext_lazy("Ministries, provinces and kinds of office.")),
}
DOUBTS = {
    Doubt.MANY_GONE: (
        gettext_lazy("Many agencies would be gone"),
        gettext_lazy("A tenth or more of all active agencies would be deactivated. Is the file whole?"),
    ),
    Doubt.AT_WORK: (
        gettext_lazy("Gone, but answering now"),
        gettext_lazy("They have begun to answer in a round that is open. The round goes on asking them."),
    ),
    Doubt.ALIKE: (
        gettext_lazy("New, with a name that is there already"),
        gettext_lazy(
            "Their name is very like that of another agency. If it is the same agency under a new code, say "
            "so: its earlier scores then stay attached."
        ),
    ),
    Doubt.RENAMED: (
        gettext_lazy("A wholly different name"),
        gettext_lazy("Nothing is left of the name. If it is another agency, it needs a code of its own."),
    ),
    Doubt.PLACED: (
        gettext_lazy("Another level, ministry, province or kind"),
        gettext_lazy("They are counted with their new place from now on, in rounds of the past too."),
    ),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the preview: its name in the address, heading and meaning, how many rows, and the first."""

    name: str
    title: str
    text: str
    count: int
    lines: list[ChangeLine]

    @property
    def anchor(self) -> str:
        return f"#{self.name}"


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """A doubt in words; `line` is None where it is about the whole import."""

    key: str
    code: str
    line: ChangeLine | None
    other: str
    rounds: str


@dataclass(frozen=True, slots=True)
class DoubtGroup:
    """All doubts of a kind."""

    kind: Doubt
    title: str
    text: str
    lines: list[DoubtLine]


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PersonRequest) -> HttpResponse:
    """Takes the workbook, and shows what is wrong in it. Managers of EGA only."""
    user = manager_or_403(request)
    if request.method != "POST":
        return _upload_page(request, user, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, user, form, status=422)
    file = form.cleaned_data["file"]
    try:
        kept = keep_import(data=file.read(), file_name=file.name, user=user, now=timezone.now())
    except RosterMistakes as refused:
        return _upload_page(request, user, UploadForm(), refused.mistakes, file.name, status=422)
    return redirect("reports:roster_import", kept.pk)


@require_safe
def preview(request: PersonRequest, import_id: int) -> HttpResponse:
    """What applying the import would change. Managers of EGA only."""
    user = manager_or_403(request)
    kept = _import_or_404(import_id)
    if kept.version is not None:
        return redirect("reports:roster_version", kept.version.number)
    return _preview_page(request, user, kept, ApplyForm(), moved=versions_since(kept.base))


@require_safe
def preview_part(request: PersonRequest, import_id: int, part: str) -> HttpResponse:
    """All rows of one part of the preview, page by page. Managers of EGA only."""
    user = manager_or_403(request)
    kept = _import_or_404(import_id)
    if part not in PARTS:
        raise Http404
    found, rows = preview_of(kept, at_work={}), _names(kept)
    title, text = map(str, PARTS[part])
    context = {"kept": kept, "title": title, "text": text}
    context |= lines_on_page(_rows_of(found, part), rows, request.GET.get("page", "1"))
    way = (*_way(), (kept.file_name, reverse("reports:roster_import", args=[kept.pk])), (title, ""))
    context |= roster_frame(user, *way)
    return page_or_table(request, "reports/roster/import_part.html", context, CHANGES)


@sent_from("reports:roster_import")
def apply(request: PersonRequest, import_id: int) -> HttpResponse:
    """Makes the roster what the file says. Managers of EGA only."""
    user = manager_or_403(request)
    kept = _import_or_404(import_id)
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return _preview_page(request, user, kept, form, status=422)
    try:
        version = _apply(request, user, kept, form)
    except RosterMoved as moved:
        rebase(kept)
        return _preview_page(request, user, kept, form, moved=moved.versions, status=409)
    except RosterRefused as refused:
        form.add_error(None, refused_text(refused))
        return _preview_page(request, user, kept, form, status=422)
    messages.success(request, _("The roster is imported."))
    return redirect("reports:roster_version", version.number)


@require_POST
def discard(request: PersonRequest, import_id: int) -> HttpResponse:
    """Throws an import away that was not applied. Managers of EGA only."""
    manager_or_403(request)
    discard_import(kept=_import_or_404(import_id))
    messages.success(request, _("The import is thrown away. Nothing was changed."))
    return redirect("reports:roster")


def _apply(request: PersonRequest, user: User, kept: RosterImport, form: ApplyForm) -> Any:
    now, working = timezone.now(), at_work()
    confirmed = set(request.POST.getlist("confirm"))
    kinds = set(request.POST.getlist("confirm_all"))
    keys = {each.key for each in preview_of(kept, at_work=working).doubts if each.doubt in kinds}
    return apply_import(
        kept=kept,
        seen=seen_version(request),
        confirmed=confirmed | keys,
        successions=request.POST.getlist("successor"),
        at_work=working,
        cause=Cause(form.cleaned_data["reason"], user, now, kept.file_name),
    )


def _import_or_404(import_id: int) -> RosterImport:
    """One that waits or was applied; those that expired are gone."""
    found = RosterImport.objects.select_related("version", "made_by").filter(pk=import_id).first()
    if found is None or (found.version_id is None and found.expires_at <= timezone.now()):
        raise Http404
    return found


def _way() -> tuple[tuple[str, str], ...]:
    return ((_("Import"), reverse("reports:roster_upload")),)


def _upload_page(
    request: PersonRequest,
    user: User,
    form: UploadForm,
    mistakes: Iterable[Mistake] = (),
    file_name: str = "",
    status: int = 200,
) -> HttpResponse:
    found = list(mistakes)
    context = {
        "form": form,
        "mistakes": found[:MOST_MISTAKES],
        "mistakes_text": _mistakes_text(len(found), file_name) if found else "",
        "more": max(0, len(found) - MOST_MISTAKES),
        "waiting": RosterImport.objects.waiting(timezone.now()).select_related("made_by").defer("rows"),
    }
    frame = roster_frame(user, (_("Import"), ""))
    return render(request, "reports/roster/upload.html", frame | context, status=status)


def _mistakes_text(number: int, file_name: str) -> str:
    text = ngettext(
        "%(n)d mistake in %(file)s. Nothing was changed. Correct it in Excel, then import the file again.",
        "%(n)d mistakes in %(file)s. Nothing was changed. Correct them in Excel, then import the file again.",
        number,
    )
    return text % {"n": number, "file": file_name}


def _preview_page(
    request: PersonRequest,
    user: User,
    kept: RosterImport,
    form: ApplyForm,
    *,
    moved: Iterable[Any] = (),
    status: int = 200,
) -> HttpResponse:
    found, rows = preview_of(kept, at_work=at_work()), _names(kept)
    context = {
        "kept": kept,
        "form": form,
        "seen": found.base,
        "moved": list(moved),
        "parts": list(_parts(found, rows)),
        "doubts": list(_groups(found, rows)),
        "nothing": not found.changes,
        "confirmed": request.POST.getlist("confirm"),
        "confirmed_all": request.POST.getlist("confirm_all"),
        "successors": request.POST.getlist("successor"),
    }
    frame = roster_frame(user, *_way(), (kept.file_name, ""))
    return render(request, "reports/roster/preview.html", frame | context, status=status)


def _names(kept: RosterImport) -> Rows:
    """What names the places of the preview: the portal's and those of the file."""
    return {**standing_rows(), **rows_of(kept)}


def _parts(found: Preview, rows: Rows) -> Iterable[Part]:
    for name, (title, text) in PARTS.items():
        changes = _rows_of(found, name)
        if changes:
            yield Part(name, str(title), str(text), len(changes), change_lines(changes[:SHOWN], rows))


def _rows_of(found: Preview, part: str) -> list[RowChange]:
    return found.places if part == "places" else found.of_sort(Sort(part))


def _groups(found: Preview, rows: Rows) -> Iterable[DoubtGroup]:
    for kind, (title, text) in DOUBTS.items():
        lines = [_doubt_line(each, rows) for each in found.doubts if each.doubt is kind]
        if lines:
            yield DoubtGroup(kind, str(title), str(text), lines)


def _doubt_line(each: Doubtful, rows: Rows) -> DoubtLine:
    return DoubtLine(
        each.key,
        each.change.code if each.change else "",
        change_line(each.change, rows) if each.change else None,
        f"{each.other.code} {name_of(each.other)}" if each.other else "",
        ", ".join(each.rounds),
    )
