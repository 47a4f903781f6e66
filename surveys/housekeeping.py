"""What is thrown away when it has served its purpose."""

import datetime as dt

from surveys.models import Preview, RefusedWorkbook

KEPT_FOR = dt.timedelta(days=14)


def forget_scratch(*, now: dt.datetime) -> None:
    """Deletes previews and refused workbooks that nobody has touched for KEPT_FOR."""
    Preview.objects.filter(touched_at__lt=now - KEPT_FOR).delete()
    RefusedWorkbook.objects.filter(refused_at__lt=now - KEPT_FOR).delete()
