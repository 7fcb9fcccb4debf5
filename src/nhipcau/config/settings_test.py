"""Settings of the tests: a throw-away home, quick passwords, background work done at once."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("NHIPCAU_SECRET_KEY", "only-for-tests")
if "NHIPCAU_HOME" not in os.environ:
    # Workers of a parallel run find it in their environment and share it; who made it removes it.
    os.environ["NHIPCAU_HOME"] = tempfile.mkdtemp(prefix="nhipcau-test-")
    atexit.register(shutil.rmtree, os.environ["NHIPCAU_HOME"], ignore_errors=True)
# A browser test drives Playwright, whose loop runs in the test's own thread, while the same test asks the database
# between two clicks. Django takes the loop for an asynchronous view and refuses; no view of ours is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from nhipcau.config.catalogues import compile_stale
from nhipcau.config.settings import *  # noqa: F403  (settings are composed this way in Django)
from nhipcau.config.settings import DATABASES, HOME

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # On file, as in an office: the server of a browser test answers in threads, and each needs a connection of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

# Tests look at which files are kept: each worker of a parallel run has its own.
MEDIA_ROOT = HOME / os.environ.get("PYTEST_XDIST_WORKER", "alone") / "files"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["*"]

# Before Django reads them: the tests see the messages as they stand in the catalogues now.
compile_stale()
