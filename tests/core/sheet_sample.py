"""A kind of sheet with a field of every type, and answers to it, right and wrong, for the rules of sheets."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from stagemap.core.dates import Text
from stagemap.core.sheets import (
    Condition,
    Count,
    Field,
    FieldType,
    Filler,
    Layer,
    Option,
    Part,
    Scale,
    SheetKind,
    Source,
)

IDS = ("0b0c6c1e-4f2a-4c58-9d0a-3c2f1f6b7a10", "9f1c2d3e-0000-4000-8000-000000000001")


def text(word: str) -> Text:
    return Text(word, f"{word} (en)")


def option(key: str) -> Option:
    return Option(key, text(key))


def field(key: str, type: FieldType = FieldType.SHORT_TEXT, **more: Any) -> Field:  # noqa: A002 - as the record says
    return Field(key, text(key), type, **more)


FUNCTIONS = (option("teacher"), option("coordinator"))
CARE4 = Scale(
    "care4",
    text("vier stappen"),
    (option("not_yet"), option("solid"), option("not_seen")),
    way_out="not_seen",
    comment_at=("not_yet",),
    comment_least=15,
)
EVENTS = field(
    "events",
    FieldType.TABLE,
    most=3,
    columns=(
        field("time", FieldType.TIME, required=True),
        field("seen", most=20),
        field("by", FieldType.CHOICE, options=FUNCTIONS),
        field("why", shown_when=Condition("by", ("teacher",)), required_when=Condition("by", ("teacher",))),
        field("spent", FieldType.DURATION, counts_as=Count.CONTACT),
        field("who", FieldType.PUPIL),
        field("told", FieldType.LONG_TEXT, most=40),
        field("step", FieldType.SCALE, scale="care4"),
    ),
)
KIND = SheetKind(
    key="sample",
    name=text("Voorbeeld"),
    version=1,
    tab="activities",
    layers=(Layer.ANNEX, Layer.OPEN),
    title_from=("what", "day", "pupils"),
    scales=(CARE4,),
    parts=(
        Part(
            "head",
            text("kop"),
            (
                field("what", most=30, least=3, required=True, begins_with=Source.TASK),
                field("story", FieldType.LONG_TEXT, most=60, least=5, begins_with=Source.PROJECT),
                field("count", FieldType.NUMBER, least=2, most=9),
                field("spent", FieldType.DURATION, least=5, most=600, counts_as=Count.CONTACT),
                field("wrote", FieldType.DURATION, counts_as=Count.REPORTING),
                field("agreed", FieldType.YES_NO),
                field("day", FieldType.DATE, begins_with=Source.DATE),
                field("start", FieldType.TIME, begins_with=Source.START),
                field("role", FieldType.CHOICE, options=(option("active"),), begins_with=Source.ROLE),
                field("tags", FieldType.CHOICES, options=(option("a"), option("b")), least=1, most=1),
                field("led_by", FieldType.PERSON, options=FUNCTIONS, required_when=Condition("agreed", ("yes",))),
                field("level", FieldType.SCALE, scale="care4"),
                field("pupils", FieldType.PUPIL, most=2, begins_with=Source.PUPILS, layers=(Layer.ANNEX,)),
                field("block", FieldType.BLOCK),
                field("cites", FieldType.SHEET),
                field("files", FieldType.ATTACHMENT, most=1),
                field("consent", FieldType.CONSENT, options=FUNCTIONS, required_when=Condition("pupils")),
            ),
        ),
        Part("events", text("wat er gebeurde"), (EVENTS,)),
        Part(
            "more",
            text("meer"),
            (field("extra", required=True), field("deeper", shown_when=Condition("extra"), required=True)),
            shown_when=Condition("level", ("not_yet",)),
        ),
        Part(
            "locked",
            text("na toestemming"),
            (field("secret", required=True), field("read_on", FieldType.DATE, by=Filler.MENTOR, required=True)),
            opens_when=Condition("consent"),
            locked=text("wacht op toestemming"),
        ),
        Part("explain", text("verklaren"), (field("pattern", required=True),), after_closing=True),
    ),
)
WHOLE: dict[str, Any] = {
    "what": "Lezen met #1",
    "story": "<p>Ik zag <strong>#2</strong> lezen.</p>",
    "count": 4,
    "spent": 50,
    "wrote": 20,
    "agreed": False,
    "day": "2027-04-22",
    "start": 510,
    "role": "active",
    "tags": ["a"],
    "led_by": "teacher",
    "level": {"step": "solid", "comment": "goed"},
    "pupils": ["#1"],
    "block": IDS[0],
    "cites": list(IDS),
    "files": [IDS[1]],
    "consent": {"by": "coordinator", "on": "2027-04-20"},
    "events": [{"time": 512, "seen": "kijkt op", "by": "teacher", "why": "vraag", "spent": 5, "who": ["#3"]}],
}
"""Answers in which every field outside the closed parts is filled in."""

WORDS = st.text(alphabet="ab#12 <>&/p\n\x00é-.", max_size=24)
HTML = st.lists(
    st.sampled_from(["<p>", "</p>", "<b>", "<br>", "<ul><li>", "</li></ul>", "#1", "een", " ", "&amp;", "<"])
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 10**7),
        WORDS,
        HTML.map("".join),
        st.sampled_from(
            ["#1", "#12", "active", "a", "b", "teacher", "solid", "not_yet", "2027-04-22", "2027-02-30", *IDS]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["step", "comment", "by", "on", "time", "seen", "who", "x"]), inner, max_size=3
        ),
    ),
    max_leaves=6,
)
KEYS = [each.key for each in KIND.fields]
ANYTHING = st.dictionaries(st.sampled_from([*KEYS, "unknown"]), VALUES, max_size=6)
"""Answers such as hostile or broken pages would send."""


def fit(each: Field) -> st.SearchStrategy[Any]:
    """Answers to one field in its own shape, as a draft may hold them."""
    keys = [known.key for known in each.options] or [""]
    some = each.most or 3
    words = st.text(alphabet="abc #12é.", min_size=1, max_size=12).map(str.strip).filter(bool)
    made: dict[FieldType, st.SearchStrategy[Any]] = {
        FieldType.SHORT_TEXT: words.map(lambda said: " ".join(said.split())),
        FieldType.LONG_TEXT: words.map(lambda said: f"<p>{said}</p>"),
        FieldType.NUMBER: st.integers(0, 9),
        FieldType.DURATION: st.integers(0, 600),
        FieldType.YES_NO: st.booleans(),
        FieldType.DATE: st.dates().map(lambda day: day.isoformat()),
        FieldType.TIME: st.integers(0, 1439),
        FieldType.SCALE: st.fixed_dictionaries(
            {"step": st.sampled_from(["not_yet", "solid"])}, optional={"comment": words}
        ),
        FieldType.PUPIL: st.lists(st.sampled_from(["#1", "#2", "#30"]), min_size=1, max_size=some, unique=True),
        FieldType.CHOICE: st.sampled_from(keys),
        FieldType.PERSON: st.sampled_from(keys),
        FieldType.CHOICES: st.lists(st.sampled_from(keys), min_size=1, max_size=some, unique=True),
        FieldType.BLOCK: st.sampled_from(IDS),
        FieldType.SHEET: st.lists(st.sampled_from(IDS), min_size=1, max_size=some, unique=True),
        FieldType.ATTACHMENT: st.lists(st.sampled_from(IDS), min_size=1, max_size=some, unique=True),
        FieldType.CONSENT: st.just({"by": "teacher", "on": "2027-04-20"}),
    }
    if each.type is FieldType.TABLE:
        row = st.fixed_dictionaries({}, optional={column.key: fit(column) for column in each.columns})
        return st.lists(row.filter(bool), min_size=1, max_size=some)
    return made[each.type]


FITTING: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {}, optional={each.key: fit(each) for each in KIND.fields}
)
"""Tidy answers without a fault of a draft."""
