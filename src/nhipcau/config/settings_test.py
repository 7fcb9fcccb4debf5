"""Settings of the tests: a throw-away home, quick passwords, background work done at once."""

import os
import tempfile

os.environ.setdefault("NHIPCAU_SECRET_KEY", "only-for-tests")
os.environ.setdefault("NHIPCAU_HOME", tempfile.mkdtemp(prefix="nhipcau-test-"))

from nhipcau.config.settings import *  # noqa: F403  (settings are composed this way in Django)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["*"]
