"""The settings. Whatever differs between two machines is an environment variable (see README)."""

import os
import secrets
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def text(name, default=""):
    """An environment variable; one that is set but empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def switch(name):
    value = text(name, "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def words(name):
    return text(name).replace(",", " ").split()


DEBUG = switch("DEBUG")

# Everything that the site writes is kept here.
DATA_DIR = Path(text("DATA_DIR", str(BASE_DIR / "data"))).expanduser().absolute()


# The site and its address

SITE_NAME = text("SITE_NAME", "Withness")
SITE_TAGLINE = text("SITE_TAGLINE", "a knowledge base of the therapeutic relationship")
# Where readers report a problem: an e-mail address or a web address.
CONTACT = text("CONTACT")
CONTENT_LICENCE = text("CONTENT_LICENCE", "CC BY 4.0")
CONTENT_LICENCE_URL = text("CONTENT_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/")

SITE_URL = text("SITE_URL", f"http://127.0.0.1:{text('PORT', '8000')}").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname or _site.path or _site.query:
    raise ImproperlyConfigured(
        f"SITE_URL must be like https://kb.example, without a path, not {SITE_URL!r}."
    )
HTTPS = _site.scheme == "https"


def host_names():
    """The names that a request may call this site by."""
    names = [_site.hostname, "127.0.0.1", "localhost", "::1", *words("ALLOWED_HOSTS")]
    listening_on = text("HOST")
    if listening_on not in {"", "0.0.0.0", "::"}:  # noqa: S104 (compared, not bound)
        names.append(listening_on)
    return list(dict.fromkeys(f"[{name}]" if ":" in name else name for name in names))


ALLOWED_HOSTS = host_names()
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]


# Secrets and transport


def kept_secret_key(path):
    """The key in `path`, made at the first start.

    The key is written beside its place and linked there: two starts at once agree on one key,
    and nobody ever reads half of one. Where the folder can't be written there is no key; Django
    then refuses whatever needs one, and `concepts.checks` says why.
    """
    try:
        with suppress(FileNotFoundError):
            return path.read_text().strip()
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        new = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(new, "w") as file:
            file.write(secrets.token_urlsafe(50) + "\n")
        try:
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink()
        return path.read_text().strip()
    except OSError:
        return ""


SECRET_KEY = text("SECRET_KEY") or kept_secret_key(DATA_DIR / "secret-key")

# A browser sends secure cookies over https alone, so they depend on the address: signing in on
# plain http://127.0.0.1 has to work too.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked for from inside, behind the proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
# Only on request: without a proxy that sets them, any client could send X-Forwarded-Proto and -For.
TRUST_PROXY = switch("TRUST_PROXY")
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    # Subdomains and the preload list are promises about the owner's whole domain, not this site.
    "security.W005",
    "security.W021",
]

# Both keep pages out of other sites' frames; concepts.middleware takes them off what is public.
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}


# Finished pages (concepts/finished): so much of the disk may the answers take that are kept in
# DATA_DIR/finished; 0 keeps none. Where errors are shown, templates change while the site runs.
def megabytes(name, default):
    value = text(name, default)
    if not value.isascii() or not value.isdigit() or len(value) > 7:
        raise ImproperlyConfigured(
            f"{name} must be a number of megabytes, 0 or more, not {value!r}."
        )
    return int(value)


FINISHED_MEGABYTES = 0 if DEBUG else megabytes("FINISHED_MEGABYTES", "2000")


# The application

INSTALLED_APPS = [
    "concepts.apps.ConceptsConfig",
    "concepts.apps.KnowledgeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "taggit",
    "csp",
    "django_http_compression",
]

MIDDLEWARE = [
    "concepts.middleware.FinishedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "concepts.middleware.StaticFilesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "concepts.middleware.CrossOriginMiddleware",
    "concepts.middleware.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "concepts.middleware.SignInMiddleware",
]

# For developers alone: what a page asked of the database, and how long it took. Where the tests'
# requirements are not installed there is none, whatever DEBUG says.
TOOLBAR = DEBUG and find_spec("debug_toolbar") is not None
if TOOLBAR:
    INSTALLED_APPS.append("debug_toolbar")
    MIDDLEWARE.insert(4, "debug_toolbar.middleware.DebugToolbarMiddleware")
    INTERNAL_IPS = ["127.0.0.1", "::1"]

ROOT_URLCONF = "therapy_kb.urls"
WSGI_APPLICATION = "therapy_kb.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        # Where errors are shown, their lines are to be those of the file.
                        "django.template.loaders.filesystem.Loader"
                        if DEBUG
                        else "concepts.template_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "concepts.context_processors.site",
            ],
        },
    },
]

TAGGIT_CASE_INSENSITIVE = True

AUTHENTICATION_BACKENDS = ["concepts.backends.ThrottledModelBackend"]
PASSWORD_HASHERS = [
    "concepts.hashers.Argon2PasswordHasher",
    "concepts.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True


# The database


def database(url):
    if not url:
        # Not through a URL, in which a space or a percent sign in the folder's name would break.
        return sqlite({"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "db.sqlite3"})
    try:
        settings = dj_database_url.parse(url)
    except ValueError:  # and the errors of dj_database_url, which are kinds of it
        settings = {"ENGINE": ""}
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(settings)
    if settings["ENGINE"] == "django.db.backends.postgresql":
        return postgresql(settings)
    # The URL itself stays unsaid: it may hold a password.
    raise ImproperlyConfigured(
        "DATABASE_URL must be like postgres://user:password@host:5432/name or sqlite:////folder/file."
    )


def sqlite(settings):
    # IMMEDIATE takes the write lock at the start of a transaction: with the default, two editors
    # who publish at once both read first and one of them fails.
    return settings | {
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # Of commands, which can wait for one another; who serves waits less (`locks`).
            "timeout": 60,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        },
    }


def postgresql(settings):
    return settings | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5} | settings.get("OPTIONS", {}),
    }


DATABASES = {"default": database(text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# Static files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "concepts.storage.StaticFilesStorage"},
}


# What goes wrong is said on the console. Django's own default would mail it, to nobody.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"one line": {"()": "therapy_kb.log.OneLine"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "line": {"class": "logging.StreamHandler", "formatter": "one line"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A missing page is no fault of the site, and what people look for here is private.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # Wrong names of the site, too many fields, forms from elsewhere: what others got wrong.
        "django.security": {"handlers": ["line"], "level": "WARNING", "propagate": False},
    },
}

# A page's form with two hundred relations posts six fields for each; the default of 1,000 would
# lose what was typed.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# The most that a request may hold; the server ends reading there (concepts/management/front.py). A
# page of 200,000 characters, the most that may be saved, makes a form of 2.4 MB at worst.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
# Nobody uploads anything here, so a file in a form is passed over and never written to a disk.
FILE_UPLOAD_HANDLERS = []
