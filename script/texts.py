"""Finds the texts that people read, in the Python files and templates of the portal.

Babel reads the Python files, and Django's own `templatize` turns a template into what Babel can read.
"""

import io
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = ("audit", "agencies", "surveys", "scoring", "reports")
KEYWORDS: dict[str, Any] = {
    name + lazy: spec
    for name, spec in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for lazy in ("", "_lazy")
} | {"_": None, "N_": None, "gettext_noop": None}


@dataclass(frozen=True)
class Domain:
    """The sources whose texts share one catalogue."""

    name: str
    root: Path
    po: Path
    sources: tuple[Path, ...]

    def relative(self, path: Path) -> str:
        return str(path.relative_to(self.root))


def domains() -> list[Domain]:
    """One for each app, with its templates, and one for the rest."""
    apps = [
        Domain(
            app, ROOT, _po(ROOT / app), (*_files(ROOT / app, "*.py"), *_files(ROOT / "templates" / app, "*"))
        )
        for app in APPS
    ]
    shared = [path for path in _files(ROOT / "templates", "*") if _template_folder(path) not in APPS]
    return [Domain("portal", ROOT, _po(ROOT), (*_files(ROOT / "portal", "*.py"), *shared)), *apps]


def _po(folder: Path) -> Path:
    return folder / "locale" / "th" / "LC_MESSAGES" / "django.po"


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(
        p for p in folder.rglob(pattern) if p.is_file() and not {"migrations", "__pycache__"} & {*p.parts}
    )


def _template_folder(path: Path) -> str:
    return path.relative_to(ROOT / "templates").parts[0]


def texts(path: Path) -> Iterator[tuple[Any, list[str], str | None]]:
    """Each text of a file: its msgid (a pair if it has a plural), the translators' comments, its context."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # The template becomes lines of calls; without their indentation they are always valid Python tokens.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    try:
        found = list(extract("python", io.BytesIO(source.encode()), KEYWORDS, ["Translators:"]))
    except (SyntaxError, tokenize.TokenError) as error:
        sys.exit(f"{path} cannot be read: {error}")
    for _line, text, comments, context in found:
        yield text, comments, context
