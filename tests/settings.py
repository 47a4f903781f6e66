"""The portal's own settings, with an environment for tests and without what would only make them slow.

TEST_DATABASE_URL and TEST_REDIS_URL choose the services; without them the tests run on an SQLite file and on
a broker in memory. Every process has names of its own, so that several runs can share one machine.
"""

import os
import tempfile
from pathlib import Path

RUN = f"portal_tests_{os.getpid()}"
TEST_ROOT = Path(tempfile.gettempdir()) / RUN
TEST_DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "")

os.environ |= {
    "DJANGO_SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DJANGO_ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DATABASE_URL": TEST_DATABASE_URL or f"sqlite:///{TEST_ROOT}/unused.sqlite3",
    "REDIS_URL": os.environ.get("REDIS_URL", "memory://"),
    "REDIS_PREFIX": os.environ.get("REDIS_PREFIX", f"{RUN}:"),
    "MEDIA_ROOT": os.environ.get("MEDIA_ROOT", f"{TEST_ROOT}/media"),
    "EMAIL_URL": "memorymail://",
    "DEMO": "0",
    "REQUIRE_SECOND_FACTOR": "0",
}

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATABASES, SQLITE, STORAGES  # noqa: E402

DATABASES["default"]["TEST"] = {"NAME": f"{TEST_ROOT}/test.sqlite3" if SQLITE else RUN}
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
LANGUAGE_COOKIE_SECURE = False
