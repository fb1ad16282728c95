"""Django's settings, read from ``STAGEMAP_*`` variables (docs/run/configure.md tells each of them)."""

from __future__ import annotations

import os
from typing import Any

from whitenoise.compress import Compressor

from stagemap.config.readers import Readers

read = Readers(os.environ)

MODE = read.choice("MODE", ("production", "demo", "test"), "production")
PRODUCTION, DEMO, TEST = MODE == "production", MODE == "demo", MODE == "test"
STAGEMAP_DEMO = DEMO

DATA = read.folder("DATA", None if PRODUCTION else ".data", absolute=PRODUCTION)
SECRET_KEY = read.secret("SECRET_KEY", length=50)
SECRET_KEY_FALLBACKS = [key for key in [read.text("OLD_SECRET_KEY", "")] if key]
SITE = read.address("URL", None if PRODUCTION else "http://127.0.0.1:8000", secure=PRODUCTION)
SITE_URL = SITE.geturl().rstrip("/")
SECURE = SITE.scheme == "https"
DEBUG = False

_LOCAL = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [SITE.hostname or "", *([] if PRODUCTION else _LOCAL), *(["testserver"] if TEST else [])]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

ROOT_URLCONF = "stagemap.config.urls"
WSGI_APPLICATION = "stagemap.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

INSTALLED_APPS = [
    "stagemap.config",
    *(["stagemap.demo"] if DEMO or TEST else []),
    "stagemap.web",
    "stagemap.documents",
    "stagemap.portfolio",
    "stagemap.planning",
    "stagemap.placements",
    "stagemap.programmes",
    "stagemap.people",
    "stagemap.post",
    "stagemap.activity",
    "stagemap.kit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_prose_editor",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "stagemap.config.apps.StaticConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "stagemap.config.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "stagemap.kit.faults.FaultMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "stagemap.kit.clock.ClockMiddleware",
    "stagemap.placements.adapters.ViewerMiddleware",
    "stagemap.people.adapters.LanguageMiddleware",
    "stagemap.kit.doors.DoorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "stagemap.web.adapters.frame",
            ],
        },
    }
]
FORM_RENDERER = "stagemap.kit.forms.Renderer"

# The database, and what is kept beside it

DATABASES = {"default": read.database("DATABASE", DATA)}
MEDIA_ROOT = DATA / "files"
CLAMAV = read.socket("CLAMAV")
FILE_UPLOAD_HANDLERS = ["stagemap.kit.uploads.handlers.CappedUploadHandler"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Texts and times

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# Static files: hashed and compressed beforehand, except in tests, which read them where they lie

STATIC_URL = "/static/"
STATIC_ROOT = read.folder("STATIC", str(DATA / "static"), absolute=False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TEST
        else "stagemap.config.storage.HashedStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Source maps are for developer tools alone, and a filter of bits cannot be packed.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "bin", "map")
WHITENOISE_USE_FINDERS = TEST
WHITENOISE_AUTOREFRESH = TEST

# People and sessions

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["stagemap.people.adapters.AccountBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
SESSION_ENGINE = "stagemap.people.adapters"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "stagemap.kit.faults.csrf_failure"
LANGUAGE_COOKIE_NAME = "__Host-language" if SECURE else "language"
LANGUAGE_COOKIE_SECURE = SECURE
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Sign-in by mailed code, passkey or app; no passwords, no sign-up (allauth)

ACCOUNT_ADAPTER = "stagemap.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Wide: a college shares one address. What guards a code is counted in the database (stagemap.kit.limits).
ACCOUNT_RATE_LIMITS = {"request_login_code": "300/m/ip", "login_failed": "100/m/ip,5/5m/key"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE.scheme
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "stagemap.people.adapters.MFAAdapter"
MFA_RATE_LIMITS = {"webauthn_login": "100/m/ip"}
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Stagemap"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# Mail

MAIL_SERVER = read.mail_server("MAIL")
if DEMO:
    MAIL_SERVER = {}  # nothing leaves a demo: its mails are read on a page
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_SERVER else 'locmem' if TEST else 'dummy'}.EmailBackend"
EMAIL_HOST = MAIL_SERVER.get("EMAIL_HOST", "localhost")
EMAIL_PORT = MAIL_SERVER.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = MAIL_SERVER.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = MAIL_SERVER.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = MAIL_SERVER.get("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = MAIL_SERVER.get("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = read.mail_address("MAIL_FROM", None if PRODUCTION else "Stagemap <stagemap@stagemap.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_REPLY_TO = read.mail_address("MAIL_REPLY_TO", DEFAULT_FROM_EMAIL)
MAIL_IN_BACKGROUND = not TEST

# What a browser is told

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = read.number("HSTS_DAYS", 365, least=0, most=730) * 24 * 3600 * SECURE
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if read.flag("BEHIND_PROXY", default=PRODUCTION) else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
    }
}

# Logging: one line an event on standard error, ids and never names

LOG_LEVEL = read.choice("LOG_LEVEL", ("debug", "info", "warning", "error"), "info")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "stagemap.config.logs.PlainFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL.upper()},
    "loggers": {
        "django": {"handlers": [], "level": "INFO" if LOG_LEVEL == "debug" else "WARNING", "propagate": True},
        # Scanners ask every site for hosts that it has not: an answer 400, and no line.
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # the content security policy's frame-ancestors says it, to every browser
    "security.W005",  # HSTS for sub-domains is for the owner of the domain to decide
    "security.W021",  # so is the browsers' preload list
]
UNKNOWN_SETTINGS = [name for name in read.unknown() if not (TEST and name.startswith("STAGEMAP_TEST_"))]
