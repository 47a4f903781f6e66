"""How long it takes to save one answer, as the page's script saves it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import count, islice

from django.urls import reverse

from bench.people import Officer
from bench.timing import Timing, measure
from bench.typing_in import Fields, fields_of
from bench.visitor import JSON, Visitor
from surveys.queries.questionnaires import questionnaire_of


class NotSaved(Exception):
    """The portal answered something else than "saved"."""


def time_saves(name: str, people: Sequence[Officer], host: str, each: int) -> Timing:
    """Every officer saves `each` answers, one after the other, all at the same time as the others."""
    with ExitStack() as stack:
        acts = []
        for officer in people:
            visitor = stack.enter_context(Visitor(host=host, session=officer.session))
            acts.append([partial(save, visitor, *sent) for sent in islice(answers_to_send(officer), each)])
        return measure(name, *acts)


def answers_to_send(officer: Officer) -> Iterator[tuple[str, Fields]]:
    """Address and fields of one new answer after the other; after the last question the first comes again."""
    codes = [officer.submission.round.code, officer.submission.agency.code]
    questionnaire = questionnaire_of(officer.submission.round)
    versions = dict(officer.submission.answers.values_list("question", "version"))
    stands = dict(officer.submission.answers.values_list("question", "value"))
    for seed in count():
        for name, value in officer.invented_answers(seed).items():
            if stands.get(name) != value:
                address = reverse("surveys:save", args=[*codes, name])
                yield address, fields_of(questionnaire.question(name), value, version=versions.get(name, 0))
                stands[name], versions[name] = value, versions.get(name, 0) + 1


def save(visitor: Visitor, address: str, fields: Fields) -> None:
    reply = visitor.post(address, fields, accept=JSON)
    if reply.status != 200 or "version" not in json.loads(reply.body):
        raise NotSaved(f"{address}: {reply.status} {reply.text[:500]}")
