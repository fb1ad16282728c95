"""What tests of pages share: addresses, and what a page says."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse

from stagemap.planning import services
from stagemap.planning.models import Plan, RosterVersion
from tests import factories as make


def to(plan: Plan, name: str, *more: object) -> str:
    """The address of one of the plan's pages."""
    return reverse(f"planning:{name}", args=[plan.placement_id, *more])


def text(answer: Any) -> str:
    """What a page says, without its markup."""
    main = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def went(answer: Any) -> tuple[int, str]:
    """The status of an answer, and where it leads."""
    return answer.status_code, answer.headers.get("Location", "")


def sent(plan: Plan, who: make.Viewers) -> RosterVersion:
    """The next version of the roster."""
    made = services.send_roster(plan=plan, reason="Els is ziek", by=who.student, at=make.AT)
    made.plan = plan
    return made
