"""Who speaks: the account, or the person of the school who opened a link to this placement."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from stagemap.core.refusals import NotAllowed
from stagemap.core.roles import Viewer

NOT_OF_THE_SCHOOL = gettext_noop("Only somebody of the school can do this, with a link of their own.")
NOT_OF_THE_COLLEGE = gettext_noop("Only somebody with an account can do this.")


def person_id_of(placement_id: int, by: Viewer) -> int:
    """The person of the school behind ``by``; raises ``NotAllowed`` for anybody else."""
    grant = by.grant_for(placement_id)
    if by.user_id is not None or grant is None:
        raise NotAllowed(NOT_OF_THE_SCHOOL)
    return grant.person_id


def account_id_of(by: Viewer) -> int:
    """The account behind ``by``; raises ``NotAllowed`` for somebody without one."""
    if by.user_id is None:
        raise NotAllowed(NOT_OF_THE_COLLEGE)
    return by.user_id


def holder_of(placement_id: int, by: Viewer) -> dict[str, int | None]:
    """The two columns that name an account or a person: ``user_id`` and ``person_id``, one of them None."""
    if by.user_id is not None:
        return {"user_id": by.user_id, "person_id": None}
    grant = by.grant_for(placement_id)
    if grant is None:
        raise NotAllowed(NOT_OF_THE_SCHOOL)
    return {"user_id": None, "person_id": grant.person_id}
