"""The settings as production reads them, each time in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "DJANGO_SECRET_KEY": "x7Kq-" * 12 + "0123456789abcdef",
    "DJANGO_ALLOWED_HOSTS": "portal.example.go.th",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1:5432/portal",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example.go.th:587",
}


def django(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_the_deployment_check() -> None:
    checked = django("check", "--deploy", "--fail-level", "INFO", environment=PRODUCTION)

    assert (checked.returncode, checked.stdout) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.parametrize(
    "name", ["DJANGO_SECRET_KEY", "DJANGO_ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"]
)
def test_production_does_not_start_without(name: str) -> None:
    absent = django("check", environment={key: value for key, value in PRODUCTION.items() if key != name})
    empty = django("check", environment=PRODUCTION | {name: ""})

    assert f"ImproperlyConfigured: Set the {name} environment variable" in absent.stderr
    assert f"ImproperlyConfigured: The {name} environment variable is empty" in empty.stderr


def test_blanks_between_the_hosts_do_not_matter() -> None:
    shown = django(
        "shell",
        "--no-imports",
        "--command=from django.conf import settings; print(settings.ALLOWED_HOSTS)",
        environment=PRODUCTION | {"DJANGO_ALLOWED_HOSTS": "a.example, b.example"},
    )

    assert shown.stdout == "['a.example', 'b.example']\n"


@pytest.mark.parametrize(
    "more, required", [({}, True), ({"REQUIRE_SECOND_FACTOR": "0"}, False), ({"DEMO": "1"}, False)]
)
def test_the_second_factor_is_required_outside_of_a_demonstration(
    more: dict[str, str], required: bool
) -> None:
    shown = django(
        "shell",
        "--no-imports",
        "--command=from django.conf import settings; print(settings.REQUIRE_SECOND_FACTOR)",
        environment=PRODUCTION | more,
    )

    assert shown.stdout == f"{required}\n"
