"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """How often each thing is done; `clients` is how many save at the same time."""

    health: int = 500
    saves: int = 400
    saves_each: int = 150
    clients: int = 8
    pages: int = 120
    lists: int = 60
    submissions: int = 30

    def tenth(self) -> "Effort":
        """The same with fewer requests."""
        return Effort(50, 40, 15, self.clients, 12, 6, 3)
