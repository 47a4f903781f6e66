"""Signs of life of a long build."""

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connections

from reports.services.claims import Claim

EVERY = dt.timedelta(seconds=1)


class Progress:
    """Counts finished rows and writes them down now and then.

    The builder's own connection stands inside a snapshot, in which nothing can be written and nothing written
    is seen; so the writing is done in a thread, whose connection is another.
    """

    def __init__(self, claim: Claim, clock: Callable[[], dt.datetime], thread: ThreadPoolExecutor) -> None:
        self._claim, self._clock, self._thread = claim, clock, thread
        self._rows, self._written_at = 0, clock()

    def expect(self, rows: int) -> None:
        """Say how many rows there will be; raises `Superseded`."""
        self._write(rows_total=rows)

    def row(self) -> None:
        """Count one row; raises `Superseded` now and then, when the work is no longer ours."""
        self._rows += 1
        self.look_up()

    def look_up(self) -> None:
        """Give a sign of life, if the last one is a while ago; raises `Superseded`."""
        if self._clock() - self._written_at >= EVERY:
            self._write(rows_done=self._rows)

    def _write(self, **values: Any) -> None:
        self._written_at = self._clock()
        self._thread.submit(self._claim.update, touched_at=self._written_at, **values).result()


@contextmanager
def progress_of(claim: Claim, clock: Callable[[], dt.datetime]) -> Iterator[Progress]:
    with ThreadPoolExecutor(max_workers=1) as thread:
        try:
            yield Progress(claim, clock, thread)
        finally:
            thread.submit(connections.close_all).result()
