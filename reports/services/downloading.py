"""Handing a workbook out."""

import datetime as dt
from typing import IO

from django.db import transaction

from agencies.models import User
from audit.actions import Action
from reports.models import WorkbookExport
from reports.services.writing_down import write_down


class Gone(Exception):
    """There is no file: it is not ready, has expired, or is missing from the disk."""


@transaction.atomic
def open_download(*, export: WorkbookExport, user: User, now: dt.datetime) -> IO[bytes]:
    """The open file; that `user` took it is written down. Raises `Gone`."""
    if export.state != WorkbookExport.State.DONE:
        raise Gone
    try:
        file: IO[bytes] = export.file.open("rb")
    except FileNotFoundError as missing:
        raise Gone from missing
    write_down(action=Action.WORKBOOK_DOWNLOADED, export=export, user=user, now=now)
    return file
