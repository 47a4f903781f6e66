"""Who gets a mail: known by ids, and read when somebody looks at them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from agencies.models import User
from surveys.models import Submission

AT_ONCE = 500

Pair = tuple[int, int]
"""The ids of a submission and of a person."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One mail to be sent: to `user`, about `submission`."""

    submission: Submission
    user: User


@dataclass(frozen=True, slots=True)
class Recipients(Sequence[Recipient]):
    """In the order of `pairs`. A slice takes two queries; to walk through all takes two for every 500."""

    pairs: tuple[Pair, ...]

    def __len__(self) -> int:
        return len(self.pairs)

    @overload
    def __getitem__(self, at: int) -> Recipient: ...
    @overload
    def __getitem__(self, at: slice) -> list[Recipient]: ...
    def __getitem__(self, at: int | slice) -> Recipient | list[Recipient]:
        return _read(self.pairs[at]) if isinstance(at, slice) else _read((self.pairs[at],))[0]

    def __iter__(self) -> Iterator[Recipient]:
        for first in range(0, len(self.pairs), AT_ONCE):
            yield from self[first : first + AT_ONCE]


def _read(pairs: Sequence[Pair]) -> list[Recipient]:
    submissions = Submission.objects.with_agency().in_bulk([submission for submission, _user in pairs])
    users = User.objects.in_bulk({user for _submission, user in pairs})
    return [Recipient(submissions[submission], users[user]) for submission, user in pairs]
