"""What the hall hands to the page frame, and the language of the page."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link of the main menu or of the menu behind the own name.

    ``count_text`` says in words what ``count`` counts ("nieuwe berichten").
    """

    url: str
    icon: str
    text: str
    count: int = 0
    count_text: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in; without ``sign_out_url`` the menu has no such button."""

    name: str
    initials: str
    links: tuple[NavItem, ...] = ()
    sign_out_url: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that waits elsewhere, as one floor tells it on a page of another."""

    icon: str
    title: str
    text: str
    url: str


def language() -> str:
    """The language of the page, ``nl`` or ``en``."""
    return "en" if (get_language() or "").startswith("en") else "nl"
