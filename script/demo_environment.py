"""Where the demonstration keeps its things, and the environment that its processes run in."""

import os
import secrets
import socket
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("DEMO_HOME", ROOT / "var" / "demo"))


def environment(*, port: int = 8000) -> dict[str, str]:
    """The environment of the demonstration's processes; its secret and its broker's port are made once."""
    HOME.mkdir(parents=True, exist_ok=True)
    return os.environ | {
        "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEMO": "1",
        "DJANGO_SECRET_KEY": remembered("secret-key", secrets.token_urlsafe(50)),
        "DJANGO_ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "DATABASE_URL": f"sqlite:///{HOME / 'portal.sqlite3'}",
        "REDIS_URL": f"redis://127.0.0.1:{remembered('broker-port', str(free_port()))}/0",
        "MEDIA_ROOT": str(HOME / "media"),
        "BEAT_SCHEDULE": str(HOME / "beat-schedule"),
        "BIND": f"127.0.0.1:{port}",
        "SUPPORT_EMAIL": "helpdesk@ega.example",
        "SUPPORT_PHONE": "0 2000 0000",
        "SUPPORT_HOURS": "วันราชการ 08:30–16:30\u00a0น. ข้อมูลสมมติ",
        "SUPPORT_HOURS_EN": "working days 08:30–16:30, made up",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
    }


def remembered(name: str, value: str) -> str:
    """What is kept under that name since the first start, where it was `value`."""
    path = HOME / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(value)
    return path.read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
