"""Gives the options of a question to the agencies that are nearest to them, as many as the quotas say."""

from collections.abc import Iterable

from surveys.questionnaire.elements import Choice
from surveys.questionnaire.values import Value, declared
from surveys.reconstruction.places import Papers, Place
from surveys.reconstruction.quotas import UNANSWERED, Quota, shared_out
from surveys.reconstruction.rankings import Rankings

NOT_APPLICABLE_REASON = "หน่วยงานยังไม่มีบริการหรือการดำเนินงานในเรื่องนี้"


def choose_one(
    key: str, node: str, places: list[Place], *, quota: Quota, papers: Papers, rankings: Rankings
) -> None:
    """Share out the options of a single choice, best first."""
    counts = shared_out(quota, quota, len(places))
    answering = leave_unanswered(key, node, places, counts=counts, papers=papers, rankings=rankings)
    ranked = iter(rankings.make(key, node, answering))
    for option, count in counts.items():
        if option not in UNANSWERED:
            for _propensity, place in (next(ranked) for _each in range(count)):
                place.write(papers, option)


def leave_unanswered(
    key: str,
    node: str,
    places: list[Place],
    *,
    counts: dict[str, int],
    papers: Papers,
    rankings: Rankings,
) -> list[Place]:
    """Declare some inapplicable and leave some blank; the places that are left."""
    left = places
    for state in UNANSWERED[::-1]:
        if counts.get(state):
            ranked = rankings.make(f"{key}/{state}", node, left, indifferent=True)
            chosen = {place for _propensity, place in ranked[: counts[state]]}
            left = [place for place in left if place not in chosen]
            if state == UNANSWERED[1]:
                for place in chosen:
                    place.write(papers, _declaration())
    return left


def choose_many(
    name: str,
    node: str,
    places: list[Place],
    *,
    choices: Iterable[Choice],
    quota: Quota,
    papers: Papers,
    rankings: Rankings,
) -> None:
    """Share out the options of a multiple choice, each for itself; nobody is left with none."""
    asked = len(places)
    counts = {option: amount.of(asked) for option, amount in quota.items()}
    alone = [choice.name for choice in choices if choice.exclusive and choice.name in quota]
    together = [choice.name for choice in choices if not choice.exclusive and choice.name in quota]
    answering = leave_unanswered(name, node, places, counts=counts, papers=papers, rankings=rankings)
    ranked = [place for _propensity, place in rankings.make(name, node, answering)]
    for option in alone:
        for _each in range(counts[option]):
            ranked.pop().write(papers, [option])
    chosen = _together(name, node, ranked, quota=quota, counts=counts, options=together, rankings=rankings)
    for place in ranked:
        place.write(papers, [option for option in together if place in chosen[option]])


def _together(
    name: str,
    node: str,
    places: list[Place],
    *,
    quota: Quota,
    counts: dict[str, int],
    options: list[str],
    rankings: Rankings,
) -> dict[str, set[Place]]:
    """Option → who chooses it. Whom no option reaches takes the one that missed it least."""
    chosen: dict[str, set[Place]] = {}
    nearest: dict[Place, tuple[int, str]] = {}
    for option in options:
        ranking = rankings.make(f"{name}/{option}", node, places, also=name)
        chosen[option] = {place for _propensity, place in ranking[: counts[option]]}
        reached = ranking[max(counts[option], 1) - 1][0] if ranking else 0
        if quota[option].is_free:
            for propensity, place in ranking:
                miss = (propensity - reached, option)
                nearest[place] = max(nearest.get(place, miss), miss)
    for place in sorted(set(places).difference(*chosen.values())):
        chosen[nearest[place][1]].add(place)
    return chosen


def _declaration() -> Value:
    return declared(NOT_APPLICABLE_REASON)
