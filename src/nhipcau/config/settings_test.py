"""Settings of the tests: a throw-away home, quick passwords, background work done at once."""

import os
import secrets
import tempfile
from pathlib import Path

os.environ.setdefault("NHIPCAU_SECRET_KEY", "only-for-tests")
# Only a name: who runs tests makes the folder and removes it (conftest.py). The type checker asks for settings too,
# writes nothing, and ends without tidying up. Workers of a parallel run find the name in their environment.
if "NHIPCAU_HOME" not in os.environ:
    os.environ["NHIPCAU_HOME_OWNER"] = str(os.getpid())
    os.environ["NHIPCAU_HOME"] = str(Path(tempfile.gettempdir(), f"nhipcau-test-{secrets.token_hex(8)}"))
# A browser test drives Playwright, whose loop runs in the test's own thread, while the same test asks the database
# between two clicks. Django takes the loop for an asynchronous view and refuses; no view of ours is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from nhipcau.config.catalogues import compile_stale
from nhipcau.config.settings import *  # noqa: F403  (settings are composed this way in Django)
from nhipcau.config.settings import DATABASES, HOME, TASKS

OWNS_HOME = os.environ.get("NHIPCAU_HOME_OWNER") == str(os.getpid())

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # On file, as in an office: the server of a browser test answers in threads, and each needs a connection of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    # Threads of a test's server leave none behind that would keep the test database from being removed.
    DATABASES["default"]["CONN_MAX_AGE"] = 0

# Tests look at which files are kept: each worker of a parallel run has its own.
MEDIA_ROOT = HOME / os.environ.get("PYTEST_XDIST_WORKER", "alone") / "files"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
WHITENOISE_AUTOREFRESH = True
# Tests write down themselves what was read: a page's queries are the same whenever it is asked for.
VIEWS_WRITTEN_EVERY_S = None
# Tests write letters at once and many.
LETTERS_AN_HOUR = 10_000
LETTER_FORM_LEAST_S = 0
ALLOWED_HOSTS = ["*"]

# Before Django reads them: the tests see the messages as they stand in the catalogues now.
compile_stale()
