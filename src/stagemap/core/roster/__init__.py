"""The week roster: its nouns, where blocks lie, what can be done to them, how a version is stored and compared.

Times of day are whole minutes after midnight, local time; durations are whole minutes.
"""

from stagemap.core.roster.codec import FORMAT as FORMAT
from stagemap.core.roster.codec import UnknownFormat as UnknownFormat
from stagemap.core.roster.codec import block_from_data as block_from_data
from stagemap.core.roster.codec import block_to_data as block_to_data
from stagemap.core.roster.codec import blocks_in as blocks_in
from stagemap.core.roster.codec import plan_from_data as plan_from_data
from stagemap.core.roster.codec import plan_to_data as plan_to_data
from stagemap.core.roster.differences import OUTCOME_FIELDS as OUTCOME_FIELDS
from stagemap.core.roster.differences import BlockChange as BlockChange
from stagemap.core.roster.differences import ChangeKind as ChangeKind
from stagemap.core.roster.differences import Differences as Differences
from stagemap.core.roster.differences import FieldChange as FieldChange
from stagemap.core.roster.differences import differences as differences
from stagemap.core.roster.moves import GRAIN as GRAIN
from stagemap.core.roster.moves import SPLIT_OUTSIDE as SPLIT_OUTSIDE
from stagemap.core.roster.moves import STEP as STEP
from stagemap.core.roster.moves import can_be_ticked as can_be_ticked
from stagemap.core.roster.moves import clamped as clamped
from stagemap.core.roster.moves import placed as placed
from stagemap.core.roster.moves import resized as resized
from stagemap.core.roster.moves import shifted as shifted
from stagemap.core.roster.moves import split as split
from stagemap.core.roster.places import LESSON as LESSON
from stagemap.core.roster.places import Part as Part
from stagemap.core.roster.places import first_free_place as first_free_place
from stagemap.core.roster.places import free_places as free_places
from stagemap.core.roster.places import free_spans as free_spans
from stagemap.core.roster.places import in_time as in_time
from stagemap.core.roster.places import inside_lessons as inside_lessons
from stagemap.core.roster.places import overlaps as overlaps
from stagemap.core.roster.places import part_of_day as part_of_day
from stagemap.core.roster.places import parts_of_day as parts_of_day
from stagemap.core.roster.records import MIDDAY as MIDDAY
from stagemap.core.roster.records import NOON as NOON
from stagemap.core.roster.records import NOON_LEAST as NOON_LEAST
from stagemap.core.roster.records import Block as Block
from stagemap.core.roster.records import ExtraClass as ExtraClass
from stagemap.core.roster.records import Observation as Observation
from stagemap.core.roster.records import Outcome as Outcome
from stagemap.core.roster.records import Package as Package
from stagemap.core.roster.records import Plan as Plan
from stagemap.core.roster.records import Project as Project
from stagemap.core.roster.records import Rhythm as Rhythm
from stagemap.core.roster.records import Slot as Slot
from stagemap.core.roster.records import Span as Span
from stagemap.core.roster.records import StandingMoment as StandingMoment
