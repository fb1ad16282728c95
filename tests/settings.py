"""The settings of every test: test mode, on SQLite or on the database of ``STAGEMAP_TEST_DATABASE``."""

import atexit
import os
from tempfile import TemporaryDirectory

_folder = TemporaryDirectory(prefix="stagemap-tests-")
atexit.register(_folder.cleanup)

os.environ["STAGEMAP_MODE"] = "test"
os.environ["STAGEMAP_DATA"] = _folder.name
os.environ.setdefault("STAGEMAP_SECRET_KEY", "a key for tests alone, never for a site that people use")
if "STAGEMAP_TEST_DATABASE" in os.environ:
    os.environ["STAGEMAP_DATABASE"] = os.environ["STAGEMAP_TEST_DATABASE"]

from stagemap.config.settings import *  # noqa: E402, F403 - settings are names in a module

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405 - one of them
    # A file, so that threads and processes of one test share what the write-ahead log shares in production.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_folder.name, "test.sqlite3")}  # noqa: F405, PTH118 - the same
# pytest-django marks undefined template variables with an object that fails.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "templates.E002"]  # noqa: F405 - one of them
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
