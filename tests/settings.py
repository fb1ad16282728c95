"""The settings of every test: test mode, on SQLite or on the database of ``STAGEMAP_TEST_DATABASE``."""

import os

os.environ["STAGEMAP_MODE"] = "test"
os.environ.setdefault("STAGEMAP_SECRET_KEY", "a key for tests alone, never for a site that people use")
if "STAGEMAP_TEST_DATABASE" in os.environ:
    os.environ["STAGEMAP_DATABASE"] = os.environ["STAGEMAP_TEST_DATABASE"]

from stagemap.config.settings import *  # noqa: F403 - settings are names in a module
