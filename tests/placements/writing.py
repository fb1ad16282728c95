"""What the tests of writes share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from stagemap.activity.models import Entry
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from tests import factories as make

BY: dict[str, Any] = {"by": Viewer(user_id=7, name="Hilde"), "at": make.AT}


def lines() -> list[tuple[str, str, str, int | None, list[str]]]:
    return list(Entry.objects.order_by("id").values_list("actor", "verb", "kind", "placement_id", "fields"))


def refused(write: Callable[[], object]) -> str:
    before = len(lines())
    with pytest.raises(Impossible) as refusal:
        write()
    assert len(lines()) == before
    return str(refusal.value.reason)
