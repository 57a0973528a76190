"""Django's settings, from the environment. Every variable is documented in docs/settings.md."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from relance.site import environment

HOME = environment.home()
_KEYS = environment.keys(HOME)

SECRET_KEY = os.environ.get("RELANCE_SECRET_KEY") or _KEYS.signing
ENCRYPTION_KEYS = _KEYS.encryption
DEBUG = False
#: «local»: one person, no password, this machine only. «login»: accounts, for hosting.
ACCOUNTS = os.environ.get("RELANCE_ACCOUNTS", "local")
if ACCOUNTS not in {"local", "login"}:
    raise environment.ConfigurationError(f"RELANCE_ACCOUNTS is «{ACCOUNTS}»; it may be «local» or «login».")

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
if ACCOUNTS == "login":
    ALLOWED_HOSTS += [host for host in os.environ.get("RELANCE_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS[3:]]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "relance.records",
    "relance.web",
]
AUTH_USER_MODEL = "records.Owner"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "relance.web.compress.CompressMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "relance.web.account.local.LocalOwnerMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "relance.web.account.language.OwnerLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "relance.site.urls"
WSGI_APPLICATION = "relance.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    # A reader never waits for a writer, and a writer says so before it reads: no «database is locked».
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'relance.sqlite3'}"
_database: dict[str, Any] = dict(dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True))
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = SQLITE_OPTIONS
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [str(Path(__file__).parent.parent / "locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# Only where collectstatic filled it: the finders serve the package itself, and an absent folder is a warning.
STATIC_ROOT = str(HOME / "static") if (HOME / "static").is_dir() else None
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31536000 if ACCOUNTS == "login" else 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

LOGIN_URL = "login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "relance_session"
CSRF_COOKIE_NAME = "relance_csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ACCOUNTS == "login"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Nothing of the user's words reaches a log: codes and ids only.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    # Django writes the path of what it refuses, and some paths are keys.
    "filters": {"keys": {"()": "relance.site.masking.SecretAddresses"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["keys"]}},
    "loggers": {
        "relance": {"handlers": ["console"], "level": os.environ.get("RELANCE_LOG_LEVEL", "INFO")},
        "django": {"handlers": ["console"], "level": "WARNING"},
        "django.request": {"filters": ["keys"]},
        "django.security.csrf": {"filters": ["keys"]},
    },
}

#: Seconds between two looks at a mailbox that has no IDLE.
POLL_SECONDS = int(os.environ.get("RELANCE_POLL_SECONDS", "120"))
#: A folder where the user drops playbooks of their own.
PLAYBOOKS_FOLDER = HOME / "playbooks"
