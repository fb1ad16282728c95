import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from stagemap.kit.pages import Me, NavItem


def drawn(source: str, lang: str = "nl", **context: Any) -> str:
    """What a template with the kit's tags becomes, its icons as ``@name``."""
    with translation.override(lang):
        page = Template("{% load kit %}" + source).render(Context(context))
    return re.sub(r'<svg class="icon([^"]*)" aria-hidden="true"><use href="[^#]*#([\w-]+)"/></svg>', r"@\2\1", page)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('{% icon "eye" "own" %}', "@eye own"),
        (
            '{% chip_level "micro" "leerling (micro)" %}',
            '<span class="chip" data-level="micro">@microleerling (micro)</span>',
        ),
        (
            '{% chip_level "micro" "micro" bare=True %}',
            '<span class="chip bare" data-level="micro">@micromicro</span>',
        ),
        (
            '{% chip_role "observing" "observerend" %}',
            (
                '<span class="chip role">@eye<span aria-hidden="true">O</span>'
                '<span class="vh">rol: observerend</span></span>'
            ),
        ),
        ('{% chip_role "active" "actief" full=True %}', '<span class="chip role">@lightningactief</span>'),
        ('{% chip_state "late" "te laat" %}', '<span class="chip" data-state="late">@warning-circlete laat</span>'),
        ('{% state_icon "now" %}', "@busy"),
        ('{% who "Noor Verhaegen"|initials %}', '<span class="who" aria-hidden="true">NV</span>'),
        (
            '{% note "late" role="status" %}<b>Overlapt.</b>{% endnote %}',
            '<div class="note" data-state="late" role="status">@warning-circle<div><b>Overlapt.</b></div></div>',
        ),
        ('{% note icon="eye" %}x{% endnote %}', '<div class="note">@eye<div>x</div></div>'),
        ('{% saved "bewaard" %}', '<span class="saved" role="status">@cloud-checkbewaard</span>'),
        (
            '{% saved "niet bewaard" "late" %}',
            '<span class="saved" role="status" data-state="late">@cloud-warningniet bewaard</span>',
        ),
    ],
)
def test_a_component_has_the_shape_of_the_design(source: str, html: str) -> None:
    assert drawn(source) == html


def test_text_of_people_cannot_become_markup_in_a_component() -> None:
    page = drawn("{% chip_state 'done' x %}{% who x %}{% saved x %}{% chip_level x x %}{% chip_role x x %}", x="<b>'\"")
    assert "<b>" not in page


def test_a_role_is_said_in_the_language_of_each_page() -> None:
    source = '{% chip_role "active" "a" %}'
    assert ("rol: a" in drawn(source, "nl"), "role: a" in drawn(source, "en"), "rol: a" in drawn(source, "nl")) == (
        True,
        True,
        True,
    )


def test_a_stylesheet_brings_what_it_needs_once() -> None:
    names = re.findall(r'href="/static/([^"]+)"', drawn('{% css "roster" "planner" "hours" "planning/css/x.css" %}'))
    assert names == [
        "kit/css/numbers.css",
        "kit/css/planner.css",
        "kit/css/roster.css",
        "kit/css/shares.css",
        "kit/css/hours.css",
        "planning/css/x.css",
    ]


def test_a_script_is_a_module() -> None:
    assert drawn('{% js "kit/js/toast.js" %}') == '<script type="module" src="/static/kit/js/toast.js"></script>'


@pytest.mark.parametrize(
    ("source", "dutch", "english"),
    [
        ("{{ 510|clock }}", "8.30", "8:30"),
        ("{{ 510|clock_text }}", "8.30 uur", "8:30"),
        ("{{ 510|span:610 }}", "8.30–10.10", "8:30–10:10"),
        ("{{ 100|duration }}", "1 u 40", "1 h 40"),
        ("{{ d|day }}", "ma 19 april", "Mon 19 April"),
        ("{{ d|day_long }}", "maandag 19 april", "Monday 19 April"),
        ("{{ d|day_year }}", "ma 19 april 2027", "Mon 19 April 2027"),
        ("{{ d|date_text }}", "19 april 2027", "19 April 2027"),
        ("{{ d|weekday }}", "maandag", "Monday"),
        ("{{ d|weekday_short }}", "ma", "Mon"),
        ("{{ d|days:e }}", "19–23 april 2027", "19–23 April 2027"),
        ("{{ d|days_long:e }}", "maandag 19 tot vrijdag 23 april 2027", "Monday 19 to Friday 23 April 2027"),
        ("{{ d|near_day:d }}", "vandaag", "today"),
        ("{{ 3|share:4 }}", "75", "75"),
        ("{% page_lang %}", "nl-BE", "en"),
    ],
)
def test_a_filter_speaks_the_language_of_the_page(source: str, dutch: str, english: str) -> None:
    days = {"d": date(2027, 4, 19), "e": date(2027, 4, 23)}
    assert (drawn(source, "nl", **days), drawn(source, "en", **days)) == (dutch, english)


def test_the_board_shows_the_next_action_and_nothing_it_was_not_given() -> None:
    full = render_to_string(
        "kit/board.html",
        {"eyebrow": "Nu aan jou", "title": "Werk af", "text": "Nog twee.", "url": "/planner/", "label": "Verder"},
    )
    assert [each in full for each in ("Nu aan jou", "Werk af", "Nog twee.", 'class="btn next" href="/planner/"')] == [
        True
    ] * 4
    assert re.sub(r"\s+", " ", render_to_string("kit/board.html", {"title": "Werk af", "low": True})).strip() == (
        '<section class="board low" aria-labelledby="now"> <h2 id="now">Werk af</h2> </section>'
    )


def test_the_road_meter_cover_crumbs_and_empty_draw_what_they_are_given() -> None:
    stop = SimpleNamespace(state="done", title="Observatie 1", said="klaar", meta="di 2 maart", url="/o/1/")
    stretch = SimpleNamespace(state="now", title="Verkennen", until="tot 18 maart", stops=[stop])
    road = render_to_string("kit/road.html", {"road": SimpleNamespace(here=38, stretches=[stretch])})
    assert [each in road for each in ('data-here="38"', '<a href="/o/1/">Observatie 1</a>', "(klaar)")] == [True] * 3
    half = SimpleNamespace(label="Verkenning", value="6 u 15", of="van 25 u", plan=25, done=0)
    assert render_to_string("kit/meter.html", {"halves": [half, half]}).count('data-plan="25" data-done="0"') == 2
    cover = SimpleNamespace(
        caption="Taken",
        roles=[SimpleNamespace(icon="eye", text="observerend")],
        rows=[
            SimpleNamespace(level="micro", text="micro", cells=[4]),
            SimpleNamespace(level="meso", text="meso", cells=[0]),
        ],
    )
    table = render_to_string("kit/cover.html", {"cover": cover})
    assert (table.count("<td>4</td>"), table.count('<td class="none">')) == (1, 1)
    crumbs = render_to_string("kit/crumbs.html", {"crumbs": [("/a/", "A"), ("/b/", "B")]})
    assert re.findall(r'href="(/\w/)"', crumbs) == ["/a/", "/b/"]
    empty = render_to_string("kit/empty.html", {"text": "Nog geen afspraken.", "url": "/n/", "label": "Voeg toe"})
    assert ("Nog geen afspraken." in empty, 'href="/n/"' in empty) == (True, True)


def test_the_frame_of_a_page_holds_menu_person_and_language(client: Client) -> None:
    request = client.get("/public/").wsgi_request
    item = NavItem("/b/", "chats", "Berichten", count=2, count_text="nieuwe berichten", current=True)
    context = {
        "nav": [item],
        "me": Me("Noor Verhaegen", "NV", (NavItem("/i/", "gear", "Instellingen"),), "/out/"),
        "home_url": "/home/",
        "edition_title": "zorgstage 2026–2027",
        "privacy_url": "/privacy/",
        "accessibility_url": "/a11y/",
        "language_url": "/language/",
        "banner": "kit/empty.html",
        "text": "demo",
    }
    with translation.override("nl"):
        page = render_to_string("kit/404.html", context, request)
    for part in (
        '<html lang="nl-BE">',
        '<a class="skip" href="#main">Naar de inhoud</a>',
        '<a href="/b/" aria-current="page">',
        '<span class="vh"> nieuwe berichten</span>',
        '<form method="post" action="/out/">',
        "<span>Stagemap, zorgstage 2026–2027</span>",
        '<button class="plain" name="language" value="en" lang="en">English</button>',
        '<input type="hidden" name="next" value="/public/">',
        "<p>demo</p>",
        '<dialog id="dialog"></dialog>',
    ):
        assert part in page


def test_a_page_of_nobody_has_no_menu_and_no_person() -> None:
    page = render_to_string("kit/404.html", {}, RequestFactory().get("/"))
    assert ('class="menu"' in page, 'class="me"' in page, 'class="brand"' in page) == (False, False, True)


def test_a_form_knows_whether_it_is_in_a_dialog() -> None:
    def shown(target: str | None) -> str:
        request = RequestFactory().get("/plan/?day=1")
        request.htmx = SimpleNamespace(target=target) if target else None  # type: ignore[attr-defined]  # set by middleware
        return Template("{% load kit %}{% in_dialog %}").render(Context({"request": request}))

    assert (shown("dialog"), shown("main"), shown(None)) == ('hx-post="/plan/?day=1" hx-target="#dialog"', "", "")
