"""Settings of the tests: the site's own, with everything in memory and jobs done at once."""

import os
import tempfile

os.environ.setdefault("SECAP_DATA", tempfile.mkdtemp(prefix="secap-tests-"))
os.environ.setdefault("SECAP_SECRET_KEY", "only-for-tests")
if url := os.environ.get("SECAP_TEST_DATABASE_URL"):
    os.environ["SECAP_DATABASE_URL"] = url

from secap.desk.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in ("default", "progress")
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ACCOUNT_RATE_LIMITS = False
