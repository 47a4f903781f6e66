"""Keeps the Thai catalogues: pages speak English in the code, and Thai in five .po files.

Babel reads the Python files and Django's own `templatize` the templates, so no GNU gettext is needed. A text
that is no longer used stays in its catalogue as an obsolete entry, and returns with its Thai.
"""

import argparse
import io
import os
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = ("agencies", "surveys", "scoring", "reports")
KEYWORDS: dict[str, Any] = {
    name + lazy: spec
    for name, spec in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for lazy in ("", "_lazy")
} | {"_": None}
HEADER = """\
# Thai texts, kept by script/messages.
msgid ""
msgstr ""
"Language: th\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


@dataclass(frozen=True)
class Domain:
    """The sources whose texts share one catalogue."""

    name: str
    po: Path
    sources: tuple[Path, ...]


def domains() -> list[Domain]:
    apps = [
        Domain(app, _po(ROOT / app), (*_files(ROOT / app, "*.py"), *_files(ROOT / "templates" / app, "*")))
        for app in APPS
    ]
    shared = [path for path in _files(ROOT / "templates", "*") if _template_folder(path) not in APPS]
    return [Domain("portal", _po(ROOT), (*_files(ROOT / "portal", "*.py"), *shared)), *apps]


def _po(folder: Path) -> Path:
    return folder / "locale" / "th" / "LC_MESSAGES" / "django.po"


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(
        p for p in folder.rglob(pattern) if p.is_file() and not {"migrations", "__pycache__"} & {*p.parts}
    )


def _template_folder(path: Path) -> str:
    return path.relative_to(ROOT / "templates").parts[0]


def merged(domain: Domain) -> Catalog:
    """The texts of the sources, with the Thai that the catalogue on disk has for them."""
    old = read(domain.po)
    new = Catalog(locale="th")
    for path in domain.sources:
        for text, comments, context in texts(path):
            new.add(
                text, locations=[(str(path.relative_to(ROOT)), 0)], auto_comments=comments, context=context
            )
    for message in _entries(new):
        _take_over(message, _find(old, message))
    new.obsolete.update(_unused(old, new))
    return new


def texts(path: Path) -> Iterator[tuple[Any, list[str], str | None]]:
    """Each text of a file: its msgid (a pair if it has a plural), the translators' comments, its context."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # The template becomes lines of calls; without their indentation they are always valid Python tokens.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
    try:
        found = list(extract("python", io.BytesIO(source.encode()), KEYWORDS, ["Translators:"]))
    except (SyntaxError, tokenize.TokenError) as error:
        sys.exit(f"{path.relative_to(ROOT)} cannot be read: {error}")
    for _line, text, comments, context in found:
        yield text, comments, context


def read(po: Path) -> Catalog:
    with io.BytesIO(po.read_bytes() if po.exists() else HEADER.encode()) as file:
        return read_po(file, locale="th")


def _entries(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _find(old: Catalog, message: Message) -> Message | None:
    return old.get(message.id, message.context) or old.obsolete.get(_key(message))


def _take_over(message: Message, known: Message | None) -> None:
    if known is None or isinstance(known.id, str) != isinstance(message.id, str):
        return
    message.string = known.string
    message.user_comments = known.user_comments
    if known.fuzzy:
        message.flags.add("fuzzy")


def _unused(old: Catalog, new: Catalog) -> dict[Any, Message]:
    known = [*_entries(old), *old.obsolete.values()]
    lost = [m for m in known if any(_translations(m)) and new.get(m.id, m.context) is None]
    return {_key(message): message for message in sorted(lost, key=lambda message: str(message.id))}


def _key(message: Message) -> Any:
    """What Babel files a message under: its singular, with its context if it has one."""
    singular = _ids(message)[0]
    return (singular, message.context) if message.context is not None else singular


def _translations(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def as_text(catalog: Catalog, *, prune: bool) -> str:
    """The catalogue as a .po file that changes only when a text does: sorted, no dates, no line numbers."""
    body = io.BytesIO()
    write_po(
        body,
        catalog,
        width=110,
        omit_header=True,
        sort_output=True,
        include_lineno=False,
        ignore_obsolete=prune,
    )
    return HEADER + body.getvalue().decode().strip() + "\n"


def compile_catalogue(po: Path) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, read(po))
    write_if_changed(po.with_suffix(".mo"), compiled.getvalue())


def write_if_changed(path: Path, content: bytes) -> None:
    """Replaces the file in one step, so that a reader never meets half of it."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(path)


def complaints(domain: Domain) -> Iterator[str]:
    """What keeps a catalogue from being complete, one line each."""
    catalog = merged(domain)
    where = domain.po.relative_to(ROOT)
    if as_text(catalog, prune=False) != (domain.po.read_text(encoding="utf-8") if domain.po.exists() else ""):
        yield f"{where}: out of date, run script/messages"
    for message in _entries(catalog):
        if fault := _fault(message):
            yield f"{where}: {fault}: {message.id!r}"


def _fault(message: Message) -> str | None:
    if message.fuzzy:
        return "fuzzy"
    if not all(_translations(message)):
        return "no Thai"
    if _placeholders(_translations(message)) - _placeholders(_ids(message)):
        return "the Thai has a placeholder that the English lacks"
    return None


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _placeholders(strings: Iterable[str]) -> set[str]:
    return {found for string in strings for found in PLACEHOLDER.findall(string)}


def check(chosen: list[Domain]) -> int:
    found = [complaint for domain in chosen for complaint in complaints(domain)]
    print("\n".join(found) or "Every text has its Thai.")
    return 1 if found else 0


def update(chosen: list[Domain], *, prune: bool) -> int:
    for domain in chosen:
        write_if_changed(domain.po, as_text(merged(domain), prune=prune).encode())
        compile_catalogue(domain.po)
        missing = sum(_fault(message) is not None for message in _entries(read(domain.po)))
        print(f"{domain.po.relative_to(ROOT)}: {missing or 'nothing'} to translate")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/messages", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--app", choices=("portal", *APPS), help="only this catalogue (portal is the top one)"
    )
    parser.add_argument(
        "--prune", action="store_true", help="forget the Thai of texts that are no longer used"
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--compile", action="store_true", help="only make the .mo files")
    mode.add_argument("--check", action="store_true", help="change nothing; fail if a text lacks its Thai")
    options = parser.parse_args()

    chosen = [domain for domain in domains() if options.app in {None, domain.name}]
    if options.check:
        return check(chosen)
    if options.compile:
        for domain in chosen:
            compile_catalogue(domain.po)
        return 0
    return update(chosen, prune=options.prune)


if __name__ == "__main__":
    sys.exit(main())
