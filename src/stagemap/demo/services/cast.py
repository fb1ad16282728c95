"""The cast of the demo, made through the site's own services, so that nothing stands in it that could not be typed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from stagemap.core.roles import SYSTEM, Viewer
from stagemap.demo.files import Line, folder, week
from stagemap.people.models import User
from stagemap.people.services import invite_account
from stagemap.placements import services as placements
from stagemap.placements.models import Placement, School, SchoolPerson
from stagemap.planning import services as planning
from stagemap.planning.models import Plan
from stagemap.programmes.models import Edition
from stagemap.programmes.services import appoint_coordinator, open_edition

from .clock import set_clock
from .past import play_past_week, tick_past_week
from .people import as_account, as_mentor, at
from .portfolios import Hands
from .week import fields_of

PROGRAMME = "zorgstage"
STORY = dt.date(2027, 3, 24)
WEEK_OF_NOOR = dt.date(2027, 4, 19)
LESSONS = [[510, 560], [560, 610], [625, 675], [675, 725], [795, 845], [860, 910]]
SHORT = LESSONS[:4]


OTHERS = ("Amina El Idrissi", "Emma Claeys", "Robbe Maes", "Sofie Lambert", "Tuur Hendrickx", "Lina Haddou")


@transaction.atomic
def make_cast() -> bool:
    """Make the cast on an empty site and set its clock; answers whether it did. A site that has it keeps everything."""
    if User.objects.exists():
        return False
    set_clock(to=at(dt.date(2027, 1, 11)))
    stage = Stage()
    stage.set()
    stage.play()
    set_clock(to=at(STORY, 16, 42))
    return True


class Stage:
    """Everybody and everything that the story needs, in the order in which it happened."""

    def set(self) -> None:
        """The coordinator, the editions, the school and its people, the supervisor."""
        start = at(dt.date(2027, 1, 11))
        self.hilde = self._account("Hilde Wouters", "hilde.wouters@hogeschool.example", SYSTEM, start)
        appoint_coordinator(by=SYSTEM, programme_key=PROGRAMME, user=self.hilde)
        self.by = as_account(self.hilde)
        self.edition = open_edition(by=self.by, programme_key=PROGRAMME, year="2026-2027", at=start)
        self.old = open_edition(by=self.by, programme_key=PROGRAMME, year="2020-2021", at=start)
        self.karim = self._account("Karim Haddad", "karim.haddad@hogeschool.example", self.by, start)
        self.school = self._school("Basisschool De Wegwijzer", "012345", "Wegwijzerstraat 12", "1000", "Brussel")
        self.balder = self._school("Basisschool Balder", "023456", "Balderlaan 3", "1060", "Sint-Gillis")
        self.els = self._person(self.school, "Els Peeters", "els.peeters", "care_coordinator", "02 000 00 01")
        self.tom = self._person(self.school, "Tom Claes", "tom.claes", "class_teacher", "")
        self.greet = self._person(self.balder, "Greet Baert", "greet.baert", "care_teacher", "")

    def play(self) -> None:
        """What happened until the story's day."""
        noor = self._placement("Noor Verhaegen", self.edition, self.school, self.els, self.tom, "5A", ("L5",))
        self._explored(noor, done=2)
        self._half_planned(noor)
        placements.invite_reader(
            placement=noor,
            person=self.tom,
            part="class_mentor",
            by=as_mentor(noor, self.els),
            at=at(dt.date(2027, 3, 19), 11),
        )
        jonas = self._placement("Jonas Wouters", self.edition, self.school, self.els, self.tom, "5B", ("L5",))
        self._explored(jonas, done=2)
        self._sent(jonas)
        self._placement("Ilias Benali", self.edition, self.balder, self.greet, None, "", ())
        self._placement("Wout Lemmens", self.old, self.school, self.els, self.tom, "5A", ("L5",))
        others = [self._other(number, name) for number, name in enumerate(OTHERS)]
        self._over(others[-1])
        self._hands(noor, self.els).fill(folder("noor"))
        self._hands(jonas, self.els).fill(folder("jonas"))
        for number, story in ((1, "emma"), (2, "robbe"), (4, "tuur")):
            self._hands(others[number], self.greet).fill(folder(story))

    def _other(self, number: int, name: str) -> Placement:
        """One of the students of the other school, in a year of their own."""
        year = number % 6 + 1
        placement = self._placement(name, self.edition, self.balder, self.greet, None, f"{year}A", (f"L{year}",))
        self._explored(placement, done=number % 3)
        return placement

    def _over(self, lina: Placement) -> None:
        """A week that is over, with all that was written in it."""
        hands = self._hands(lina, self.greet)
        plan = play_past_week(lina, student=hands.student, mentor=hands.mentor, supervisor=hands.supervisor)
        hands.fill(folder("lina"))
        tick_past_week(plan, student=hands.student)

    def _hands(self, placement: Placement, mentor: SchoolPerson) -> Hands:
        student, supervisor = as_account(placement.student), as_account(self.karim)
        return Hands(placement, student, as_mentor(placement, mentor), supervisor)

    def _account(self, name: str, email: str, by: Viewer, when: dt.datetime) -> User:
        return invite_account(email=email, name=name, by=by, at=when)

    def _school(self, name: str, number: str, street: str, postcode: str, city: str) -> School:
        start = at(dt.date(2027, 1, 12))
        fields = placements.SchoolFields(
            name=name,
            institution_number=number,
            street=street,
            postcode=postcode,
            city=city,
            telephone="02 000 00 00",
            lessons=[LESSONS, LESSONS, SHORT, LESSONS, LESSONS],
        )
        school = placements.create_school(programme=self.edition.programme, fields=fields, by=self.by, at=start)
        care = placements.StandingFields(weekday=3, start=795, end=845, title="Zorgoverleg")
        placements.add_standing_moment(school=school, fields=care, by=self.by, at=start)
        return school

    def _person(self, school: School, name: str, mailbox: str, function: str, telephone: str) -> SchoolPerson:
        domain = "dewegwijzer" if school == self.school else "balder"
        fields = placements.PersonFields(
            name=name, email=f"{mailbox}@{domain}.example", function=function, telephone=telephone
        )
        return placements.add_person(school=school, fields=fields, by=self.by, at=at(dt.date(2027, 1, 12)))

    def _placement(
        self,
        name: str,
        edition: Edition,
        school: School,
        mentor: SchoolPerson,
        class_mentor: SchoolPerson | None,
        label: str,
        grades: tuple[str, ...],
    ) -> Placement:
        fields = placements.PlacementFields(
            student_group="3BALO A",
            school=school,
            class_label=label,
            grades=grades,
            mentor=mentor,
            class_mentor=class_mentor,
        )
        return placements.place_student(
            edition=edition,
            name=name,
            email=f"{name.lower().replace(' ', '.', 1).replace(' ', '')}@student.example",
            fields=fields,
            supervisor=self.karim,
            by=self.by,
            at=at(dt.date(2027, 1, 15)),
        )

    def _explored(self, placement: Placement, *, done: int) -> None:
        """The papers, and the observation moments of which ``done`` were held."""
        student = as_account(placement.student)
        ready = dt.date(2027, 2, 22)
        placements.set_paper(
            placement=placement, kind="internship_agreement", status="in_order", on=ready, by=student, at=at(ready)
        )
        for number, day in ((1, dt.date(2027, 3, 2)), (2, dt.date(2027, 3, 11))):
            fields = placements.MomentFields(
                day=day, start=510, end=725, look_for="Hoe verlopen de overgangen tussen twee activiteiten?"
            )
            placements.plan_moment(placement=placement, number=number, fields=fields, by=student, at=at(ready, 11))
            if number <= done:
                placements.hold_moment(placement=placement, number=number, by=student, at=at(day, 17))

    def _half_planned(self, noor: Placement) -> None:
        student, els = as_account(noor.student), as_mentor(noor, self.els)
        plan = self._project(noor)
        for line in week():
            if line.early:
                self._block(plan, line, student)
        proposals = (("H7", "Dinsdagmiddag kom je best mee naar het zorgteamoverleg."), ("G2", ""), ("H2", ""))
        for code, note in proposals:
            fields = planning.ProposalFields(task=planning.TaskKey(code=code), note=note)
            planning.propose(plan=plan, fields=fields, by=els, at=at(dt.date(2027, 3, 19)))
        said = "Ik kom langs op woensdag 21 april om 12.10 uur."
        placements.write_message(placement=noor, text=said, by=as_account(self.karim), at=at(dt.date(2027, 3, 22)))
        said = "Het zorgoverleg valt op do 22 april om 13.15 uur. Breng je dan je observaties mee?"
        placements.write_message(placement=noor, text=said, by=els, at=at(dt.date(2027, 3, 23), 16, 40))
        placements.make_agreement(
            placement=noor,
            what="Lesvoorbereiding co-teaching naar Tom",
            who="student",
            by_day=dt.date(2027, 4, 14),
            by=student,
            at=at(dt.date(2027, 3, 18)),
        )
        placements.make_agreement(
            placement=noor,
            what="Toetskalender LVS doorgeven",
            who="mentor",
            by_day=dt.date(2027, 3, 26),
            by=student,
            at=at(dt.date(2027, 3, 18)),
        )

    def _sent(self, jonas: Placement) -> None:
        """A whole week, agreed to by the mentor and sent: it waits for the supervisor."""
        student = as_account(jonas.student)
        plan = self._project(jonas)
        for line in week():
            self._block(plan, line, student)
        plan.refresh_from_db()
        agreed = at(dt.date(2027, 3, 22), 16)
        planning.approve(plan=plan, revision=plan.revision, by=as_mentor(jonas, self.els), at=agreed)
        planning.send_roster(plan=plan, by=student, at=at(dt.date(2027, 3, 23)))

    def _project(self, placement: Placement) -> Plan:
        student, day = as_account(placement.student), dt.date(2027, 3, 18)
        plan = planning.plan_of(placement=placement, at=at(day))
        planning.choose_week(plan=plan, week=WEEK_OF_NOOR, by=student, at=at(day))
        fields = planning.ProjectFields(
            description=(
                "Samen met klasleerkracht Tom Claes maak ik opdrachten in stappen zichtbaar, zodat meer kinderen "
                "zelf aan het werk raken. Ik observeer één kind gericht met het ABC-schema, terwijl ik co-teach. "
                "Wat ik zie, breng ik in op het zorgoverleg van donderdag 22 april."
            ),
            goals=(
                "De vraag van de klasleerkracht scherp krijgen: wanneer legt het kind het werk neer, en wanneer niet?\n"
                "Onderwijsbehoeften mee formuleren met Els en Tom.\n"
                "Elke leerling weet binnen twee minuten wat de eerste stap is."
            ),
            desired_result=(
                "Drie uitgewerkte observaties en een voorstel voor het zorgplan. Een set van zes stappenplannen voor "
                "rekenen en taal, uitgeprobeerd en overgedragen aan het team."
            ),
            questions=(
                "Hoe verdeel ik mijn aandacht als we met twee voor de klas staan?",
                "Hoe breng ik op een overleg kort en helder wat ik zag?",
            ),
            learning_goals=("Ik wil feiten en mijn uitleg daarvan uit elkaar houden.",),
        )
        plan.refresh_from_db()
        planning.write_project(plan=plan, revision=plan.project_revision, fields=fields, by=student, at=at(day, 11))
        return plan

    def _block(self, plan: Plan, line: Line, student: Viewer) -> None:
        when = at(dt.date(2027, 3, 19), 15)
        planning.add_block(plan=plan, fields=fields_of(line, WEEK_OF_NOOR), by=student, at=when)
