"""Routes of the placements; each names its action."""

from __future__ import annotations

from stagemap.core.roles import Action
from stagemap.kit.routes import route
from stagemap.placements.views import links, moments, page, placements, readers, schools, talk

app_name = "placements"

OF = "placements/<int:placement_id>/"
MOMENT = OF + "moments/<int:number>/"
AGREEMENT = OF + "agreements/<int:agreement_id>/"
SUPERVISOR = OF + "supervisors/<int:supervisor_id>/"
SCHOOL = "schools/<int:school_id>/"
PERSON = SCHOOL + "people/<int:person_id>/"
EDITION = "editions/<int:edition_id>/placements/"
LINK = "link/<slug:public_id>/"

COORDINATE, READ, EDIT = Action.COORDINATE, Action.READ_PLACEMENT, Action.EDIT_PLACEMENT
OBSERVE, AGREE, INVITE = Action.KEEP_OBSERVATIONS, Action.KEEP_AGREEMENTS, Action.INVITE_READER

urlpatterns = [
    route(EDITION, placements.overview, action=COORDINATE, name="list"),
    route(EDITION + "new/", placements.create, action=COORDINATE, name="create"),
    route("schools/", schools.schools, action=COORDINATE, name="schools"),
    route("programmes/<slug:programme>/schools/new/", schools.create_school, action=COORDINATE, name="school_new"),
    route(SCHOOL, schools.school, action=COORDINATE, name="school"),
    route(SCHOOL + "change/", schools.change_school, action=COORDINATE, name="school_change"),
    route(SCHOOL + "sites/new/", schools.add_site, action=COORDINATE, name="site_new"),
    route(SCHOOL + "closures/new/", schools.add_closure, action=COORDINATE, name="closure_new"),
    route(SCHOOL + "standing/new/", schools.add_standing_moment, action=COORDINATE, name="standing_new"),
    route(
        SCHOOL + "parts/<slug:kind>/<int:part_id>/removal/", schools.remove_part, action=COORDINATE, name="part_removal"
    ),
    route(SCHOOL + "people/new/", schools.add_person, action=COORDINATE, name="person_new"),
    route(PERSON, schools.change_person, action=COORDINATE, name="person"),
    route(PERSON + "removal/", schools.remove_person, action=COORDINATE, name="person_removal"),
    route(OF, page.placement, action=READ, name="placement"),
    route(OF + "change/", placements.change, action=EDIT, name="change"),
    route(OF + "supervisors/", placements.supervisors, action=EDIT, name="supervisors"),
    route(SUPERVISOR + "lead/", placements.set_lead, action=EDIT, name="lead"),
    route(SUPERVISOR + "release/", placements.release_supervisor, action=EDIT, name="release"),
    route(OF + "papers/", moments.papers, action=Action.KEEP_PAPERS, name="papers"),
    route(OF + "moments/", moments.moments, action=READ, name="moments"),
    route(MOMENT, moments.moment, action=OBSERVE, name="moment"),
    route(MOMENT + "holding/", moments.hold_moment, action=OBSERVE, name="moment_holding"),
    route(MOMENT + "reopening/", moments.reopen_moment, action=OBSERVE, name="moment_reopening"),
    route(OF + "agreements/", talk.agreements, action=READ, name="agreements"),
    route(OF + "agreements/new/", talk.make_agreement, action=AGREE, name="agreement_new"),
    route(AGREEMENT + "completion/", talk.finish_agreement, action=AGREE, name="agreement_completion"),
    route(AGREEMENT + "reopening/", talk.reopen_agreement, action=AGREE, name="agreement_reopening"),
    route(OF + "messages/", talk.messages, action=Action.READ_MESSAGES, name="messages"),
    route(OF + "messages/new/", talk.write_message, action=Action.WRITE_MESSAGE, name="message_new"),
    route(OF + "readers/", readers.readers, action=INVITE, name="readers"),
    route(
        OF + "readers/<int:reading_id>/withdrawal/", readers.withdraw_reader, action=INVITE, name="reader_withdrawal"
    ),
    route(OF + "invitations/", readers.invitations, action=EDIT, name="invitations"),
    route(OF + "invitations/student/", readers.invite_student, action=EDIT, name="invitation_student"),
    route(OF + "invitations/mentor/", readers.send_link, action=EDIT, name="invitation_mentor"),
    route(OF + "links/<int:link_id>/revocation/", readers.stop_link, action=EDIT, name="link_revocation"),
    route("link/sign-out/", links.link_sign_out, action=Action.PUBLIC, name="link_sign_out"),
    route(LINK, links.link, action=Action.PUBLIC, name="link"),
    route(LINK + "code/", links.link_code, action=Action.PUBLIC, name="link_code"),
    route(LINK + "code/mail/", links.link_code_mail, action=Action.PUBLIC, name="link_code_mail"),
    route(LINK + "renewal/", links.link_renewal, action=Action.PUBLIC, name="link_renewal"),
]
