"""Reads of the hall: which homes somebody has, the facts of a road, the supervisor's list."""

from .facts import KEPT as KEPT
from .facts import facts_of as facts_of
from .facts import journey_for as journey_for
from .hall import Hall as Hall
from .hall import hall_for as hall_for
from .hall import hall_of as hall_of
from .hall import placements_named as placements_named
from .students import StudentList as StudentList
from .students import StudentRow as StudentRow
from .students import students_of as students_of
