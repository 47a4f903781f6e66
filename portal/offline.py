"""Settings for commands that need neither a database, a broker nor a secret: they run with no environment."""

import os
import secrets

os.environ |= {
    "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
    "DJANGO_ALLOWED_HOSTS": "localhost",
    "DATABASE_URL": "sqlite://:memory:",
    "REDIS_URL": "memory://",
    "EMAIL_URL": "dummymail://",
    "DEFAULT_FROM_EMAIL": "nobody@localhost",
    "DEMO": "0",
}

from portal.settings import *  # noqa: F403
from portal.settings import DATABASES

# None at all, so that a command that asks a database after all fails instead of finding an empty one.
DATABASES.clear()
