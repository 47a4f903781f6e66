"""A value of the database as people read it, in the active language."""

import datetime as dt
import json
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from audit.actions import Action
from audit.models import AuditEntry
from portal.templatetags.portal_format import date_be, datetime_be

NOTHING = "–"


def worded(field: "models.Field[Any, Any]", value: Any) -> str:
    """Days in the calendar of the language, choices by their labels, JSON as it is."""
    if value is None or value == "":
        return NOTHING
    if field.model is AuditEntry and field.name == "action":
        return str(dict(Action.choices).get(value, value))
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case dt.datetime():
            return str(datetime_be(value))
        case dt.date():
            return str(date_be(value))
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
