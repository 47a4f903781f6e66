"""A backup is worth what its restore gives back."""

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from agencies.models import User
from portal.backups import databases
from portal.backups.archive import Damaged, unpack
from surveys.models import EvidenceFile, Round, Submission, SubmissionVersion
from tests.rounds import DURING, complete_and_submit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
ROOT = Path(__file__).resolve().parent.parent.parent
TABLES = (User, Round, Submission, SubmissionVersion, EvidenceFile)


@pytest.fixture
def file(submission: Submission, officer: User) -> Path:
    """That of a submission with a snapshot."""
    complete_and_submit(submission, officer)
    evidence = EvidenceFile(
        submission=submission,
        question="policy_file",
        name="นโยบาย.pdf",
        content_type="application/pdf",
        size=4,
        sha256="a" * 64,
        uploaded_by=officer,
        uploaded_at=DURING,
    )
    evidence.file.save("x", ContentFile(b"%PDF"))
    return Path(evidence.file.path)


@pytest.fixture
def backup(file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "backup.tar"
    call_command("backup", path, stdout=io.StringIO())
    return path


def everything() -> dict[str, list[Any]]:
    return {table._meta.db_table: list(table._default_manager.order_by("pk").values()) for table in TABLES}


def test_what_was_lost_comes_back(backup: Path, file: Path, officer: User):
    before = everything()
    User.objects.filter(pk=officer.pk).update(full_name="คนอื่น")
    Round.objects.update(name_en="Spoilt")
    file.unlink()

    call_command("restore", backup, replace=True, stdout=io.StringIO())

    assert everything() == before
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"%PDF", settings.FILE_UPLOAD_PERMISSIONS)


@pytest.fixture
def fresh_database(tmp_path: Path) -> Iterator[str]:
    """The address of a database that nobody has used, not even `migrate`."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/fresh.sqlite3"
        return
    name = f"{connection.settings_dict['NAME']}_fresh"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield f"{os.environ['TEST_DATABASE_URL'].rpartition('/')[0]}/{name}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(*arguments: str, database: str, media: Path) -> str:
    variables = os.environ | {"TEST_DATABASE_URL": "", "DATABASE_URL": database, "MEDIA_ROOT": str(media)}
    variables |= {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_another_machine_can_go_on_from_it(backup: Path, file: Path, fresh_database: str, tmp_path: Path):
    media = tmp_path / "elsewhere" / "media"
    assert "Now run: manage.py migrate" in manage(
        "restore", str(backup), database=fresh_database, media=media
    )
    manage("migrate", "--check", database=fresh_database, media=media)
    assert (media / file.relative_to(settings.MEDIA_ROOT)).read_bytes() == b"%PDF"

    manage("backup", str(tmp_path / "again.tar"), database=fresh_database, media=media)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, again = unpack(backup, tmp_path / "a"), unpack(tmp_path / "again.tar", tmp_path / "b")
    assert again["migrations"] == first["migrations"]
    assert set(again["sha256"]) == set(first["sha256"])


def test_a_portal_in_use_is_not_overwritten_by_accident(backup: Path):
    Round.objects.update(name_en="Newer")
    before = everything()
    with pytest.raises(CommandError, match="has been used already"):
        call_command("restore", backup)
    assert everything() == before


@pytest.mark.parametrize("harm", ["cut", "changed", "something else", "nothing"])
def test_a_damaged_archive_changes_nothing(backup: Path, file: Path, harm: str):
    whole = backup.read_bytes()
    backup.write_bytes(
        {
            "cut": whole[: len(whole) // 2],
            "changed": whole.replace(b"%PDF", b"%PDX"),
            "something else": b"PK\x03\x04",
            "nothing": b"",
        }[harm]
    )
    before = everything()
    with pytest.raises(CommandError, match="Nothing was restored"):
        call_command("restore", backup, replace=True)
    assert everything() == before
    assert file.read_bytes() == b"%PDF"


def test_an_archive_writes_no_file_outside(backup: Path, tmp_path: Path):
    with tarfile.open(backup, "a") as archive:
        archive.add(Path(__file__), "../outside")
    (tmp_path / "inside").mkdir()
    with pytest.raises(Damaged):
        unpack(backup, tmp_path / "inside")
    assert not (tmp_path / "outside").exists()


def test_a_backup_that_exists_is_kept(backup: Path):
    before = backup.read_bytes()
    with pytest.raises(CommandError, match="it was not touched"):
        call_command("backup", backup)
    assert backup.read_bytes() == before


def test_a_backup_that_fails_leaves_nothing(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(_path: Path) -> None:
        raise databases.ToolFailed("disk full")

    monkeypatch.setitem(databases.DUMPS, connection.vendor, fail)
    with pytest.raises(CommandError, match="Nothing was backed up: disk full"):
        call_command("backup", tmp_path / "backup.tar")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_of_another_kind_of_database_is_refused(backup: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "vendor", "oracle")
    with pytest.raises(CommandError, match=r"is of a (sqlite|postgresql) database"):
        call_command("restore", backup, replace=True)
