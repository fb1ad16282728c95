"""The search of the supervisor's list."""

from __future__ import annotations

from typing import Any

from django import forms


class SearchForm(forms.Form):
    """A name and a page; what cannot be read asks for nothing."""

    q = forms.CharField(required=False, max_length=80)
    page = forms.IntegerField(required=False, min_value=1)

    def asked(self) -> dict[str, Any]:
        """``words`` and ``page`` for the query."""
        self.is_valid()
        return {"words": self.cleaned_data.get("q", ""), "page": self.cleaned_data.get("page") or 1}
