"""Keeps the Thai catalogues: pages speak English in the code, and Thai in five .po files.

A text that is no longer used stays in its catalogue as an obsolete entry, and returns with its Thai. Babel
writes and compiles the files, so no GNU gettext is needed.
"""

import io
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from script.texts import Domain, texts

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


def merged(domain: Domain) -> Catalog:
    """The texts of the sources, with the Thai that the catalogue on disk has for them."""
    old = read(domain.po)
    new = Catalog(locale="th")
    for path in domain.sources:
        for text, comments, context in texts(path):
            new.add(text, locations=[(domain.relative(path), 0)], auto_comments=comments, context=context)
    for message in entries(new):
        _take_over(message, _find(old, message))
    new.obsolete.update(_unused(old, new))
    return new


def read(po: Path) -> Catalog:
    with io.BytesIO(po.read_bytes() if po.exists() else HEADER.encode()) as file:
        return read_po(file, locale="th")


def entries(catalog: Catalog) -> list[Message]:
    """The texts of a catalogue, without its header and its obsolete ones."""
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
    known = [*entries(old), *old.obsolete.values()]
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
    where = domain.relative(domain.po)
    if as_text(catalog, prune=False) != (domain.po.read_text(encoding="utf-8") if domain.po.exists() else ""):
        yield f"{where}: out of date, run script/messages"
    for message in entries(catalog):
        if found := fault(message):
            yield f"{where}: {found}: {message.id!r}"


def disagreements(catalogues: Iterable[Catalog]) -> Iterator[str]:
    """Texts with another Thai in another catalogue: Django puts all into one, and only the first is read."""
    known: dict[Any, set[tuple[str, ...]]] = {}
    for message in (message for catalog in catalogues for message in entries(catalog)):
        known.setdefault((message.id, message.context), set()).add(_translations(message))
    for (text, _context), found in known.items():
        if len(found) > 1:
            thai = " / ".join(sorted(" ".join(each) for each in found))
            yield f"{text!r} has several Thai texts: {thai}. Give it one, or a context for another meaning"


def fault(message: Message) -> str | None:
    """What is wrong with the Thai of a text, if anything."""
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
