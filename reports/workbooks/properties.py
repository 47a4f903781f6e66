"""What a file manager and Excel's own page about the file say of a workbook."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl.packaging.core import DocumentProperties

from reports.workbooks.banner import Banner
from reports.workbooks.material import Occasion


@dataclass(frozen=True, slots=True)
class Description:
    """Who made the file, what it is called and about, when, and in which language."""

    creator: str
    title: str
    subject: str
    comments: str
    created: dt.datetime
    language: str


def description_of(material: Occasion, banner: Banner) -> Description:
    return Description(
        creator=_("Digital Government Readiness Survey"),
        title=banner.title,
        subject=material.subject,
        comments=" · ".join(filter(None, (banner.warning, banner.as_of))),
        created=material.now,
        language=material.language,
    )


def describe(properties: DocumentProperties, description: Description) -> None:
    """Write it where the file format has its place; moments there are in UTC and do not say so."""
    properties.creator = properties.lastModifiedBy = description.creator
    properties.title, properties.subject = description.title, description.subject
    properties.description, properties.language = description.comments, description.language
    properties.created = description.created.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
