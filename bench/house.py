"""A portal of its own for the benchmark, on PostgreSQL and Redis: made, run and removed."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import redis
from psycopg2.sql import SQL, Identifier

from bench.memory import children_of
from script.demo_environment import ROOT
from script.run_demo import answers
from script.supervisor import Supervisor

DATABASE_URL = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS_URL = os.environ.get("BENCH_REDIS_URL", "redis://127.0.0.1:6379/9")
HOME = ROOT / "var" / "bench"
RUN = f"portal_bench_{os.getpid()}"
START_SECONDS = 60
WORKER_SECONDS = 3
SERVICES = ("web", "worker", "beat")


def environment(port: int, folder: Path) -> dict[str, str]:
    """Production settings, behind a proxy that has taken the TLS away."""
    return os.environ | {
        "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DJANGO_SECRET_KEY": "only-for-one-benchmark-0123456789-abcdefghijklmnopqrstuvwxyz",
        "DJANGO_ALLOWED_HOSTS": "127.0.0.1,testserver",
        "REQUIRE_SECOND_FACTOR": "0",
        "DATABASE_URL": urlsplit(DATABASE_URL)._replace(path=f"/{RUN}").geturl(),
        "REDIS_URL": REDIS_URL,
        "REDIS_PREFIX": f"{RUN}:",
        "MEDIA_ROOT": str(folder / "media"),
        "EMAIL_URL": "dummymail://",
        "BEAT_SCHEDULE": str(folder / "beat-schedule"),
        "TRUSTED_PROXIES": "1",
        "BIND": f"127.0.0.1:{port}",
        "LOG_LEVEL": "WARNING",
    }


@contextmanager
def own_folder() -> Iterator[Path]:
    folder = HOME / RUN
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def own_database() -> Iterator[None]:
    """Begins empty, and is gone afterwards."""
    administer("CREATE DATABASE {}")
    try:
        yield
    finally:
        administer("DROP DATABASE {} WITH (FORCE)")
        forget_keys()


def administer(statement: str) -> None:
    with closing(psycopg2.connect(DATABASE_URL)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(SQL(statement).format(Identifier(RUN)))


def forget_keys() -> None:
    with redis.Redis.from_url(REDIS_URL) as client:
        for key in client.scan_iter(f"{RUN}:*"):
            client.delete(key)


@contextmanager
def running(
    variables: Mapping[str, str], port: int, services: Sequence[str] = SERVICES
) -> Iterator[Supervisor]:
    """The services of docker-compose.yml, as it starts them, web among them; their logs stay."""
    with Supervisor(environment=variables, directory=ROOT, logs=HOME / "log") as supervisor:
        for name in services:
            supervisor.start(name, [str(ROOT / "script" / name)])
        supervisor.wait_until(lambda: answers(port), seconds=START_SECONDS, what="The portal")
        yield supervisor


@contextmanager
def one_worker(variables: dict[str, str], processes: int) -> Iterator[int]:
    """Only a worker, of so many processes, that has started; its process id."""
    with Supervisor(
        environment=variables | {"WORKER_CONCURRENCY": str(processes)}, directory=ROOT, logs=HOME / "log"
    ) as supervisor:
        supervisor.start("worker", [str(ROOT / "script" / "worker")])
        worker = supervisor.processes["worker"].pid
        time.sleep(WORKER_SECONDS)  # until it is Celery, and not the script that becomes it
        supervisor.wait_until(
            lambda: len(children_of(worker)) == processes, seconds=START_SECONDS, what="The worker"
        )
        time.sleep(WORKER_SECONDS)  # a worker that is still starting would be measured too
        yield worker


@contextmanager
def background(variables: Mapping[str, str]) -> Iterator[None]:
    """A worker of one process and the beat, as they are started in service."""
    environment = {**variables, "WORKER_CONCURRENCY": "1"}
    with Supervisor(environment=environment, directory=ROOT, logs=HOME / "log") as supervisor:
        for name in ("worker", "beat"):
            supervisor.start(name, [str(ROOT / "script" / name)])
        yield


def manage(variables: Mapping[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=variables, check=True)
