from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.privacy import Hint, Why
from stagemap.core.privacy.numbers import is_national_number, numbers_in

TODAY = date(2027, 4, 22)


def kinds(text: str) -> list[tuple[Why, str]]:
    """What is found in a text, with why."""
    return [(hint.why, hint.word) for hint in numbers_in(text, TODAY)]


def number(serial: int, *, after_2000: bool) -> str:
    """A national number with its check."""
    return f"{serial:09}{97 - (serial + 2_000_000_000 * after_2000) % 97:02}"


@given(
    st.integers(0, 999_999_999),
    st.booleans(),
    st.sampled_from(["{}", "{}.{}.{}-{}.{}", "{} {} {} {} {}", "{}/{}/{} - {}.{}"]),
)
def test_a_national_number_of_either_century_is_found_however_it_is_written(
    serial: int, after_2000: bool, shape: str
) -> None:
    digits = number(serial, after_2000=after_2000)
    pieces = [digits] if shape == "{}" else [digits[:2], digits[2:4], digits[4:6], digits[6:9], digits[9:]]
    written = shape.format(*pieces)
    assert numbers_in(f"Nr {written}, zei ze.", TODAY) == (Hint(3, 3 + len(written), written, Why.NATIONAL_NUMBER),)


@given(st.integers(0, 999_999_999), st.integers(0, 99))
def test_a_number_with_another_check_is_none(serial: int, check: int) -> None:
    right = {number(serial, after_2000=after)[9:] for after in (False, True)}
    assert is_national_number(f"{serial:09}{check:02}") is (f"{check:02}" in right)


@pytest.mark.parametrize(
    "written",
    [
        *("0470 12 34 56", "0470/12.34.56", "0470123456", "+32 470 12 34 56", "0032470123456", "+32 (0)470 12 34 56"),
        *("015 20 30 40", "02/123.45.67", "+31 6 12345678", "+44 7700 900123"),
    ],
)
def test_a_telephone_number_is_found_however_it_is_written(written: str) -> None:
    assert kinds(f"Bel {written}.") == [(Why.PHONE, written)]


@pytest.mark.parametrize(
    "text",
    [
        *("van 08.30 tot 09.20 uur", "01/02/2027 08.30", "van 19/04/2027 tot 23/04/2027", "0,25 of 0.75", "2026-2027"),
        *(
            "bladzijde 012",
            "5 000 000 000",
            "code 12345678901",
            "+32 12",
            "3.11.14.2",
            "op 31/02 en 5-10-15",
            "12/13/2017",
        ),
        *("32/01/2017", "dossier #1 van 12 april", "op 22 april 2027", "op 3 september 2026", "in 1850: 1/1/1850"),
    ],
)
def test_times_days_of_the_internship_and_other_numbers_are_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "written",
    [
        *("12/03/2017", "12-3-2017", "12.03.2017", "12 03 2017", "12/03/17", "1.2.98", "2017-03-12", "12 maart 2017"),
        *("1 jan. 2018", "3de mei 2018", "12th of March 2017", "March 12, 2017", "May 3 2018", "12 MAART 1990"),
    ],
)
def test_a_day_on_which_somebody_may_be_born_is_found(written: str) -> None:
    assert kinds(f"Geboren: {written}.") == [(Why.BIRTH_DATE, written)]


def test_mail_addresses_are_found() -> None:
    assert kinds("Mail jan.peeters+x@school.example of @jan.") == [(Why.MAIL, "jan.peeters+x@school.example")]


def test_what_stands_in_a_mail_address_is_told_once() -> None:
    assert kinds("0470123456@voorbeeld.be en 12.03.2017@voorbeeld.be") == [
        (Why.MAIL, "0470123456@voorbeeld.be"),
        (Why.MAIL, "12.03.2017@voorbeeld.be"),
    ]
