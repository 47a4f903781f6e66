"""Measured times, and what is read from them."""

import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

MILLI = 1000
Act = Callable[[], object]


@dataclass(frozen=True)
class Timing:
    """How long each of several acts took, and all of them together; seconds."""

    name: str
    each: Sequence[float]
    elapsed: float
    clients: int = 1

    def percentile(self, percent: int) -> float:
        """The nearest rank, in milliseconds."""
        rank = max(1, math.ceil(len(self.each) * percent / 100))
        return sorted(self.each)[rank - 1] * MILLI

    @property
    def per_second(self) -> float:
        return len(self.each) / self.elapsed


def measure(name: str, *acts: Sequence[Act]) -> Timing:
    """Each sequence of acts is one client's, who does one after the other; the clients begin together."""
    together = Barrier(len(acts) + 1)
    with ThreadPoolExecutor(len(acts)) as pool:
        clients = [pool.submit(run, own, together) for own in acts]
        together.wait()
        began = time.perf_counter()
        each = [seconds for client in clients for seconds in client.result()]
        elapsed = time.perf_counter() - began
    return Timing(name, each, elapsed, len(acts))


def run(acts: Sequence[Act], together: Barrier) -> list[float]:
    together.wait()
    return [seconds_of(act) for act in acts]


def seconds_of(act: Act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
