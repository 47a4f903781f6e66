"""The database, as something that can be taken away from other processes."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import psycopg2
from django.db import connection
from psycopg2.sql import SQL, Identifier

from tests.processes import reachable_database_url

MAINTENANCE = "postgres"


class MovableDatabase:
    """The database of the tests at an address, `url`, from which it can be taken away.

    The test's own connections keep working.
    """

    def __init__(self, directory: Path) -> None:
        self.sqlite = connection.vendor == "sqlite"
        self.link = directory / "portal.sqlite3"
        if self.sqlite:
            self.link.symlink_to(connection.settings_dict["NAME"])
        self.url = f"sqlite:///{self.link}" if self.sqlite else reachable_database_url()

    def away(self) -> AbstractContextManager[None]:
        """Nobody else reaches it until this is left."""
        return self._no_file() if self.sqlite else no_connections()

    @contextmanager
    def _no_file(self) -> Iterator[None]:
        target = self.link.readlink()
        self.link.unlink()
        self.link.mkdir()
        yield
        self.link.rmdir()
        self.link.symlink_to(target)


@contextmanager
def no_connections() -> Iterator[None]:
    """PostgreSQL ends the connections of others, and takes no new ones."""
    connection.ensure_connection()
    values = connection.settings_dict
    keys = {
        "host": values["HOST"],
        "port": values["PORT"],
        "user": values["USER"],
        "password": values["PASSWORD"],
    }
    name, own = values["NAME"], connection.connection.info.backend_pid
    with closing(psycopg2.connect(dbname=MAINTENANCE, **keys)) as maintenance:
        maintenance.autocommit = True
        with maintenance.cursor() as cursor:
            cursor.execute(SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(Identifier(name)))
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s",
                [name, own],
            )
            yield
            cursor.execute(SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(Identifier(name)))
