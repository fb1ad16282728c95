"""Icons from the one sprite of the site."""

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


@cache
def icon(name: str, css: str = "") -> SafeString:
    """The symbol ``name`` of ``kit/icons.svg``, hidden from screen readers; ``css`` are extra classes.

    Cached for the life of the process: the sprite's address changes with a new version only.
    """
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" {css}" if css else "",
        static("kit/icons.svg"),
        name,
    )
