"""When mails may go, so that no minute holds more of them than the mail server takes."""

from collections.abc import Sequence

MINUTE = 60.0


def turns(*, ago: Sequence[float], to_come: int, a_minute: int, waiting: int) -> list[float]:
    """Seconds until each of `waiting` mails may go; only those of the next minute.

    `ago` is how many seconds ago each mail of the last minute went, and `to_come` how many more have been
    given their turn: they go before these, evenly. A burst, of a worker that was late, is waited out.
    """
    gap = MINUTE / a_minute
    moments = [*sorted(-each for each in ago), *(place * gap for place in range(to_come))]
    first = len(moments)
    while len(moments) < first + waiting:
        turn = max(0.0, moments[-1] + gap) if moments else 0.0
        if len(moments) >= a_minute:
            turn = max(turn, moments[-a_minute] + MINUTE)
        if turn >= MINUTE:
            break
        moments.append(turn)
    return moments[first:]
