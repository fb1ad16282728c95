"""What holds for every test: nothing leaves this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import settings

pytest_plugins = ["tests.append_only"]

# A slow machine fails nothing, and what is tried is the same on every one.
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")

LOCAL_NAMES = {"localhost", "testserver", ""}
DATABASE = {"db", "transactional_db", "django_db_setup"}
"""The fixtures of pytest-django that lead to the database; without one of them, or their mark, it lets nobody in."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ``STAGEMAP_TEST_DATABASE`` only the tests that ask a database: the others are the same with any."""
    if "STAGEMAP_TEST_DATABASE" in os.environ:
        config.hook.pytest_deselected(items=[item for item in items if not asks_the_database(item)])
        items[:] = [item for item in items if asks_the_database(item)]


def asks_the_database(item: pytest.Item) -> bool:
    """Whether a test can reach the database at all."""
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(fixtures)


def _is_local(host: object) -> bool:
    """Whether an address to connect to, or a name to look up, stays on this machine."""
    if host is None or host in LOCAL_NAMES:
        return True
    try:
        return ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _nothing_leaves_this_machine() -> Iterator[None]:
    """Refuses every connection and every name look-up that is not for the loopback addresses or a socket file."""
    connect, lookup = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_local(address[0]):
            raise RuntimeError(f"A test tried to reach {address[0]}: only this machine may be reached.")
        connect(self, address)

    def guarded_lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if not _is_local(name):
            raise RuntimeError(f"A test tried to look up {name}: only this machine may be reached.")
        return lookup(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        yield
