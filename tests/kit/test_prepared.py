"""A query that is made once gives what the query itself gives, with other numbers each time."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db.models import Count, F
from django.forms.models import model_to_dict
from pytest_django import DjangoAssertNumQueries

from stagemap.kit.prepared import LARGEST, Prepared
from stagemap.people.models import User
from stagemap.placements.models import Placement
from stagemap.planning.models import Block
from tests import factories as make

pytestmark = pytest.mark.django_db

ROWS = Prepared(lambda one: Placement.objects.filter(pk=one).values_list("pk", "week", "grades", "created_at"), "one")
MODELS = Prepared(
    lambda one: Placement.objects.filter(pk=one).select_related("student", "site").annotate(lead=F("student__name")),
    "one",
)
OF_TWO = Prepared(
    lambda first, second: Placement.objects.filter(pk__in=[first, second]).order_by("-pk").values_list("pk"),
    "first",
    "second",
)


def test_rows_are_those_of_the_query() -> None:
    for made in (make.placement(), make.placement(week=None)):
        asked = Placement.objects.filter(pk=made.pk).values_list("pk", "week", "grades", "created_at")
        assert ROWS.rows(one=made.pk) == list(asked)
        assert ROWS.row(one=made.pk) == asked.get()


def test_models_come_with_what_was_selected_and_annotated(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = make.placement()
    with django_assert_num_queries(1):
        found = MODELS.object(one=made.pk)
        assert (found, found.student.name, found.site, found.lead) == (made, made.student.name, None, made.student.name)
    assert model_to_dict(found) == model_to_dict(Placement.objects.get(pk=made.pk))
    assert MODELS.objects(one=made.pk) == [made]


def test_each_number_goes_to_its_own_place() -> None:
    first, second = make.placement(), make.placement()
    assert OF_TWO.rows(first=first.pk, second=second.pk) == [(second.pk,), (first.pk,)]
    assert OF_TWO.rows(first=second.pk, second=0) == [(second.pk,)]


@pytest.mark.parametrize("number", [0, -1, LARGEST, LARGEST + 1, 10**30, -(10**30)])
def test_a_number_that_no_row_has_finds_nothing(number: int) -> None:
    make.placement()
    assert (ROWS.rows(one=number), ROWS.row(one=number), MODELS.object(one=number)) == ([], None, None)


def test_what_counts_is_asked_anew_each_time() -> None:
    counted = Prepared(lambda one: Placement.objects.filter(pk=one).annotate(all=Count("pk")).values_list("all"), "one")
    made = make.placement()
    assert counted.rows(one=made.pk) == [(1,)]
    Placement.objects.filter(pk=made.pk).delete()
    assert counted.rows(one=made.pk) == []


def test_a_key_may_be_a_uuid() -> None:
    asked = Prepared(
        lambda plan, block: Block.objects.filter(pk=block, plan_id=plan).values_list("title"), "plan", uuids=("block",)
    )
    block = make.block(make.plan(make.placement()), title="Co-teaching")
    assert asked.rows(plan=block.plan_id, block=block.pk) == [("Co-teaching",)]
    assert (asked.rows(plan=0, block=block.pk), asked.rows(plan=block.plan_id, block=UUID(int=7))) == ([], [])


def test_a_key_may_be_a_text() -> None:
    noor, *_others = make.user(), make.user()
    asked = Prepared(lambda mail: User.objects.filter(email=mail).values_list("pk"), "mail")
    assert (asked.rows(mail=noor.email), asked.rows(mail="nobody@elsewhere.example")) == ([(noor.pk,)], [])
