from .links import Link, LinkCode, LinkOpening, LinkSession
from .placement import Agreement, Message, ObservationMoment, Paper, Placement, Reading, Seen, Supervision
from .school import Closure, School, SchoolPerson, Site, StandingMoment

__all__ = [
    "Agreement",
    "Closure",
    "Link",
    "LinkCode",
    "LinkOpening",
    "LinkSession",
    "Message",
    "ObservationMoment",
    "Paper",
    "Placement",
    "Reading",
    "School",
    "SchoolPerson",
    "Seen",
    "Site",
    "StandingMoment",
    "Supervision",
]
