"""What stands in the place of a figure that is not for everybody."""

from django.utils.translation import gettext as _

from reports.withholding import FEWEST, Withheld


def why(withheld: Withheld | None) -> str:
    """In a few words; "" of what is shown."""
    if withheld is None:
        return ""
    if withheld is Withheld.FEW:
        return _("fewer than %(fewest)s agencies") % {"fewest": FEWEST}
    return _("would reveal a figure of fewer than %(fewest)s agencies") % {"fewest": FEWEST}
