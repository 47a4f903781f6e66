"""The portal's other processes, for tests that need the real thing: a broker, a worker, the beat.

broker             the URL of a real broker, which this process's Celery then uses
absent_broker      none: nobody answers where this process's Celery looks for it
worker_processes   a worker and the beat, running the commands of docker-compose.yml on the test database
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
import yaml
from django.conf import settings
from django.db import connection
from kombu import pools
from pytest_django import DjangoDbBlocker

from portal.celery import app
from script.broker import broker_command
from script.demo_environment import free_port
from script.supervisor import Supervisor
from tests.settings import RUN, TEST_ROOT

ROOT = Path(__file__).resolve().parent.parent
SWEEP_SECONDS = 2


@pytest.fixture(scope="session")
def broker_url(files_of_this_run: None) -> Iterator[str]:
    """The Redis of TEST_REDIS_URL, where only this run's keys are touched; else a server of our own."""
    if shared := os.environ.get("TEST_REDIS_URL"):
        url = database_of_this_process(shared)
        yield url
        forget_keys(url)
        return
    port = free_port()
    directory = TEST_ROOT / "broker"
    directory.mkdir()
    with Supervisor(environment=os.environ, directory=ROOT, logs=TEST_ROOT / "log") as supervisor:
        supervisor.start("broker", broker_command(port=port, directory=directory))
        url = f"redis://127.0.0.1:{port}/0"
        supervisor.wait_until(lambda: answers(url), seconds=20, what="The broker")
        yield url


def database_of_this_process(url: str) -> str:
    """One of its own for each process of a run: a call to all workers is heard in the whole database."""
    server, _slash, number = url.rpartition("/")
    process = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return f"{server}/{int(number) + int(process)}"


def forget_keys(url: str) -> None:
    with redis.Redis.from_url(url) as client:
        for key in client.scan_iter(f"{RUN}:*"):
            client.delete(key)


def answers(url: str) -> bool:
    with redis.Redis.from_url(url) as client:
        try:
            return bool(client.ping())
        except redis.ConnectionError:
            return False


@pytest.fixture(scope="module")
def broker(broker_url: str) -> Iterator[str]:
    use_broker(broker_url)
    yield broker_url
    use_broker(settings.CELERY_BROKER_URL)


@pytest.fixture
def absent_broker() -> Iterator[None]:
    """Points this process's Celery to a port where nobody listens."""
    use_broker(f"redis://127.0.0.1:{free_port()}/0")
    yield
    use_broker(settings.CELERY_BROKER_URL)


def use_broker(url: str) -> None:
    pools.reset()  # kombu keeps closed pools by their address, too
    app.conf.update(broker_url=url)
    app._after_fork()  # type: ignore[attr-defined]  # forgets the connections to the broker before


def service(name: str) -> dict[str, Any]:
    """The service as docker-compose.yml describes it."""
    composed: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    described: dict[str, Any] = composed["services"][name]
    return described


def service_command(name: str) -> list[str]:
    command: list[str] = service(name)["command"]
    return command


@pytest.fixture(scope="module")
def running_processes(
    broker: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Supervisor]:
    with django_db_blocker.unblock():
        environment = process_environment(broker)
    with Supervisor(environment=environment, directory=ROOT, logs=TEST_ROOT / "log") as supervisor:
        for name in ("worker", "beat"):
            supervisor.start(name, service_command(name))
        supervisor.wait_until(lambda: bool(app.control.ping(timeout=0.3)), seconds=60, what="The worker")
        yield supervisor


@pytest.fixture
def worker_processes(running_processes: Supervisor, transactional_db: None) -> Iterator[Supervisor]:
    """A worker and the beat at work on this test's committed rows; the sweeps come every SWEEP_SECONDS."""
    app.control.purge()
    yield running_processes
    running_processes.check()


def process_environment(broker: str) -> dict[str, str]:
    return os.environ | {
        "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": reachable_database_url(),
        "REDIS_URL": broker,
        "REDIS_PREFIX": settings.REDIS_PREFIX,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "BEAT_SCHEDULE": str(TEST_ROOT / "beat-schedule"),
        "SWEEP_SECONDS": str(SWEEP_SECONDS),
    }


def reachable_database_url() -> str:
    """The database that this process's tests use, as other processes reach it."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    password = f":{values['PASSWORD']}" if values["PASSWORD"] else ""
    return f"postgres://{values['USER']}{password}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
