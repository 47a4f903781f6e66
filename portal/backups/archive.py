"""Writing an archive whole or not at all, and reading none that is damaged."""

import hashlib
import json
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
DATABASE = "database"
MEDIA = "media/"
BLOCK = 1024 * 1024


class Damaged(Exception):
    """The archive is none of ours, or not as it was written."""


class Writer:
    """Adds files to an archive and remembers their hashes."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self.hashes: dict[str, str] = {}

    def add(self, path: Path, name: str) -> None:
        self._archive.add(path, name, recursive=False)
        self.hashes[name] = sha256_of(path)


@contextmanager
def new_archive(path: Path, facts: Mapping[str, Any], scratch: Path) -> Iterator[Writer]:
    """An archive that stands at `path` once the block is left without an error; until then elsewhere.

    `facts` stand in the manifest beside the hashes.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with tarfile.open(unfinished, "w") as archive:
            writer = Writer(archive)
            yield writer
            manifest = scratch / MANIFEST
            manifest.write_text(json.dumps({**facts, "sha256": writer.hashes}, indent=1), encoding="utf-8")
            archive.add(manifest, MANIFEST)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(path: Path, directory: Path) -> dict[str, Any]:
    """Everything in the archive, in `directory`; returns the manifest. Raises `Damaged`."""
    try:
        with tarfile.open(path) as archive:
            archive.extractall(directory, filter="data")
        manifest: dict[str, Any] = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        hashes = manifest["sha256"]
    except (OSError, tarfile.TarError, ValueError, KeyError) as error:
        raise Damaged(f"{path} is no archive of this portal, or a part of one: {error}") from error
    for name, sha256 in hashes.items():
        if not (directory / name).is_file() or sha256_of(directory / name) != sha256:
            raise Damaged(f"{name} in {path} is not as it was written.")
    return manifest


def sha256_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()
