"""Why something is kept, in words that several tables share."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHO_DID_IT: Final[Promise] = _(
    "It says who did what in EGA’s duties. It keeps the number of the account, which then leads to no name."
)
JOURNAL: Final[Promise] = _(
    "The record of official acts cannot be changed by anybody. It keeps the number of the account and the "
    "network address, as evidence should an act be contested."
)
