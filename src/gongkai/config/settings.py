"""Django's settings, all of them from the environment (设置)."""

from __future__ import annotations

from csp.constants import NONE, SELF

from gongkai.config import environment

SECRET_KEY = environment.secret_key()
SEALING_KEYS = environment.sealing_keys()
DEBUG = environment.is_on("GONGKAI_DEBUG")
TRUSTED_PROXIES = environment.count("GONGKAI_TRUSTED_PROXIES", default=0)
ALLOWED_HOSTS = environment.listed("GONGKAI_ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.listed("GONGKAI_TRUSTED_ORIGINS", default="")

INSTALLED_APPS = [
    "gongkai.config",
    "gongkai.apps.audit",
    "gongkai.apps.search",
    "gongkai.apps.agencies",
    "gongkai.apps.people",
    "gongkai.apps.disclosure",
    "gongkai.apps.casework",
    "gongkai.apps.remedies",
    "gongkai.apps.reporting",
    "gongkai.ui",
    "gongkai.portal",
    "gongkai.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gongkai.ui.request_size.RequestSizeMiddleware",
    "gongkai.ui.plain_addresses.PlainAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gongkai.desk.watch.DeskWatch",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "gongkai.apps.people.context.signed_in",
                "gongkai.desk.context.casework",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Officer"
AUTHENTICATION_BACKENDS = ["gongkai.apps.people.backends.OfficerBackend"]
LOGIN_URL = "desk:sign_in"
LOGIN_REDIRECT_URL = "desk:today"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "gongkai.apps.people.password_rules.NotLikeOneself",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "gongkai.apps.people.password_rules.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "gongkai.apps.people.password_rules.NotCommon"},
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = environment.variable_directory("static")
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = environment.variable_directory("files")
FILE_UPLOAD_PERMISSIONS = 0o600
SEARCH_DIRECTORY = environment.variable_directory("search")
SEARCH_SOURCES = (
    "gongkai.apps.reporting.searchable.PUBLISHED_REPORTS",
    "gongkai.apps.casework.searchable.PUBLISHED_ANSWERS",
    "gongkai.apps.disclosure.searchable.RULE_DOCUMENTS",
)
DESK_SEARCH_SOURCES = (
    "gongkai.apps.reporting.searchable.COLLECTED_FINDINGS",
    "gongkai.apps.disclosure.searchable.REGISTERED_DOCUMENTS",
)
READING_ENGINE = environment.reading_engine()
READING_SCHEDULER = environment.text("GONGKAI_DASK_SCHEDULER", default="")
# The page refuses twenty and more in words; this is the wall behind it.
DATA_UPLOAD_MAX_NUMBER_FILES = 200
MAX_REQUEST_BYTES = 100 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "gongkai.ui.refusals.forged"

if environment.is_on("GONGKAI_HTTPS"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600

globals().update(environment.mail())
DEFAULT_FROM_EMAIL = environment.text("GONGKAI_MAIL_FROM", default="gongkai@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # That somebody asked for what is not there is no news to the operator.
    "loggers": {"django.request": {"level": "ERROR"}},
}
