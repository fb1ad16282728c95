"""Forms of the placements: they parse and check, services save."""

from stagemap.placements.forms.placement import FindForm, NewPlacementForm, PlacementForm, SupervisorForm
from stagemap.placements.forms.schools import ClosureForm, PersonForm, SchoolForm, SiteForm, StandingForm
from stagemap.placements.forms.student import AgreementForm, MessageForm, MomentForm, PaperForm, ReaderForm

__all__ = [
    "AgreementForm",
    "ClosureForm",
    "FindForm",
    "MessageForm",
    "MomentForm",
    "NewPlacementForm",
    "PaperForm",
    "PersonForm",
    "PlacementForm",
    "ReaderForm",
    "SchoolForm",
    "SiteForm",
    "StandingForm",
    "SupervisorForm",
]
