from __future__ import annotations

from stagemap.core.roles import Action
from stagemap.kit.routes import route

from . import views

app_name = "programmes"

urlpatterns = [
    route("programmes/", views.programmes, action=Action.COORDINATE, name="programmes"),
    route("programmes/<slug:key>/editions/", views.open_edition, action=Action.COORDINATE, name="open"),
    route("programmes/editions/<int:edition_id>/", views.edition, action=Action.COORDINATE, name="edition"),
    route(
        "programmes/editions/<int:edition_id>/kinds/", views.renew_kinds, action=Action.COORDINATE, name="renew_kinds"
    ),
]
