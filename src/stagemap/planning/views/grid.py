"""The week as drawn: which row of the squared paper a minute falls in.

Rows are five minutes: the day's heading, a band before school, the morning, the noon break as one row, the
afternoon, a band after school and one at home. Row numbers are those of ``kit/css/roster.css``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString

from stagemap.core.roster import Block, Part, Rhythm, Span, part_of_day

UNIT = 5
FIRST_ROW = 3
LONGEST_LABEL = 7
BAND = {
    Part.AHEAD: "ahead",
    Part.BEFORE_SCHOOL: "voor",
    Part.MORNING: "",
    Part.NOON: "lunch",
    Part.AFTERNOON: "",
    Part.AFTER_SCHOOL: "na",
    Part.HOME: "thuis",
    Part.BEHIND: "behind",
}
USUAL_DAY = (Span(510, 725), Span(795, 910))


@dataclass(frozen=True, slots=True)
class Axis:
    """A time beside the grid, or a named band (``voor``, ``lunch``, ``na``, ``thuis``)."""

    at: str
    text: str
    length: int = 1

    @property
    def html(self) -> SafeString:
        """The line beside the grid."""
        around = f'<span class="axis" aria-hidden="true" data-at="{self.at}" data-len="{self.length}">'
        return SafeString(f"{around}{escape(self.text)}</span>")  # every text went through escape


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of the grid without lessons: a break over the whole week, or free time of one day (``col``)."""

    at: str
    length: int = 1
    col: int = 0
    text: str = ""

    @property
    def html(self) -> SafeString:
        """The stretch as it is drawn."""
        free = f' free" aria-hidden="true" data-col="{self.col}"' if self.col else '" aria-hidden="true"'
        around = f'<span class="strip{free} data-at="{self.at}" data-len="{self.length}">'
        return SafeString(f"{around}{escape(self.text)}</span>")  # every text of a person went through escape


@dataclass(frozen=True)
class Grid:
    """The drawn week of one school's rhythm."""

    rhythm: Rhythm

    @cached_property
    def lessons(self) -> tuple[Span, ...]:
        """Every lesson hour that some day has, in order of time."""
        return tuple(sorted({span for day in self.rhythm.lessons for span in day}, key=lambda s: (s.start, s.end)))

    @cached_property
    def _halves(self) -> tuple[Span, Span]:
        """Morning and afternoon; a school without one of them is drawn with a usual one."""
        morning, afternoon = self.rhythm.bands
        morning = (
            morning or Span(min(USUAL_DAY[0].start, afternoon.start - 120), USUAL_DAY[0].end) if afternoon else morning
        )
        if morning is None:
            return USUAL_DAY
        return morning, afternoon or Span(morning.end + 60, morning.end + 180)

    @property
    def morning(self) -> Span:
        """From the first lesson to the noon break."""
        return self._halves[0]

    @property
    def afternoon(self) -> Span:
        """From the noon break to the end of the last lesson."""
        return self._halves[1]

    @property
    def am(self) -> int:
        """Rows of the morning."""
        return -(-(self.morning.end - self.morning.start) // UNIT)

    @property
    def pm(self) -> int:
        """Rows of the afternoon."""
        return -(-(self.afternoon.end - self.afternoon.start) // UNIT)

    def row(self, minute: int) -> int:
        """The row that holds ``minute``, clamped to the lesson day; the noon break is one row."""
        if minute < self.morning.end:
            return FIRST_ROW + max(0, minute - self.morning.start) // UNIT
        noon = FIRST_ROW + self.am
        if minute < self.afternoon.start:
            return noon
        return noon + 1 + min(minute - self.afternoon.start, self.afternoon.end - self.afternoon.start) // UNIT

    def length(self, start: int, end: int) -> int:
        """Rows from ``start`` up to ``end``, at least one."""
        return max(1, self.row(max(start, end - 1)) + 1 - self.row(start))

    def band(self, block: Block) -> str:
        """The band that a block is drawn in, or nothing where it stands in the lesson hours."""
        return BAND[part_of_day(block, self.rhythm)]

    @cached_property
    def _breaks(self) -> tuple[Span, ...]:
        """The pauses of the fullest day inside morning and afternoon, without the noon break."""
        fullest = max(self.rhythm.lessons, key=len, default=())
        gaps = (Span(before.end, after.start) for before, after in pairwise(fullest) if after.start > before.end)
        return tuple(gap for gap in gaps if gap.start != self.morning.end)

    @cached_property
    def strips(self) -> tuple[Strip, ...]:
        """The hatched pauses over the whole week."""
        pauses = (Strip(str(self.row(gap.start)), self.length(gap.start, gap.end)) for gap in self._breaks)
        return (*pauses, Strip("lunch"))

    def free(self, weekday: int) -> tuple[Strip, ...]:
        """The halves of a day in which this school has no lessons, as column strips; Monday is 0."""
        if not self.lessons:
            return ()
        spans = self.rhythm.lessons[weekday]
        col = weekday + 2
        morning = Strip(str(FIRST_ROW), self.am, col)
        afternoon = Strip(str(FIRST_ROW + self.am + 1), self.pm, col)
        has_morning = any(span.start < self.morning.end for span in spans)
        has_afternoon = any(span.end > self.afternoon.start for span in spans)
        return (*(() if has_morning else (morning,)), *(() if has_afternoon else (afternoon,)))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The minutes at which lessons start: what a dragged block snaps to, and what stands beside the grid."""
        return tuple(sorted({span.start for span in self.lessons}))

    @cached_property
    def hours(self) -> tuple[Axis, ...]:
        """The clock times beside the grid; the text is the minute, to be written in the reader's language."""
        starts = [start for start in self.starts if start < self.morning.end or start >= self.afternoon.start]
        rows = [self.row(start) for start in starts]
        ends = [*rows[1:], FIRST_ROW + self.am + 1 + self.pm]
        return tuple(
            Axis(str(row), str(start), max(1, min(LONGEST_LABEL, end - row)))
            for row, start, end in zip(rows, starts, ends, strict=True)
        )


@lru_cache(maxsize=256)
def grid_of(rhythm: Rhythm) -> Grid:
    """The drawn week of ``rhythm``, worked out once for all pages of a school."""
    return Grid(rhythm)
