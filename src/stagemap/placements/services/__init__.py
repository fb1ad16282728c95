"""Writes of the placements: one verb a function, each in one transaction with one activity line."""

from stagemap.placements.services.fields import (
    MomentFields,
    PersonFields,
    PlacementFields,
    SchoolFields,
    SiteFields,
    StandingFields,
)
from stagemap.placements.services.links import issue_link, revoke_link
from stagemap.placements.services.observation import hold_moment, plan_moment, reopen_moment, set_paper
from stagemap.placements.services.placement import (
    assign_supervisor,
    change_placement,
    choose_week,
    create_placement,
    invite_supervisor,
    place_student,
    release_supervisor,
    set_class,
    set_lead,
)
from stagemap.placements.services.readers import invite_reader, withdraw_reader
from stagemap.placements.services.schools import (
    add_closure,
    add_person,
    add_site,
    add_standing_moment,
    change_person,
    change_school,
    create_school,
    remove_part,
    remove_person,
)
from stagemap.placements.services.talk import (
    finish_agreement,
    make_agreement,
    mark_seen,
    reopen_agreement,
    write_message,
)

__all__ = [
    "MomentFields",
    "PersonFields",
    "PlacementFields",
    "SchoolFields",
    "SiteFields",
    "StandingFields",
    "add_closure",
    "add_person",
    "add_site",
    "add_standing_moment",
    "assign_supervisor",
    "change_person",
    "change_placement",
    "change_school",
    "choose_week",
    "create_placement",
    "create_school",
    "finish_agreement",
    "hold_moment",
    "invite_reader",
    "invite_supervisor",
    "issue_link",
    "make_agreement",
    "mark_seen",
    "place_student",
    "plan_moment",
    "release_supervisor",
    "remove_part",
    "remove_person",
    "reopen_agreement",
    "reopen_moment",
    "revoke_link",
    "set_class",
    "set_lead",
    "set_paper",
    "withdraw_reader",
    "write_message",
]
