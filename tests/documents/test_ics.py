from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from stagemap.core.roster import Block, Outcome, Slot, Span
from stagemap.documents.files.ics import Happening, calendar_text, of_blocks, of_deadlines, of_moments
from tests.documents.samples import BLOCKS, EDITION, MONDAY, block

STAMP = dt.datetime(2027, 3, 25, 15, 40, tzinfo=dt.UTC)
BRUSSELS = ZoneInfo("Europe/Brussels")


def read(*happenings: Happening) -> Any:
    made = calendar_text("Zorgstage Noor Verhaegen", happenings, stamp=STAMP, language="nl")
    return Calendar.from_ical(made)


def blocks(*items: Block, revision: int = 7) -> tuple[Happening, ...]:
    return of_blocks(EDITION, items, "nl", school="De Wegwijzer, Brussel", revision=revision)


def only(calendar: Any) -> Any:
    (event,) = calendar.walk("VEVENT")
    return event


def test_the_blocks_with_a_clock_time_become_events_in_order() -> None:
    calendar = read(*blocks(*reversed(BLOCKS)))
    events = calendar.walk("VEVENT")
    assert len(events) == sum(item.start is not None for item in BLOCKS)
    starts = [event.decoded("DTSTART") for event in events]
    assert starts == sorted(starts)


def test_an_event_says_what_when_where_and_at_what() -> None:
    event = only(read(*blocks(BLOCKS[1])))
    assert str(event["SUMMARY"]) == "Co-teaching rekenen in 5A"
    assert event.decoded("DTSTART") == dt.datetime(2027, 4, 19, 8, 30, tzinfo=BRUSSELS)
    assert event.decoded("DTEND") == dt.datetime(2027, 4, 19, 10, 10, tzinfo=BRUSSELS)
    assert event["DTSTART"].params["TZID"] == "Europe/Brussels"
    assert str(event["LOCATION"]) == "5A, De Wegwijzer, Brussel"
    assert str(event["DESCRIPTION"]) == "stappenplan bij deelsommen\nproject · meso (leerkracht) · actief"


def test_an_event_keeps_its_identity_and_counts_its_changes() -> None:
    event = only(read(*blocks(BLOCKS[1], revision=12)))
    assert str(event["UID"]) == f"{BLOCKS[1].id}@stagemap"
    assert event["SEQUENCE"] == 12
    assert event.decoded("DTSTAMP") == STAMP


def test_work_without_a_time_and_dropped_blocks_are_left_out() -> None:
    dropped = block(outcome=Outcome.DROPPED)
    loose = block(start=None, slot=Slot.HOME)
    assert blocks(dropped, loose) == ()


def test_no_pupil_code_reaches_a_calendar() -> None:
    coded = block("Gesprek met #4", where="hoek van #5", at_what="noden van #6")
    made = calendar_text("x", blocks(coded, *BLOCKS), stamp=STAMP, language="nl")
    assert b"#" not in made
    assert "Gesprek met een leerling" in made.decode()


def test_a_block_without_level_or_role_says_only_its_half() -> None:
    assert blocks(block(level=None, role=None))[0].about == "verkenning"


def test_observation_moments_stand_at_their_time_or_on_their_day() -> None:
    moments = {1: (dt.date(2027, 3, 2), Span(510, 725)), 2: (dt.date(2027, 3, 16), None), 3: (None, None)}
    first, second = read(*of_moments(moments, "nl", key="7", place="De Wegwijzer")).walk("VEVENT")
    assert (str(first["SUMMARY"]), str(first["UID"])) == ("Observatiemoment 1", "observation-7-1@stagemap")
    assert first.decoded("DTEND") == dt.datetime(2027, 3, 2, 12, 5, tzinfo=BRUSSELS)
    assert (second.decoded("DTSTART"), second["TRANSP"]) == (dt.date(2027, 3, 16), "TRANSPARENT")


def test_a_deadline_is_a_whole_day_that_takes_no_time() -> None:
    event = only(read(*of_deadlines([("roster_sent", "Weekrooster bezorgen", dt.date(2027, 4, 12))], "nl", key="7")))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (dt.date(2027, 4, 12), dt.date(2027, 4, 13))
    assert (str(event["SUMMARY"]), event["TRANSP"]) == ("Weekrooster bezorgen: uiterlijk vandaag", "TRANSPARENT")
    assert str(event["UID"]) == "roster_sent-7@stagemap"


def test_the_calendar_has_a_name_a_zone_and_asks_to_be_refreshed() -> None:
    calendar = read()
    assert str(calendar["X-WR-CALNAME"]) == str(calendar["NAME"]) == "Zorgstage Noor Verhaegen"
    assert calendar["REFRESH-INTERVAL"].dt == dt.timedelta(hours=4)
    assert str(calendar["METHOD"]) == "PUBLISH"
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Brussels"


def test_its_zone_changes_the_clock_as_brussels_does() -> None:
    (zone,) = read().walk("VTIMEZONE")
    brussels = zone.to_tz()
    noon = [dt.datetime(2027, month, 15, 12) for month in range(1, 13)]  # noqa: DTZ001 - a zone is put on below
    edges = [dt.datetime(2027, *edge) for edge in ((3, 28, 1, 30), (3, 28, 3, 30), (10, 31, 1, 30), (10, 31, 3, 30))]  # noqa: DTZ001
    moments = noon + edges
    assert [moment.replace(tzinfo=brussels).utcoffset() for moment in moments] == [
        moment.replace(tzinfo=BRUSSELS).utcoffset() for moment in moments
    ]


def test_a_time_in_winter_and_one_in_summer_are_those_of_the_wall() -> None:
    winter = Happening(key="w", day=dt.date(2027, 3, 26), start=510, minutes=50, title="voor")
    summer = replace(winter, key="s", day=dt.date(2027, 3, 29))
    first, second = read(winter, summer).walk("VEVENT")
    assert first.decoded("DTSTART").astimezone(dt.UTC).hour == 7
    assert second.decoded("DTSTART").astimezone(dt.UTC).hour == 6


def test_long_and_awkward_texts_are_folded_and_escaped() -> None:
    title = "Zorgoverleg; met komma, schuine \\ streep\nen een héél lange titel " + "é" * 80
    made = calendar_text(
        "x", [Happening(key="k", day=MONDAY, start=600, minutes=30, title=title)], stamp=STAMP, language="nl"
    )
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    assert str(only(Calendar.from_ical(made))["SUMMARY"]) == title


def test_work_past_midnight_ends_the_next_day() -> None:
    late = Happening(key="k", day=MONDAY, start=1380, minutes=120, title="Kamp")
    assert only(read(late)).decoded("DTEND") == dt.datetime(2027, 4, 20, 1, 0, tzinfo=BRUSSELS)


def test_english_words_its_own() -> None:
    (moment,) = of_moments({1: (MONDAY, None)}, "en", key="7", place="")
    (due,) = of_deadlines([("x", "Week roster sent", MONDAY)], "en", key="7")
    assert (moment.title, due.title) == ("Observation moment 1", "Week roster sent: deadline")
