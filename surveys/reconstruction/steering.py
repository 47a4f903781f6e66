"""Moves levers until a mean is where it was printed."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Final

from surveys.reconstruction.aims import Aim
from surveys.reconstruction.levers import Change, Lever
from surveys.reconstruction.rules import broken_rules
from surveys.reconstruction.scorebook import Scorebook

CLOSE: Final = Fraction(1, 200)
LESS_CLOSE: Final = Fraction(1, 50)
"""Near enough to the middle to stop: an indicator, and what stands above it."""

TRIES: Final = 30
"""How many of the nearest agencies a lever tries before it is passed over."""


class Unreachable(RuntimeError):
    """No lever brings a mean to where it was printed: weights, points or quotas forbid it."""

    def __init__(self, aim: Aim, mean: Fraction) -> None:
        super().__init__(f"{aim.node}: {float(mean):.4f} cannot be brought to {aim.printed}")


class Steering:
    """Steers one mean after the other; those steered before stay where they were brought."""

    def __init__(self, book: Scorebook) -> None:
        self._book = book
        self._kept: list[Aim] = []

    def steer(self, aim: Aim, levers: Sequence[Lever], close: Fraction = CLOSE) -> None:
        """Bring the mean of the aim's node `close` to its middle, or as near as the levers can.

        Unreachable when that is not enough.
        """
        self._approach(aim, levers, close)
        if not self._met(aim) and not self._try_pairs(aim, levers):
            raise Unreachable(aim, self._book.mean(aim.node))
        self._kept.append(aim)

    def keep(self, aim: Aim) -> None:
        """Let nothing that follows spoil a mean; Unreachable when it is spoilt already."""
        if not self._met(aim):
            raise Unreachable(aim, self._book.mean(aim.node))
        self._kept.append(aim)

    def _approach(self, aim: Aim, levers: Sequence[Lever], close: Fraction) -> None:
        """A step of each lever in turn, as long as one brings the mean nearer."""
        idle = 0
        while levers and idle < len(levers) and abs(self._gap(aim)) > close:
            for lever in levers:
                if abs(self._gap(aim)) <= close:
                    return
                idle = 0 if self._step(aim, lever) else idle + 1

    def _step(self, aim: Aim, lever: Lever) -> bool:
        """Move the lever once; a change that a full mark swallows is passed over."""
        gap = self._gap(aim)
        for change in _first(lever.changes(self._book.papers, up=gap > 0)):
            if undo := self._write(change):
                moved = self._gap(aim)
                if abs(moved) < abs(gap) and self._all_kept():
                    return True
                self._restore(undo)
                if moved != gap:
                    return False
        return False

    def _try_pairs(self, aim: Aim, levers: Sequence[Lever]) -> bool:
        """One step of one lever and one of another, for steps that are too long by themselves."""
        return any(self._pair(aim, pair) for pair in product(_directions(levers), repeat=2))

    def _pair(self, aim: Aim, pair: Sequence[tuple[Lever, bool]]) -> bool:
        undone: list[Change] = []
        for lever, up in pair:
            for change in _first(lever.changes(self._book.papers, up=up)):
                if undo := self._write(change):
                    undone.append(undo)
                    break
        if self._met(aim) and self._all_kept():
            return True
        for undo in reversed(undone):
            self._restore(undo)
        return False

    def _write(self, change: Change) -> Change | None:
        """Make the change and say how to take it back; None, and nothing done, where a rule would break."""
        answers = self._book.papers[change.code]
        undo = Change(change.code, change.question, answers[change.question])
        broken = set(broken_rules(answers, self._book.audience))
        answers[change.question] = change.value
        if set(broken_rules(answers, self._book.audience)) - broken:
            answers[change.question] = undo.value
            return None
        self._book.change(change.code, change.question, change.value)
        return undo

    def _restore(self, undo: Change) -> None:
        self._book.change(undo.code, undo.question, undo.value)

    def _gap(self, aim: Aim) -> Fraction:
        return aim.middle - self._book.mean(aim.node)

    def _met(self, aim: Aim) -> bool:
        return aim.met_by(self._book.mean(aim.node))

    def _all_kept(self) -> bool:
        return all(map(self._met, self._kept))


def _first(changes: Iterable[Change]) -> Iterator[Change]:
    for _try, change in zip(range(TRIES), changes, strict=False):
        yield change


def _directions(levers: Iterable[Lever]) -> list[tuple[Lever, bool]]:
    return [(lever, up) for lever in levers for up in (True, False)]
