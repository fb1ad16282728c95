"""What upper floors may listen to."""

from __future__ import annotations

from django.dispatch import Signal

unknown_address = Signal()
"""Somebody asked at ``at`` for a sign-in code with an ``email`` that has no account. The page answers as ever."""

language_chosen = Signal()
"""``viewer`` chose ``language`` (``nl``, ``en``) at ``at``; an account's own choice is saved already."""
