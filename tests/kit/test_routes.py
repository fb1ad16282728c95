"""The addresses of routes: what Django would say, sought once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.urls import get_script_prefix, reverse, set_script_prefix

from stagemap.kit.routes import path_to

BLOCKS = [uuid.UUID(int=9_000_000_002), uuid.uuid4()]


@pytest.fixture(params=["/", "/stage/"])
def prefix(request: pytest.FixtureRequest) -> Iterator[str]:
    usual = get_script_prefix()
    set_script_prefix(request.param)
    yield request.param
    set_script_prefix(usual)


@pytest.mark.parametrize("key", [1, 7, 9_000_000_001, 2**63])
def test_an_address_is_the_one_that_django_gives(prefix: str, key: int) -> None:
    for name, keys in (
        ("web:home", ()),
        ("planning:planner", (key,)),
        ("planning:version", (key, 3)),
        *(("planning:block", (key, block)) for block in BLOCKS),
    ):
        assert path_to(name, *keys) == reverse(name, args=keys)
        assert path_to(name, *keys).startswith(prefix)
