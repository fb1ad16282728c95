"""What the rules of sheets say is there in Dutch."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext, override

from stagemap.core.sheets import Refusal, Says


@pytest.mark.parametrize("sentence", [*Says, *Refusal], ids=lambda sentence: sentence.name)
def test_a_sentence_of_the_rules_has_its_dutch(sentence: str) -> None:
    with override("nl"):
        assert gettext(sentence) not in ("", sentence)
