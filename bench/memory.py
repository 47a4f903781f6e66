"""The memory and processor time of other processes, from Linux's own books."""

import os
from pathlib import Path

KIB = 1024
MIB = KIB * KIB
FORGET_PEAK = "5"


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def resident(pid: int) -> float:
    """MiB in memory now."""
    return _field(pid, "VmRSS")


def peak(pid: int) -> float:
    """The most MiB that were in memory since `forget_peak`."""
    return _field(pid, "VmHWM")


def forget_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text(FORGET_PEAK)


def processor_seconds(pid: int) -> float:
    """How long a processor has worked for it."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = after_name[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _field(pid: int, name: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (kib,) = [line.split()[1] for line in lines if line.startswith(f"{name}:")]
    return int(kib) * KIB / MIB
