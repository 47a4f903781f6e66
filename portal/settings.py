"""The portal's settings: one file, read from the environment, failing loudly when something is missing.

docs/deployment.md lists every variable. script/demo and script/manage set them for a demonstration,
tests/settings.py for the tests.
"""

from datetime import timedelta
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def obligatory(name: str) -> str:
    """The variable's value. Raises ImproperlyConfigured if it is absent or empty."""
    if value := str(env.str(name)):
        return value
    raise ImproperlyConfigured(f"The {name} environment variable is empty")


BASE_DIR = Path(__file__).resolve().parent.parent

# What only a demonstration may have: plain HTTP, mail on the console, its accounts on the log-in page.
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DJANGO_DEBUG", default=False)
SECRET_KEY = obligatory("DJANGO_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("DJANGO_SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = [host.strip() for host in obligatory("DJANGO_ALLOWED_HOSTS").split(",")]
CSRF_TRUSTED_ORIGINS = env.list("DJANGO_CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "audit",
    "agencies",
    "surveys",
    "scoring",
    "reports",
    "portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "whitenoise",
]

MIDDLEWARE = [
    "portal.middleware.ServiceAwayMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.IdleSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.LanguageMiddleware",
    "audit.middleware.RememberAddress",
    "agencies.middleware.KeepTypedAnswers",
    "portal.middleware.LoginRequiredMiddleware",
    "agencies.second_factor.middleware.SecondStep",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.demo",
                "agencies.context_processors.roles",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"


# Database: PostgreSQL, or SQLite for the demonstration. Time limits are in seconds; 0 means none.

STATEMENT_TIMEOUT = env.int("DATABASE_STATEMENT_TIMEOUT", default=30)
LOCK_TIMEOUT = env.int("DATABASE_LOCK_TIMEOUT", default=5)
POSTGRESQL_OPTIONS = {
    "connect_timeout": 3,
    "options": f"-c statement_timeout={STATEMENT_TIMEOUT}s -c lock_timeout={LOCK_TIMEOUT}s",
}
# IMMEDIATE takes the write lock when a transaction begins, so that waiting (timeout) is possible at all.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASE = env.db_url_config(obligatory("DATABASE_URL"))
SQLITE = DATABASE["ENGINE"] == "django.db.backends.sqlite3"
DATABASES = {
    "default": {
        **DATABASE,
        "OPTIONS": (SQLITE_OPTIONS if SQLITE else POSTGRESQL_OPTIONS) | DATABASE.get("OPTIONS", {}),
        "CONN_MAX_AGE": 0 if SQLITE else env.int("DATABASE_CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
    }
}


# As whom the portal runs, for `grant_rights`, which the owner of the tables runs: see script/migrate.
PORTAL_DATABASE = env.db_url_config(env.str("PORTAL_DATABASE_URL", default="") or "postgres://")


# Redis: the broker of the tasks, and the cache.

REDIS_URL = obligatory("REDIS_URL")
REDIS_PREFIX = env.str("REDIS_PREFIX", default="portal:")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX + "cache",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
    if REDIS_URL.startswith("redis")
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

CELERY_BROKER_URL = REDIS_URL
# A request that queues a task must not hang when the broker is away: the sweeps queue the row again later.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": REDIS_PREFIX,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 0,
    # Longer than the longest task, or the broker would give it to a second worker.
    "visibility_timeout": 3600,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TASK_DEFAULT_QUEUE = "portal"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 15 * 60
CELERY_TASK_TIME_LIMIT = 16 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 4
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# What is printed is the demonstration's mail, for its reader and not for the log.
CELERY_WORKER_REDIRECT_STDOUTS = False
# A sweep that waited until the next one came has nothing left to do.
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=30)
CELERY_BEAT_SCHEDULE = {
    task: {"task": task, "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}}
    for task in (
        "scoring.sweep",
        "reports.sweep_exports",
        "surveys.keep_time",
        "surveys.send_reminders",
        "agencies.send_due",
    )
}
CELERY_BEAT_SCHEDULE["surveys.remind_before_last_day"] = {
    "task": "surveys.remind_before_last_day",
    "schedule": crontab(minute=5),
    "options": {"expires": 60 * 60},
}
CELERY_BEAT_SCHEDULE |= {
    task: {
        "task": task,
        "schedule": crontab(hour=20, minute=30),  # UTC; half past three at night in Bangkok
        "options": {"expires": 12 * 60 * 60},
    }
    for task in ("agencies.housekeeping", "surveys.housekeeping")
}


# People: accounts of their own, locked for a while after repeated failures.

AUTH_USER_MODEL = "agencies.User"
LOGIN_URL = "agencies:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "agencies:login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "agencies.password_rules.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "agencies.password_rules.NotLikeThePerson"},
    {"NAME": "agencies.password_rules.NotCommon"},
    {"NAME": "agencies.password_rules.NotOnlyDigits"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60 * 4
# Invitations: how many the mail server is given in a minute, all workers together, and how long a link works.
INVITATIONS_A_MINUTE = env.int("INVITATIONS_A_MINUTE", default=60)
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
# Workbooks hold answers and telephones: so many days after they are made, their files are deleted.
EXPORT_DAYS = env.int("EXPORT_DAYS", default=30)
# EGA's staff see everything, so their log-in takes a code besides the password.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEMO)
OTP_TOTP_ISSUER = env.str("SECOND_FACTOR_ISSUER", default="EGA Survey")

AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
# Trying while locked out does not lengthen the lock, so the page can say when it ends.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_LOCKOUT_CALLABLE = "agencies.lockouts.locked_out"
AXES_USERNAME_CALLABLE = "agencies.lockouts.typed_address"
AXES_CLIENT_IP_CALLABLE = "portal.client_address.client_address"
AXES_USERNAME_FORM_FIELD = "username"
AXES_VERBOSE = False
# How many proxies of our own add to X-Forwarded-For; 0 means that the header is not believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)


# Sessions end after eight idle hours; IdleSessionMiddleware renews them without a write on every request.
# The CSRF token lives in a cookie of its own, so a page that outlived its session still knows a valid one.

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_RENEW_AFTER = timedelta(minutes=5)
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "agencies.views.out_of_date.csrf_failure"


# What browsers may do. Plain HTTP is for the demonstration only.

SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 0 if DEMO else env.int("DJANGO_HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = not DEMO
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = not DEMO
CSRF_COOKIE_SECURE = not DEMO
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its marks as data: pictures
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


# Words, dates and time.

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = not DEMO
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True


# Files: WhiteNoise serves static ones; what people upload is private and never served by address.

NODE_MODULES = BASE_DIR / "node_modules"
NODE_FILES = {
    "bootstrap": [
        "dist/css/bootstrap.min.css",
        "dist/css/bootstrap.min.css.map",
        "dist/js/bootstrap.bundle.min.js",
        "dist/js/bootstrap.bundle.min.js.map",
    ],
    "@fontsource/sarabun": [
        f"files/sarabun-{script}-{weight}-normal.woff2"
        for script in ("thai", "latin")
        for weight in (400, 600, 700)
    ],
    "@svg-maps/thailand": ["thailand.svg"],
}
STATIC_URL = "/static/"
STATIC_ROOT = None if DEMO else BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.static_finders.NodeFilesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "portal.static_storage.HashedFiles"
    },
}
WHITENOISE_USE_FINDERS = DEMO
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "var" / "media")
EVIDENCE_MAX_BYTES = 10 * 1024 * 1024
QUESTIONNAIRE_MAX_BYTES = 10 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
# A page of a repeating table with 200 rows sends a field for each cell.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000


# Mail.

vars().update(env.email_url_config("consolemail://" if DEMO else obligatory("EMAIL_URL")))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Reminders: how many the mail server is given in a minute, all workers together.
REMINDERS_A_MINUTE = env.int("REMINDERS_A_MINUTE", default=60)

# EGA's help desk, in the footer and wherever a page tells people to ask EGA; what is empty is not shown.
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", default="")
SUPPORT_PHONE = env.str("SUPPORT_PHONE", default="")
SUPPORT_HOURS = env.str("SUPPORT_HOURS", default="")
SUPPORT_HOURS_EN = env.str("SUPPORT_HOURS_EN", default="") or SUPPORT_HOURS


# Logs: one JSON object a line on standard error, with no personal data in it.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.logs.JsonFormatter"}},
    "filters": {"refusals": {"()": "portal.logs.RefusalsAreNoErrors"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["refusals"]},
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # It names people and their addresses; the database has the same facts, where access is controlled.
        "axes": {"level": "CRITICAL"},
    },
}
