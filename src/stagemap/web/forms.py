"""The search of the supervisor's list."""

from __future__ import annotations

from typing import Any

from django import forms


class SearchForm(forms.Form):
    """A name and a page; what cannot be read asks for nothing."""

    q = forms.CharField(required=False, max_length=80)
    page = forms.IntegerField(required=False, min_value=1)

    @property
    def words(self) -> str:
        """What is looked for; empty for nothing."""
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))

    def asked(self) -> dict[str, Any]:
        """``words`` and ``page`` for the query."""
        return {"words": self.words, "page": self.cleaned_data.get("page") or 1}
