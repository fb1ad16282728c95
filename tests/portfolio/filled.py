"""What a browser without scripts would send of a form that a page shows."""

from __future__ import annotations

from html.parser import HTMLParser

from django.http import QueryDict


class _Form(HTMLParser):
    """Collects the controls of the form with an id, in order."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.pairs: list[tuple[str, str]] = []
        self.area = self.choice = ""
        self.text: list[str] = []
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if tag == "form" and have.get("id") == self.form_id:
            self.inside = True
        if self.inside and tag == "input" and "name" in have:
            self._input(have)
        elif self.inside and tag == "textarea":
            self.area, self.text = have["name"], []
        elif self.inside and tag == "select":
            self.choice, self.options = have["name"], []
        elif self.inside and tag == "option":
            self.options.append((have.get("value", ""), "selected" in have))

    def _input(self, have: dict[str, str]) -> None:
        if have.get("type") not in {"radio", "checkbox"} or "checked" in have:
            self.pairs.append((have["name"], have.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            text = "".join(self.text)
            self.pairs.append((self.area, text.removeprefix("\n").replace("\n", "\r\n")))
            self.area = ""
        elif tag == "select" and self.choice:
            chosen = [value for value, is_chosen in self.options if is_chosen]
            self.pairs.append((self.choice, (chosen or [self.options[0][0]])[0]))
            self.choice = ""


def filled(html: str, form_id: str = "sheet") -> QueryDict:
    """The values of the form's controls as they stand on the page, without a button."""
    parser = _Form(form_id)
    parser.feed(html)
    data = QueryDict(mutable=True)
    for name, value in parser.pairs:
        data.appendlist(name, value)
    return data
