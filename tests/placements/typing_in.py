"""What the tests of forms share."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict


def sent(**fields: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, [str(each) for each in value] if isinstance(value, list) else [str(value)])
    return data
