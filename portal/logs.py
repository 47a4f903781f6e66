import json
import logging
import re
from datetime import UTC, datetime

# With a point in its host, which the name of a Celery worker ("celery@3f2a") has not.
MAIL_ADDRESS = re.compile(r"[^\s@<>()\[\]{}\"',;:/=]+@[^\s@<>()\[\]{}\"',;:/=]+\.[^\s@<>()\[\]{}\"',;:/=]+")
# What PostgreSQL adds to an error: the row that it refused, with all that stands in it.
REFUSED_ROW = re.compile(r"^(DETAIL: ).*$", re.MULTILINE)


def without_people(text: str) -> str:
    """The text without mail addresses and without rows of the database: an error may quote both."""
    return MAIL_ADDRESS.sub("[address]", REFUSED_ROW.sub(r"\1[row]", text))


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and the traceback when there is one.

    Neither names people: see `without_people`.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_people(record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = without_people(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class RefusalsAreNoErrors(logging.Filter):
    """Lowers what Django says of a request it refused, such as one for another host or with too long a body.

    Anybody can send these at any time: they are worth a warning without a traceback, and no alarm.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security.") and record.levelno > logging.WARNING:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
        return True
