"""Writes of the portfolio: one verb a function, keyword-only, one transaction, one activity line."""

from .pupils import confirm_permission as confirm_permission
from .pupils import make_code as make_code
from .pupils import withdraw_permission as withdraw_permission
from .remarks import comment as comment
from .remarks import write_day_note as write_day_note
from .reviews import ask_to_read as ask_to_read
from .reviews import review as review
