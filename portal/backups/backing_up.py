"""Making a backup, and bringing it back."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.backups import databases
from portal.backups.archive import DATABASE, MEDIA, new_archive, unpack


class NotEmpty(Exception):
    """Somebody has used this portal already: a restore would replace what is there."""


class OtherDatabase(Exception):
    """The backup is of another kind of database than this portal has."""


def back_up(*, path: Path, now: dt.datetime) -> dict[str, Any]:
    """Write database and files to a new archive at `path`; returns what it holds.

    FileExistsError if there is a file already; `databases.ToolMissing`, `databases.ToolFailed`.
    """
    if path.exists():
        raise FileExistsError(path)
    facts = {"made_at": now.isoformat(), "database": connection.vendor, "migrations": _migrations()}
    with (
        tempfile.TemporaryDirectory(dir=path.parent) as scratch,
        new_archive(path, facts, Path(scratch)) as archive,
    ):
        copy = Path(scratch, DATABASE)
        databases.dump(copy)
        archive.add(copy, DATABASE)
        files = list(_files())
        for file in files:
            archive.add(file, MEDIA + file.relative_to(settings.MEDIA_ROOT).as_posix())
    return facts | {"files": len(files)}


def restore(*, path: Path, replace: bool = False) -> dict[str, Any]:
    """Put database and files of the archive in place; returns its manifest.

    The whole archive is checked before anything is touched. Files that are here and not in it stay. Raises
    `archive.Damaged`, `NotEmpty` unless `replace`, `OtherDatabase`, `databases.ToolMissing`, `ToolFailed`.
    """
    if not replace and not databases.is_empty():
        raise NotEmpty
    with tempfile.TemporaryDirectory(dir=_beside_media()) as scratch:
        manifest = unpack(path, Path(scratch))
        if manifest["database"] != connection.vendor:
            raise OtherDatabase(manifest["database"])
        for name in manifest["sha256"]:
            if name.startswith(MEDIA):
                _put(Path(scratch, name), Path(settings.MEDIA_ROOT, name.removeprefix(MEDIA)))
        databases.load(Path(scratch, DATABASE))
    return manifest


def _beside_media() -> Path:
    """A directory on the file system of the files, so that they can be moved into place."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    return root.parent


def _put(file: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(file, place)
    place.chmod(settings.FILE_UPLOAD_PERMISSIONS)


def _files() -> Iterator[Path]:
    return (path for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")) if path.is_file())


def _migrations() -> list[str]:
    """What has been applied, so that a reader knows which version of the portal fits."""
    return [f"{app}.{name}" for app, name in sorted(MigrationExecutor(connection).loader.applied_migrations)]
