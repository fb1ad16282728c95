"""What the hall hands to the page frame."""

from dataclasses import dataclass


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
