"""A demo before its cast was made."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["student", "mentor"])
def test_without_its_cast_the_demo_says_how_to_make_it(client: Client, key: str) -> None:
    answer = client.post(f"/demo/shoes/{key}/", follow=True)
    assert "stagemap demo" in answer.content.decode()


def test_a_demo_without_mails_says_so(client: Client) -> None:
    assert "Nog geen mail." in client.get("/demo/mails/").content.decode()
