"""Writes of the portfolio: one verb a function, keyword-only, one transaction, one activity line."""

from .drafts import save_draft as save_draft
from .naming import answers_without as answers_without
from .naming import clear_word as clear_word
from .naming import name_refused as name_refused
from .pupils import choose_new_code as choose_new_code
from .pupils import confirm_permission as confirm_permission
from .pupils import make_code as make_code
from .pupils import withdraw_permission as withdraw_permission
from .readiness import Counted as Counted
from .readiness import Hours as Hours
from .readiness import Ready as Ready
from .readiness import count_hours as count_hours
from .readiness import make_ready as make_ready
from .remarks import comment as comment
from .remarks import write_day_note as write_day_note
from .reviews import ask_to_read as ask_to_read
from .reviews import review as review
from .sheets import begin_sheet as begin_sheet
from .sheets import close_observation as close_observation
from .sheets import move_layer as move_layer
from .sheets import remove_sheet as remove_sheet
from .sheets import reopen as reopen
from .versions import FaultySheet as FaultySheet
from .versions import StaleSheet as StaleSheet
