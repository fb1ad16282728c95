"""THE TABLE OF DOORS: every route, who finds it open, and what becomes of it when the week is over. Written by hand.

Columns: of the placement that is asked for its S student, M mentor, T class mentor, Z care team (these three by link),
B supervisor, C coordinator; s m b c the student, mentor, supervisor and coordinator of ANOTHER placement in another
programme; a an account without any relation (such as whoever administers the machine); n nobody, and with nobody whose
link was revoked, expired or left idle, and the holder of a calendar address.

Cells: ``o`` open, ``.`` 404, ``-`` sign in first. ``after`` is the placement after its week and ``clos`` the closed
one, for those to whom it is open: ``o`` as before, ``!`` refused with its reason; a space where there is none.
Nobody of the table has a passkey, an app or recovery codes: what removes or shows them does not exist.
Methods: GET stands for GET and HEAD; a method without a row is answered 405 (sign-in for nobody, where not public).
"""

from __future__ import annotations

from dataclasses import dataclass

from stagemap.core.roles import Relation

PERSONAS = "SMTZBCsmbcan"
RELATION = {
    "S": Relation.STUDENT,
    "M": Relation.MENTOR,
    "T": Relation.CLASS_MENTOR,
    "Z": Relation.CARE_TEAM,
    "B": Relation.SUPERVISOR,
    "C": Relation.COORDINATOR,
}

TABLE = """
route                            methods   S M T Z B C  s m b c  a n  after clos

web:home                         GET       o o o o o o  o o o o  o o
web:privacy                      GET       o o o o o o  o o o o  o o
web:accessibility                GET       o o o o o o  o o o o  o o
web:students                     GET       o o o o o o  o o o o  o -
web:student                      GET       . . . . o .  . . . .  . -  o     o

demo:door                        GET       o o o o o o  o o o o  o o
demo:shoes                       POST      o o o o o o  o o o o  o o
demo:clock                       GET,POST  o o o o o o  o o o o  o o
demo:mails                       GET       o o o o o o  o o o o  o o
demo:mail                        GET       o o o o o o  o o o o  o o

account_login                    GET,POST  o o o o o o  o o o o  o o
account_request_login_code       GET,POST  o o o o o o  o o o o  o o
account_confirm_login_code       GET,POST  o o o o o o  o o o o  o o
mfa_login_webauthn               GET,POST  o o o o o o  o o o o  o o
mfa_authenticate                 GET,POST  o o o o o o  o o o o  o o
people:sign_out                  POST      o o o o o o  o o o o  o o
people:language                  POST      o o o o o o  o o o o  o o
people:account                   GET,POST  o . . . o o  o . o o  o -
people:end_sessions              POST      o . . . o o  o . o o  o -
mfa_index                        GET       o - - - o o  o - o o  o -
mfa_add_webauthn                 GET,POST  o - - - o o  o - o o  o -
mfa_remove_webauthn              GET,POST  . - - - . .  . - . .  . -
mfa_activate_totp                GET,POST  o - - - o o  o - o o  o -
mfa_deactivate_totp              GET,POST  . - - - . .  . - . .  . -
mfa_view_recovery_codes          GET       . - - - . .  . - . .  . -
mfa_generate_recovery_codes      GET,POST  o - - - o o  o - o o  o -
mfa_reauthenticate               GET,POST  o - - - o o  o - o o  o -
mfa_reauthenticate_webauthn      GET,POST  o - - - o o  o - o o  o -

placements:link                  GET       o o o o o o  o o o o  o o
placements:link                  POST      . . . . . .  . . . .  . .
placements:link_code             GET,POST  o o o o o o  o o o o  o o
placements:link_code_mail        POST      o o o o o o  o o o o  o o
placements:link_renewal          GET,POST  o o o o o o  o o o o  o o
placements:link_sign_out         POST      o o o o o o  o o o o  o o

programmes:programmes            GET       . . . . . o  . . . o  . -
programmes:open                  POST      . . . . . o  . . . .  . -
programmes:edition               GET       . . . . . o  . . . .  . -
programmes:renew_kinds           POST      . . . . . o  . . . .  . -
placements:list                  GET       . . . . . o  . . . .  . -
placements:create                GET,POST  . . . . . o  . . . .  . -
placements:schools               GET       . . . . . o  . . . o  . -
placements:school_new            GET,POST  . . . . . o  . . . .  . -
placements:school                GET       . . . . . o  . . . .  . -
placements:school_change         GET,POST  . . . . . o  . . . .  . -
placements:site_new              GET,POST  . . . . . o  . . . .  . -
placements:closure_new           GET,POST  . . . . . o  . . . .  . -
placements:standing_new          GET,POST  . . . . . o  . . . .  . -
placements:part_removal          POST      . . . . . o  . . . .  . -
placements:person_new            GET,POST  . . . . . o  . . . .  . -
placements:person                GET,POST  . . . . . o  . . . .  . -
placements:person_removal        POST      . . . . . o  . . . .  . -

placements:placement             GET       o o . . o o  . . . .  . -  o     o
placements:change                GET,POST  . . . . . o  . . . .  . -  o     !
placements:supervisors           GET,POST  . . . . . o  . . . .  . -  o     !
placements:lead                  POST      . . . . . o  . . . .  . -  o     !
placements:release               POST      . . . . . o  . . . .  . -  o     !
placements:invitations           GET       . . . . . o  . . . .  . -  o     !
placements:invitation_student    POST      . . . . . o  . . . .  . -  o     !
placements:invitation_mentor     POST      . . . . . o  . . . .  . -  o     !
placements:link_revocation       POST      . . . . . o  . . . .  . -  o     !
placements:papers                GET,POST  o . . . . o  . . . .  . -  o     !
placements:moments               GET       o o . . o o  . . . .  . -  o     o
placements:moment                GET,POST  o . . . . .  . . . .  . -  o     !
placements:moment_holding        POST      o . . . . .  . . . .  . -  o     !
placements:moment_reopening      POST      o . . . . .  . . . .  . -  o     !
placements:agreements            GET       o o . . o o  . . . .  . -  o     o
placements:agreement_new         POST      o o . . . .  . . . .  . -  o     !
placements:agreement_completion  POST      o o . . . .  . . . .  . -  o     !
placements:agreement_reopening   POST      o o . . . .  . . . .  . -  o     !
placements:messages              GET       o o . . o .  . . . .  . -  o     o
placements:message_new           POST      o o . . o .  . . . .  . -  o     !
placements:readers               GET,POST  . o . . . .  . . . .  . -  o     !
placements:reader_withdrawal     POST      . o . . . .  . . . .  . -  o     !

planning:planner                 GET       o . . . . .  . . . .  . -  o     !
planning:undo                    POST      o . . . . .  . . . .  . -  o     !
planning:place                   GET       o . . . . .  . . . .  . -  o     !
planning:add_block               GET,POST  o . . . . .  . . . .  . -  o     !
planning:block                   GET,POST  o . . . . .  . . . .  . -  o     !
planning:position                POST      o . . . . .  . . . .  . -  o     !
planning:length                  POST      o . . . . .  . . . .  . -  o     !
planning:halves                  POST      o . . . . .  . . . .  . -  o     !
planning:copy                    POST      o . . . . .  . . . .  . -  o     !
planning:removal                 POST      o . . . . .  . . . .  . -  o     !
planning:mark                    POST      o . . . . .  . . . .  . -  o     !
planning:comments                GET,POST  o o o o o .  . . . .  . -  o     !
planning:tasks                   GET       o . . . . .  . . . .  . -  o     !
planning:choice                  POST      o . . . . .  . . . .  . -  o     !
planning:own_task                GET,POST  o o . . . .  . . . .  . -  o     !
planning:own_task_removal        POST      o o . . . .  . . . .  . -  o     !
planning:proposal_decline        POST      o . . . . .  . . . .  . -  o     !
planning:project                 GET,POST  o . . . . .  . . . .  . -  o     !
planning:project_class           POST      o . . . . .  . . . .  . -  o     !
planning:extra_class             POST      o . . . . .  . . . .  . -  o     !
planning:extra_class_removal     POST      o . . . . .  . . . .  . -  o     !
planning:week                    GET,POST  o . . . . .  . . . .  . -  o     !
planning:ticks                   GET       o . . . . .  . . . .  . -  o     !
planning:tick                    POST      o . . . . .  . . . .  . -  o     !
planning:send                    GET,POST  o . . . . .  . . . .  . -  o     !
planning:approval_request        GET,POST  o . . . . .  . . . .  . -  o     !
planning:versions                GET       o o o o o o  . . . .  . -  o     o
planning:version                 GET       o o o o o o  . . . .  . -  o     o
planning:answer                  POST      . . . . o .  . . . .  . -  o     !
planning:mentor                  GET       o o . . o .  . . . .  . -  o     o
planning:approval                POST      . o . . . .  . . . .  . -  o     !
planning:proposal                GET,POST  . o . . . .  . . . .  . -  !     !
planning:proposal_withdrawal     POST      . o . . . .  . . . .  . -  !     !
planning:calendar                GET,POST  o o o o o o  . . . .  . -  o     o
planning:calendar_end            POST      o o o o o o  . . . .  . -  o     o

portfolio:folder                 GET       o o o o o .  . . . .  . -  o     o
portfolio:begin                  POST      o . . . o .  . . . .  . -  o     !
portfolio:block                  GET       o . . . . .  . . . .  . -  o     !
portfolio:key_card               GET       o o o o o .  . . . .  . -  o     o
portfolio:day_note               GET,POST  . o . . . .  . . . .  . -  o     !
portfolio:sheet                  GET       o o o o o .  . . . .  . -  o     o
portfolio:history                GET       o o o o o .  . . . .  . -  o     o
portfolio:comments               GET,POST  o o o o o .  . . . .  . -  o     !
portfolio:review                 POST      . o . . . .  . . . .  . -  o     !
portfolio:permission             GET,POST  . o . . . .  . . . .  . -  o     !
portfolio:write                  GET,POST  o . . . . .  . . . .  . -  o     !
portfolio:choice                 POST      o . . . . .  . . . .  . -  o     !
portfolio:layer                  POST      o . . . . .  . . . .  . -  o     !
portfolio:removal                POST      o . . . . .  . . . .  . -  o     !
portfolio:closing                GET,POST  o . . . . .  . . . .  . -  o     !
portfolio:readiness              GET,POST  o . . . . .  . . . .  . -  o     !
portfolio:hours                  POST      o . . . . .  . . . .  . -  o     !
portfolio:reopening              POST      o . . . . .  . . . .  . -  o     !
portfolio:upload                 GET,POST,DELETE  o . . . . .  . . . .  . -  o     !
portfolio:attachment             GET       o o o o o .  . . . .  . -  o     o
portfolio:card                   GET       o o . . . .  . . . .  . -  o     o
portfolio:card_publication       POST      o . . . . .  . . . .  . -  o     !
portfolio:card_renewal           POST      o . . . . .  . . . .  . -  o     !
portfolio:card_stop              POST      o o . . . .  . . . .  . -  o     !
portfolio:open_print             POST      o . . . . .  . . . .  . -  o     !
portfolio:class_door             GET,POST  o o o o o o  o o o o  o o
portfolio:class_tab              GET       o o o o o o  o o o o  o o
portfolio:class_leaf             GET       o o o o o o  o o o o  o o

documents:roster_pdf             GET       o o o o o o  . . . .  . -  o     o
documents:roster_docx            GET       o o o o o o  . . . .  . -  o     o
documents:roster_ics             GET       o o o o o o  . . . .  . -  o     o
documents:plan_pdf               GET       o o . . o .  . . . .  . -  o     o
documents:plan_docx              GET       o o . . o .  . . . .  . -  o     o
documents:sheet_pdf              GET       o o o o o .  . . . .  . -  o     o
documents:portfolio_pdf          GET       o o o o o .  . . . .  . -  o     o
documents:open_pdf               GET       o o o o o .  . . . .  . -  o     o
documents:portfolio_zip          GET       o . . . . .  . . . .  . -  o     o
documents:card_pdf               GET       o o . . . .  . . . .  . -  o     o
documents:feed                   GET       o o o o o o  o o o o  o o
"""


@dataclass(frozen=True, slots=True)
class Door:
    """One row: the route, its methods, the expected cell of each persona, and of the later phases."""

    route: str
    methods: tuple[str, ...]
    cells: dict[str, str]
    after: str
    closed: str

    @property
    def denied(self) -> str:
        """Three to whom it does not exist: two strangers and, where there is one, somebody of the placement."""
        return "".join(letter for letter in "smTZMSB" if self.cells[letter] == ".")[:3]

    @property
    def holders(self) -> str:
        """The people of the placement to whom it is open."""
        return "".join(letter for letter in "SMTZBC" if self.cells[letter] == "o")


def doors() -> tuple[Door, ...]:
    """The rows of the table."""
    _head, *lines = [line for line in TABLE.splitlines() if line.strip()]
    return tuple(_door(line) for line in lines)


def _door(line: str) -> Door:
    route, methods, *cells = line.split()
    asked = tuple(name for each in methods.split(",") for name in ({"GET": ("GET", "HEAD")}.get(each, (each,))))
    after, closed = (*cells[len(PERSONAS) :], "", "")[:2]
    return Door(route, asked, dict(zip(PERSONAS, cells, strict=False)), after, closed)
