"""Lesson hours as people write them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from stagemap.placements.forms.fields import LessonsField, PatternField, TelephoneField, read_lessons, write_lessons

MORNING = [[510, 560], [560, 610]]


@pytest.mark.parametrize(
    "text",
    [
        "8.30-9.20, 9.20-10.10",
        "8:30 – 9:20; 9:20 – 10:10",
        "8u30-9u20 en 9u20-10u10",
        "8.30 uur tot 9.20 uur\n9.20 uur tot 10.10 uur",
        "9.20—10.10,8.30—9.20",
        " 08.30 - 09.20 ,, 09.20 - 10.10 ",
        "8h30 to 9h20 and 9h20 to 10h10",
    ],
)
def test_lessons_are_read_as_people_write_them(text: str) -> None:
    assert read_lessons(text) == MORNING


def test_a_day_without_lessons_is_empty() -> None:
    assert LessonsField().clean("  ") == []


def test_whole_hours_need_no_minutes() -> None:
    assert read_lessons("8u-9u, 10-11") == [[480, 540], [600, 660]]


def test_what_is_read_can_be_written_and_read_again() -> None:
    assert write_lessons(MORNING) == "8.30-9.20, 9.20-10.10"
    assert read_lessons(write_lessons(MORNING)) == MORNING


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("8.30", "‘8.30’ is geen lesuur. Schrijf bijvoorbeeld 8.30-9.20."),
        ("8.30-9.20-10.10", "‘8.30-9.20-10.10’ is geen lesuur. Schrijf bijvoorbeeld 8.30-9.20."),
        ("8.70-9.20", "‘8.70’ is geen uur. Schrijf het als 8.30."),
        ("acht-9.20", "‘acht’ is geen uur. Schrijf het als 8.30."),
        ("25.00-26.00", "‘25.00’ is geen uur. Schrijf het als 8.30."),
        ("9.20-8.30", "‘9.20-8.30’ stopt voor het begint."),
        ("9.20-9.20", "‘9.20-9.20’ stopt voor het begint."),
        ("5.00-6.00", "‘5.00-6.00’ ligt niet tussen 7.00 en 18.00."),
        ("17.30-18.30", "‘17.30-18.30’ ligt niet tussen 7.00 en 18.00."),
        ("8.30-9.20, 9.00-9.50", "9.00–9.50 begint voor de les van 9.20 uit is."),
    ],
)
def test_what_cannot_be_read_is_told_exactly(text: str, sentence: str) -> None:
    with translation.override("nl"), pytest.raises(ValidationError) as fault:
        read_lessons(text)
    assert fault.value.messages == [sentence]


@pytest.mark.parametrize("text", ["02 123 45 67", "+32 2 123 45 67", "0471/12.34.56", "(02) 123-45-67"])
def test_telephone_numbers_are_kept_as_written(text: str) -> None:
    assert TelephoneField().clean(f" {text}  ") == text


@pytest.mark.parametrize("text", ["nul twee", "123", "0" * 16, "02 123 45 67 x"])
def test_what_is_no_telephone_number_is_quoted(text: str) -> None:
    with translation.override("nl"), pytest.raises(ValidationError) as fault:
        TelephoneField().clean(text)
    assert fault.value.messages == [f"‘{text}’ is geen telefoonnummer. Schrijf bijvoorbeeld 02 123 45 67."]


def test_a_code_is_read_without_its_spaces_and_told_its_shape() -> None:
    field = PatternField(r"\d{6}", wanted="six digits")
    assert field.clean(" 012 345 ") == "012345"
    for wrong in ("12345", "0123456", "o12345", ""):
        with pytest.raises(ValidationError) as fault:
            field.clean(wrong)
        assert fault.value.messages == ["six digits"]
