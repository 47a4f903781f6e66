"""Why a change of the roster was refused. Pages say it in the reader's language by `code`."""

from collections.abc import Sequence

from agencies.models import RosterVersion


class RosterRefused(Exception):
    """Nothing was changed. `params` are what the sentence names.

    Codes: reason_missing, nothing_changed, clash; unknown_agency (`agency`), unknown_ministry,
    unknown_province, unknown_kind; code_taken (`agency`), name_taken (`name`, `agency`),
    kind_taken (`agency`), number_taken, map_taken (`agency`); not_a_department, already_active,
    already_inactive, too_few, other_level (`agency`), later_predecessor (`agency`);
    unconfirmed (`number`), already_applied, expired.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class RosterMoved(Exception):
    """Somebody changed the same meanwhile; `versions` are what they did, the newest first."""

    def __init__(self, versions: Sequence[RosterVersion]) -> None:
        super().__init__(f"{len(versions)} versions since")
        self.versions = tuple(versions)
