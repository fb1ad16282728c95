"""The settings of every test: test mode, a database by STAGEMAP_TEST_DATABASE (SQLite in memory of the process otherwise)."""

import os

os.environ["STAGEMAP_MODE"] = "test"
os.environ.setdefault("STAGEMAP_SECRET_KEY", "a key for tests alone, never for a site that people use")
if "STAGEMAP_TEST_DATABASE" in os.environ:
    os.environ["STAGEMAP_DATABASE"] = os.environ["STAGEMAP_TEST_DATABASE"]

from stagemap.config.settings import *  # noqa: E402, F403 - settings are names in a module, and the mode above comes first
