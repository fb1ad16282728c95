"""The sheets of the portfolio: what a kind asks, how answers are written, checked, compared and read (G17)."""

from stagemap.core.sheets.comparing import FieldDifference as FieldDifference
from stagemap.core.sheets.comparing import Merge as Merge
from stagemap.core.sheets.comparing import Piece as Piece
from stagemap.core.sheets.comparing import changed_words as changed_words
from stagemap.core.sheets.comparing import differences as differences
from stagemap.core.sheets.comparing import merged as merged
from stagemap.core.sheets.kinds import College as College
from stagemap.core.sheets.kinds import Condition as Condition
from stagemap.core.sheets.kinds import Count as Count
from stagemap.core.sheets.kinds import Field as Field
from stagemap.core.sheets.kinds import FieldType as FieldType
from stagemap.core.sheets.kinds import Filler as Filler
from stagemap.core.sheets.kinds import Layer as Layer
from stagemap.core.sheets.kinds import Lookup as Lookup
from stagemap.core.sheets.kinds import Option as Option
from stagemap.core.sheets.kinds import Part as Part
from stagemap.core.sheets.kinds import Scale as Scale
from stagemap.core.sheets.kinds import SheetKind as SheetKind
from stagemap.core.sheets.kinds import Source as Source
from stagemap.core.sheets.kinds import Tab as Tab
from stagemap.core.sheets.richtext import TAGS as TAGS
from stagemap.core.sheets.richtext import html_of as html_of
from stagemap.core.sheets.richtext import plain_of as plain_of
