from __future__ import annotations

import datetime as dt
from typing import Any

from stagemap.core.roster import Rhythm, Slot, Span
from stagemap.documents.files.rows import Band, Frame, Hatch, fills, frames, hatches, lesson_rows, place
from tests.documents.samples import MONDAY, MORNING, PLAN, RHYTHM, WHOLE_DAY, block

ROWS = frames(RHYTHM, ())
UNKNOWN = Rhythm(((),) * 5)


def bands(rows: tuple[Frame, ...]) -> list[str]:
    return [row.band.value for row in rows]


def reach(*, start: int, minutes: int) -> tuple[int, int]:
    (cell,) = place(MONDAY, ROWS, [block(start=start, minutes=minutes)])
    return cell.first, cell.last


def test_six_lessons_make_the_ten_rows_of_the_form() -> None:
    assert bands(ROWS) == [
        *("before", "lesson", "lesson", "lesson", "lesson", "noon", "lesson", "lesson", "after", "home")
    ]
    assert [row.span for row in ROWS if row.band is Band.LESSON] == list(WHOLE_DAY)
    assert ROWS[5].span == Span(725, 795)


def test_a_school_with_more_lessons_has_more_rows() -> None:
    seven = (*WHOLE_DAY, Span(910, 960))
    assert len(frames(Rhythm((seven,) * 5), ())) == 11


def test_a_school_with_few_lessons_still_has_ten_rows() -> None:
    assert bands(frames(Rhythm((MORNING,) * 5), ())) == [
        *("before", "lesson", "lesson", "lesson", "lesson", "after", "evening", "home", "blank", "blank")
    ]


def test_a_school_without_known_hours_gets_rows_of_an_hour() -> None:
    rows = frames(UNKNOWN, ())
    assert bands(rows) == ["before", *("lesson",) * 4, "noon", *("lesson",) * 3, "after", "home"]
    assert rows[1].span == Span(480, 540)


def test_work_in_the_evening_gets_a_row_of_its_own() -> None:
    late = block(start=1170, minutes=90)
    rows = frames(RHYTHM, [late])
    assert bands(rows)[-3:] == ["after", "evening", "home"]
    assert place(MONDAY, rows, [late])[0].first == len(rows) - 2


def test_lessons_of_a_day_with_other_hours_add_rows_only_where_nothing_is() -> None:
    friday = (Span(500, 550), Span(550, 600), Span(920, 970))
    assert lesson_rows(Rhythm((WHOLE_DAY,) * 4 + (friday,))) == (*WHOLE_DAY, Span(920, 970))


def test_a_break_around_noon_that_is_too_short_makes_no_row() -> None:
    assert "noon" not in bands(frames(Rhythm(((Span(510, 720), Span(740, 900)),) * 5), ()))


def test_a_lesson_stands_in_its_row_and_a_double_one_in_two() -> None:
    assert reach(start=510, minutes=50) == (1, 1)
    assert reach(start=510, minutes=100) == (1, 2)


def test_ten_minutes_of_the_next_hour_do_not_count() -> None:
    assert reach(start=510, minutes=60) == (1, 1)
    assert reach(start=510, minutes=65) == (1, 2)


def test_work_in_a_break_stands_in_the_row_above_it() -> None:
    assert reach(start=610, minutes=15) == (2, 2)


def test_a_short_moment_stands_where_most_of_it_is() -> None:
    assert reach(start=720, minutes=14) == (5, 5)


def test_before_noon_after_school_and_home_have_their_rows() -> None:
    assert reach(start=480, minutes=25) == (0, 0)
    assert reach(start=735, minutes=50) == (5, 5)
    assert reach(start=915, minutes=60) == (8, 8)
    loose = [block(start=None, slot=slot, id=slot) for slot in (Slot.HOME, Slot.AFTER, Slot.BEFORE)]
    assert [(cell.first, cell.blocks[0].slot) for cell in place(MONDAY, ROWS, loose)] == [
        (0, Slot.BEFORE),
        (8, Slot.AFTER),
        (9, Slot.HOME),
    ]


def test_blocks_that_meet_share_one_cell_in_order_of_time() -> None:
    first, second, third = (
        block("een", id="1", start=510, minutes=100),
        block("twee", id="2", start=560, minutes=115),
        block("drie", id="3", start=675, minutes=50),
    )
    cells = place(MONDAY, ROWS, [third, second, first])
    assert [(cell.first, cell.last, [item.title for item in cell.blocks]) for cell in cells] == [
        (1, 3, ["een", "twee"]),
        (4, 4, ["drie"]),
    ]


def test_blocks_of_other_days_stay_away() -> None:
    assert place(MONDAY + dt.timedelta(days=1), ROWS, [block()]) == []


def test_a_free_afternoon_is_hatched_until_after_school() -> None:
    assert hatches(ROWS, MORNING, [], closed=False) == [Hatch(6, 8, afternoon=True)]


def test_work_in_a_free_afternoon_parts_the_hatching() -> None:
    taken = place(MONDAY, ROWS, [block(start=860, minutes=50)])
    assert hatches(ROWS, MORNING, taken, closed=False) == [
        Hatch(6, 6, afternoon=False),
        Hatch(8, 8, afternoon=False),
    ]


def test_a_day_that_begins_later_is_hatched_at_its_beginning() -> None:
    assert hatches(ROWS, WHOLE_DAY[1:], [], closed=False) == [Hatch(1, 1, afternoon=False)]


def test_a_closed_day_is_hatched_from_the_first_lesson_to_after_school() -> None:
    assert hatches(ROWS, WHOLE_DAY, [], closed=True) == [Hatch(1, 8, afternoon=True)]


def test_a_full_school_day_is_never_hatched() -> None:
    assert hatches(ROWS, WHOLE_DAY, [], closed=False) == []


def test_the_row_tells_the_time_only_of_a_block_that_fills_its_lessons() -> None:
    def told(**fields: Any) -> bool:
        item = block(**fields)
        return fills(item, ROWS, place(MONDAY, ROWS, [item])[0])

    assert told(start=510, minutes=100) is True
    assert told(start=510, minutes=60) is False
    assert told(start=735, minutes=50) is False
    assert told(start=None, slot=Slot.HOME) is False
    both = [block(id="1"), block(id="2")]
    assert fills(both[0], ROWS, place(MONDAY, ROWS, both)[0]) is False


def test_every_block_of_a_whole_week_has_exactly_one_cell() -> None:
    days = [MONDAY + dt.timedelta(days=number) for number in range(5)]
    placed = [item for day in days for cell in place(day, ROWS, PLAN.blocks) for item in cell.blocks]
    assert sorted(item.id for item in placed) == sorted(item.id for item in PLAN.blocks if item.day)
