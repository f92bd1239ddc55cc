"""Every setting of an installation, read once; docs/reference/settings.md speaks of each."""

import base64
import hashlib
from pathlib import Path

import django_htmx

from guitai.config import env

PACKAGE = Path(__file__).resolve().parent.parent
DATA_FOLDER = Path(env.text("GUITAI_DATA", default="data")).resolve()
DATABASE_URL = env.text("DATABASE_URL")
REDIS_URL = env.text("REDIS_URL")
DEBUG = env.flag("GUITAI_DEBUG", default=False)
ALLOWED_HOSTS = env.words("GUITAI_HOSTS", default="*")
TIME_ZONE = env.text("GUITAI_TIME_ZONE", default="Asia/Shanghai")
HTTPS = env.flag("GUITAI_HTTPS", default=False)
CSRF_TRUSTED_ORIGINS = env.words("GUITAI_TRUSTED_ORIGINS", default="")

SECRET_KEY = env.kept_secret("GUITAI_SECRET_KEY", folder=DATA_FOLDER, file="secret.key")
DATA_KEY = base64.urlsafe_b64encode(
    hashlib.sha256(env.kept_secret("GUITAI_DATA_KEY", folder=DATA_FOLDER, file="data.key").encode()).digest()
)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "channels",
    "django_htmx",
    "guitai.common",
    "guitai.domains.accounts",
    "guitai.domains.catalog",
    "guitai.domains.intake",
    "guitai.domains.guard",
    "guitai.domains.trade",
    "guitai.domains.delivery",
    "guitai.domains.knowledge",
    "guitai.domains.chat",
    "guitai.domains.warehouse",
    "guitai.domains.followups",
    "guitai.domains.aftersales",
    "guitai.domains.insight",
    "guitai.domains.performance",
    "guitai.web",
    "guitai.live",
    "guitai.jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "guitai.web.middleware.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "guitai.web.middleware.PersonsLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "guitai.web.middleware.Refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "guitai.config.urls"
ASGI_APPLICATION = "guitai.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "guitai.web.context.page",
            ],
            "builtins": ["guitai.web.templatetags.guitai"],
        },
    }
]

DATABASES = {"default": env.database(DATABASE_URL, folder=DATA_FOLDER)}
# What this installation is called where several may meet: in Redis.
INSTALLATION = f"guitai-{hashlib.sha256(SECRET_KEY.encode()).hexdigest()[:12]}"
CHANNEL_LAYERS = env.channel_layers(REDIS_URL, installation=INSTALLATION)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"

# Sign-in is throttled by name and address together: a colleague's typing error locks nobody else out.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "guitai.web.people.locked_out"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_RESET_ON_SUCCESS = True

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Files that are brought in: how large one may be, how long its rejected lines and what undoes it are kept,
# and where it lies while it arrives.
IMPORT_MAX_BYTES = env.number("GUITAI_IMPORT_MAX_MB", default=2048, least=1, most=65536) * 1024 * 1024
IMPORT_KEPT_DAYS = env.number("GUITAI_IMPORT_KEPT_DAYS", default=30, least=1, most=3650)
FILE_UPLOAD_TEMP_DIR = env.made_folder(DATA_FOLDER / "uploads")

USE_I18N = True
USE_TZ = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
LANGUAGE_COOKIE_NAME = "guitai_language"

STATIC_URL = "static/"
STATIC_ROOT = DATA_FOLDER / "static"
# Only what was built is served, never its sources.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATICFILES_DIRS = [
    ("dist", PACKAGE / "web" / "static" / "dist"),
    ("django_htmx", Path(django_htmx.__file__).parent / "static" / "django_htmx"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "guitai.web.statics.BuiltFiles"},
}
WHITENOISE_USE_FINDERS = False

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "guitai": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "axes": {"level": "WARNING"},
        "huey": {"level": "WARNING"},
    },
}
