"""Dull rows for tests: every function makes one thing, with invented persons and addresses that end in .example.

Each is a plain function; what is not given is made up. ``viewers(placement)`` gives the standing persons.
"""

from tests.factories.links import link, open_link
from tests.factories.people import account, coordinator, supervisor, user
from tests.factories.placements import (
    agreement,
    message,
    moment,
    paper,
    placement,
    reading,
    supervision,
)
from tests.factories.plans import block, plan
from tests.factories.programmes import coordination, edition, pin, programme
from tests.factories.schools import LESSONS, closure, person, school, site, standing_moment
from tests.factories.sheets import (
    attachment,
    class_card,
    day_note,
    kind_version,
    permission,
    review,
    sheet,
    sheet_field,
    sheet_kind,
    sheet_part,
    sheet_version,
    text,
)
from tests.factories.standing import AT, TODAY, Viewers, person_viewer, sign_in, viewers

__all__ = [
    "AT",
    "LESSONS",
    "TODAY",
    "Viewers",
    "account",
    "agreement",
    "attachment",
    "block",
    "class_card",
    "closure",
    "coordination",
    "coordinator",
    "day_note",
    "edition",
    "kind_version",
    "link",
    "message",
    "moment",
    "open_link",
    "paper",
    "permission",
    "person",
    "person_viewer",
    "pin",
    "placement",
    "plan",
    "programme",
    "reading",
    "review",
    "school",
    "sheet",
    "sheet_field",
    "sheet_kind",
    "sheet_part",
    "sheet_version",
    "sign_in",
    "site",
    "standing_moment",
    "supervision",
    "supervisor",
    "text",
    "user",
    "viewers",
]
