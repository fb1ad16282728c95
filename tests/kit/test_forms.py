import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import Context, Template
from django.utils import translation

from stagemap.kit import drawing
from stagemap.kit.forms import Date, MinutesField, Time, draw, summary
from tests.kit.site import TaskForm

GOOD = {
    "title": "Zorgoverleg",
    "day": "1",
    "date": "2027-04-20",
    "start": "8.30",
    "length": "50",
    "role": "o",
    "known": "on",
    "token": "t",
}


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("8.30", 510),
        ("08:30", 510),
        ("08:30:00", 510),
        ("8u30", 510),
        ("8 uur", 480),
        ("8h", 480),
        ("0.00", 0),
        ("23:59", 1439),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, minutes: int) -> None:
    assert MinutesField().clean(typed) == minutes


@pytest.mark.parametrize("typed", ["24.00", "8.60", "half negen", "8.3.0", "-1"])
def test_a_wrong_time_is_answered_with_what_was_typed_and_what_is_expected(typed: str) -> None:
    with translation.override("nl"), pytest.raises(forms.ValidationError) as caught:
        MinutesField().clean(typed)
    assert caught.value.messages == [f"‘{typed}’ is geen uur. Schrijf het als 8.30."]


def test_a_time_that_may_be_empty_is_none() -> None:
    assert MinutesField(required=False).clean(" ") is None


def test_a_time_of_minutes_is_shown_to_the_browser_as_its_clock_wants() -> None:
    assert (Time().format_value(510), Time().format_value("half negen")) == ("08:30", "half negen")


def test_a_field_links_its_label_help_and_error_to_its_control() -> None:
    with translation.override("nl"):
        drawn = draw(TaskForm({})["title"])
    assert drawn == (
        '<div class="field"><label for="id_title">Wat</label><small id="id_title_helptext">Concreet.</small>'
        '<input type="text" name="title" maxlength="40" required aria-invalid="true"'
        ' aria-describedby="id_title_helptext id_title_error" id="id_title">'
        '<span class="error" id="id_title_error"><svg class="icon" aria-hidden="true">'
        '<use href="/static/kit/icons.svg#warning-circle"/></svg><span>Dit veld is verplicht.</span></span></div>'
    )


def test_a_field_that_may_stay_empty_says_so() -> None:
    with translation.override("nl"):
        assert '<label for="id_why">Waarom <small>(mag leeg blijven)</small></label>' in draw(TaskForm()["why"])


def test_radio_buttons_stand_in_a_fieldset_with_what_belongs_to_each() -> None:
    with translation.override("en"):
        drawn = draw(TaskForm({"role": "o"})["role"])
    assert re.sub(r"<svg.*?</svg>", "@", drawn) == (
        '<fieldset class="field"><legend>Rol</legend><div class="choice">'
        '<label><input type="radio" name="role" value="o" id="id_role_0" required checked>'
        '<span class="row">@Observerend</span><small>Je kijkt.</small></label>'
        '<label><input type="radio" name="role" value="a" id="id_role_1" required>'
        '<span class="row">Actief</span></label>'
        "</div></fieldset>"
    )


def test_pills_carry_their_level_and_fill_the_width_when_asked() -> None:
    form = TaskForm()
    assert '<div class="pick fill">' in draw(form["day"])
    assert '<label data-level="micro"><input type="checkbox" name="level" value="micro" id="id_level_0">' in draw(
        form["level"]
    )


def test_a_missing_choice_is_told_at_its_fieldset() -> None:
    drawn = draw(TaskForm({})["day"])
    assert drawn.startswith('<fieldset class="field" aria-describedby="id_day_error">')
    assert 'id="id_day_error"' in drawn


def test_every_value_that_was_typed_is_kept() -> None:
    form = TaskForm({**GOOD, "start": "half negen", "why": "<b>zo</b>"})
    page = Template("{{ form }}").render(Context({"form": form}))
    for kept in (
        'value="Zorgoverleg"',
        'value="half negen"',
        "&lt;b&gt;zo&lt;/b&gt;</textarea>",
        '<option value="50" selected>',
        'value="1" id="id_day_1" required checked',
        'name="known" required id="id_known" checked',
    ):
        assert kept in page


def test_the_summary_links_to_every_field_with_a_fault() -> None:
    form = TaskForm({**GOOD, "title": "", "day": "9"})
    with translation.override("nl"):
        said = summary(form)
    assert re.findall(r'<a href="#(\w+)">(\w+)</a>: ', said) == [("id_title", "Wat"), ("id_day_0", "Dag")]
    assert "Dit is nog niet bewaard. 2 punten vragen aandacht." in said
    assert 'role="alert" tabindex="-1" data-focus' in said


def test_a_form_without_faults_has_no_summary() -> None:
    assert summary(TaskForm(GOOD), TaskForm()) == ""


def test_what_was_typed_cannot_become_markup() -> None:
    form = TaskForm({**GOOD, "title": '"><script>x</script>', "start": "<i>"})
    page = Template("{% load kit %}{% errors form %}{{ form }}").render(Context({"form": form}))
    assert ("<script>" in page, "<i>" in page) == (False, False)


class EveryControl(forms.Form):
    """The controls that are drawn without templates."""

    text = forms.CharField(initial='a"b')
    mail = forms.EmailField(disabled=True)
    number = forms.IntegerField(min_value=1, initial=0)
    web = forms.URLField(assume_scheme="https")
    area = forms.CharField(widget=forms.Textarea, initial="een\n<twee>")
    empty = forms.CharField(widget=forms.Textarea, required=False)
    day = forms.DateField(widget=Date, initial="2027-04-19")
    tick = forms.BooleanField(required=False, initial=True)
    one = forms.ChoiceField(choices=[("", "kies"), ("Groep", [("a", "A"), ("b", "B&B")])], initial="b")
    radio = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, initial=3)


@pytest.mark.parametrize("name", list(EveryControl.base_fields))
def test_a_control_drawn_without_a_template_is_what_django_would_draw(name: str) -> None:
    def squeezed(html: str) -> str:
        return re.sub(r">\s+<", "><", html).strip()

    ours, theirs = EveryControl(), EveryControl(renderer=DjangoTemplates())
    assert squeezed(str(ours[name].as_widget())) == squeezed(str(theirs[name].as_widget()))


def test_a_choice_within_its_label_is_what_django_would_draw() -> None:
    ours, theirs = EveryControl(), EveryControl(renderer=DjangoTemplates())
    context = theirs["radio"].subwidgets[0].data
    assert drawing.option_field(context) == ours.renderer.render(context["template_name"], {"widget": context})
    assert drawing.option_field({**context, "wrap_label": True}) == (
        '<label for="id_radio_0"><input type="radio" name="radio" value="a" id="id_radio_0" required> A</label>'
    )
