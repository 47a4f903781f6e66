"""What is known of an agency before it answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of the register; `ministry` for departments, the rest for provincial offices."""

    code: str
    type: str
    ministry: str = ""
    province: str = ""
    office_kind: str = ""
    region: str = ""

    @property
    def group(self) -> str:
        """What its services depend on: the ministry, or the kind of office."""
        return f"kind {self.office_kind}" if self.office_kind else f"ministry {self.ministry}"
