"""One consistent copy of the database, made and brought back by the database's own tools."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection


class ToolMissing(Exception):
    """pg_dump or pg_restore is not on this machine."""


class ToolFailed(Exception):
    """pg_dump or pg_restore gave up; the text is its own."""


def dump(path: Path) -> None:
    """A copy of the whole database as it is at this moment. Raises `ToolMissing`, `ToolFailed`."""
    DUMPS[connection.vendor](path)


def load(path: Path) -> None:
    """Put what `dump` wrote in place of what is there: all of it or, with an error, nothing."""
    LOADS[connection.vendor](path)


def is_empty() -> bool:
    """Whether nobody has ever used this database: it has no table of people, or nobody in it."""
    if "agencies_user" not in connection.introspection.table_names():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM agencies_user")
        (people,) = cursor.fetchone()
    return bool(people == 0)


def _dump_postgresql(path: Path) -> None:
    _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}"])


def _load_postgresql(path: Path) -> None:
    options = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction"]
    _run(["pg_restore", *options, "--exit-on-error", f"--dbname={_database()}", str(path)])


def _dump_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(_database())) as here, closing(sqlite3.connect(path)) as there:
        here.backup(there)


def _load_sqlite(path: Path) -> None:
    connection.close()
    with closing(sqlite3.connect(path)) as here, closing(sqlite3.connect(_database())) as there:
        here.backup(there)


DUMPS: Mapping[str, Callable[[Path], None]] = {"postgresql": _dump_postgresql, "sqlite": _dump_sqlite}
LOADS: Mapping[str, Callable[[Path], None]] = {"postgresql": _load_postgresql, "sqlite": _load_sqlite}


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _run(command: Sequence[str]) -> None:
    program, *arguments = command
    found = shutil.which(program)
    if found is None:
        raise ToolMissing(program)
    connection.close()
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, with arguments of our own
        [found, *arguments], env=os.environ | _access(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ToolFailed(done.stderr.strip())


def _access() -> dict[str, str]:
    """Who connects, for PostgreSQL's programs: a password on a command line could be seen by others."""
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    values: dict[str, Any] = connection.settings_dict | {"NAME": _database()}
    return {
        variable: str(values[name])
        for name, variable in {**names, "NAME": "PGDATABASE"}.items()
        if values[name]
    }
