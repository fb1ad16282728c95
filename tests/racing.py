"""Writes that meet: several requests read the same state, wait for each other, and only then write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

from stagemap.core.refusals import Refused

Read = TypeVar("Read")
One = TypeVar("One")

TOGETHER, ROUNDS = 8, 6
MANY = TOGETHER * ROUNDS
_PATIENCE = 60.0


def at_once(read: Callable[[int], Read], write: Callable[[Read, int], object]) -> list[object]:
    """What ``MANY`` requests answered, ``TOGETHER`` at a time; one that was refused answers its refusal.

    Each reads what it needs, and none of a round writes before all of it have read.
    """
    all_have_read = Barrier(TOGETHER, timeout=_PATIENCE)

    def request(number: int) -> object:
        try:
            held = read(number)
            all_have_read.wait()
            return write(held, number)
        except Refused as refused:
            return refused
        except BaseException:
            all_have_read.abort()
            raise

    def person(first: int) -> list[object]:
        try:
            return [request(number) for number in range(first, MANY, TOGETHER)]
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as people:
        return [answer for answers in people.map(person, range(TOGETHER)) for answer in answers]


def side_by_side(write: Callable[[One], object], each: Iterable[One]) -> list[object]:
    """What every call answered, ``TOGETHER`` at a time; one that was refused answers its refusal."""

    def call(one: One) -> object:
        try:
            return write(one)
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as people:
        return list(people.map(call, each))
