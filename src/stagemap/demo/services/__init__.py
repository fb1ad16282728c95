"""The demo's writes: its cast and story, its clock, and stepping into somebody's shoes."""

from .cast import make_cast as make_cast
from .clock import set_clock as set_clock
from .personas import PERSONAS as PERSONAS
from .personas import Persona as Persona
from .shoes import viewer_link as viewer_link
from .upkeep import renew_editions as renew_editions
