"""Settings readers: what is given is typed, nonsense is refused with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.config.readers import BadSetting, Readers


def reader(**values: str) -> Readers:
    """A reader of an environment that holds these settings alone."""
    return Readers({f"STAGEMAP_{name}": value for name, value in values.items()})


def refusal(read: Readers, method: str, name: str, *args: Any, **kwargs: Any) -> str:
    """The sentence with which a reader refuses."""
    with pytest.raises(BadSetting) as caught:
        getattr(read, method)(name, *args, **kwargs)
    return str(caught.value)


def test_a_value_comes_without_the_space_around_it() -> None:
    assert reader(A=" x \n").text("A") == "x"


def test_a_value_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("word\n", encoding="utf-8")
    assert reader(A_FILE=str(tmp_path / "secret")).text("A") == "word"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone")
    said = refusal(reader(A_FILE=gone), "text", "A")
    assert said == f"STAGEMAP_A_FILE names {gone!r}, which cannot be read (FileNotFoundError)."


def test_a_value_given_twice_is_refused() -> None:
    said = refusal(reader(A="x", A_FILE="/y"), "text", "A")
    assert said == "STAGEMAP_A and STAGEMAP_A_FILE are both set: keep one of them."


def test_a_value_that_must_be_given_says_what_is_wanted() -> None:
    assert refusal(reader(), "text", "A", wanted="a word") == "STAGEMAP_A is not set. Wanted: a word."


def test_a_choice_outside_the_list_is_refused() -> None:
    assert reader(MODE="DEMO").choice("MODE", ("production", "demo"), "production") == "demo"
    said = refusal(reader(MODE="live"), "choice", "MODE", ("production", "demo"), "production")
    assert said == "STAGEMAP_MODE is 'live'. Wanted: one of production, demo."


@pytest.mark.parametrize(
    ("value", "meant"), [("yes", True), ("ON", True), ("1", True), ("no", False), ("false", False)]
)
def test_a_flag_is_yes_or_no(value: str, *, meant: bool) -> None:
    assert reader(A=value).flag("A", default=not meant) is meant


def test_a_flag_that_is_neither_is_refused() -> None:
    assert refusal(reader(A="maybe"), "flag", "A", default=True) == "STAGEMAP_A is 'maybe'. Wanted: yes or no."


@pytest.mark.parametrize("value", ["0", "731", "-1", "1.5", "many", "٣"])
def test_a_number_out_of_range_is_refused(value: str) -> None:
    said = refusal(reader(A=value), "number", "A", 5, least=1, most=730)
    assert said == f"STAGEMAP_A is {value!r}. Wanted: a whole number from 1 to 730."


def test_a_number_in_range_is_read() -> None:
    assert (reader(A="730").number("A", 5, least=1, most=730), reader().number("A", 5, least=1, most=730)) == (730, 5)


def test_a_short_secret_is_refused_without_repeating_it() -> None:
    said = refusal(reader(KEY="hunter2"), "secret", "KEY", length=50)
    assert said == "STAGEMAP_KEY has 7 characters. Wanted: at least 50 random ones."


def test_a_folder_is_absolute_where_it_must_be(tmp_path: Path) -> None:
    assert reader(DATA=str(tmp_path)).folder("DATA", absolute=True) == tmp_path.resolve()
    said = refusal(reader(DATA="data"), "folder", "DATA", absolute=True)
    assert said == "STAGEMAP_DATA is 'data'. Wanted: an absolute path, as /var/lib/stagemap."


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    said = refusal(reader(DATA=str(file)), "folder", "DATA", absolute=True)
    assert said == f"STAGEMAP_DATA is {str(file)!r}, which is a file. Wanted: a folder."


def test_an_address_has_scheme_and_host_and_nothing_else() -> None:
    assert reader(URL="https://stage.example.org/").address("URL", secure=True).hostname == "stage.example.org"


@pytest.mark.parametrize(
    "value",
    ["stage.example.org", "http://stage.example.org", "https://x.example/path", "https://x.example?y", "https://"],
)
def test_an_address_that_is_not_one_is_refused(value: str) -> None:
    said = refusal(reader(URL=value), "address", "URL", secure=True)
    assert said == f"STAGEMAP_URL is {value!r}. Wanted: https://stage.example.org, without a path."


def test_an_address_with_a_bad_port_or_a_name_is_refused() -> None:
    ports = refusal(reader(URL="http://x.example:99999"), "address", "URL", secure=False)
    names = refusal(reader(URL="http://me:word@x.example:80"), "address", "URL", secure=False)
    assert ports == "STAGEMAP_URL has a port that is no number from 1 to 65535."
    assert names == "STAGEMAP_URL holds a name before the @. Wanted: http://127.0.0.1:8000."


@pytest.mark.parametrize("value", ["stage@example.org", "Stagemap <stage@example.org>"])
def test_a_mail_address_may_have_a_name(value: str) -> None:
    assert reader(FROM=value).mail_address("FROM") == value


@pytest.mark.parametrize("value", ["stage", "@example.org", "a b@example.org", "x@", "a@b@c"])
def test_a_mail_address_that_is_none_is_refused(value: str) -> None:
    said = refusal(reader(FROM=value), "mail_address", "FROM")
    assert said == f"STAGEMAP_FROM is {value!r}. Wanted: a mail address, as Stagemap <stage@example.org>."


def test_a_mail_server_speaks_starttls_unless_told_otherwise() -> None:
    told = reader(MAIL="smtp://me%40x:w%2Frd@mail.example.org").mail_server("MAIL")
    assert told == {
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "me@x",
        "EMAIL_HOST_PASSWORD": "w/rd",
        "EMAIL_USE_SSL": False,
        "EMAIL_USE_TLS": True,
    }
    plain = reader(MAIL="smtp://localhost:25?tls=no").mail_server("MAIL")
    safe = reader(MAIL="smtps://mail.example.org").mail_server("MAIL")
    assert (plain["EMAIL_PORT"], plain["EMAIL_USE_TLS"]) == (25, False)
    assert (safe["EMAIL_PORT"], safe["EMAIL_USE_SSL"], safe["EMAIL_USE_TLS"]) == (465, True, False)


def test_no_mail_server_is_no_settings() -> None:
    assert reader().mail_server("MAIL") == {}


@pytest.mark.parametrize("value", ["mail.example.org", "imap://x.example", "smtp://"])
def test_a_mail_server_that_is_none_is_refused_without_repeating_its_password(value: str) -> None:
    assert refusal(reader(MAIL=value), "mail_server", "MAIL").startswith(
        "STAGEMAP_MAIL is not a mail server. Wanted: smtp://"
    )


@pytest.mark.parametrize("value", ["", "/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310"])
def test_another_program_answers_at_a_socket_file_or_a_port(value: str) -> None:
    assert reader(CLAMAV=value).socket("CLAMAV") == value


@pytest.mark.parametrize("value", ["clamd", "host:", ":3310", "host:port", "host:³"])
def test_a_socket_that_is_none_is_refused(value: str) -> None:
    assert refusal(reader(CLAMAV=value), "socket", "CLAMAV").startswith(f"STAGEMAP_CLAMAV is {value!r}. Wanted: ")


def test_without_a_setting_the_database_is_a_file_in_the_data_folder() -> None:
    told = reader().database("DATABASE", Path("/data"))
    assert told["NAME"] == "/data/stagemap.sqlite3"
    assert told["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert reader(DATABASE="sqlite:////srv/x.db").database("DATABASE", Path("/data"))["NAME"] == "/srv/x.db"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("postgres://me:w%3Ard@db.example:5433/stage", ("db.example", "5433", "me", "w:rd", "stage", {})),
        ("postgresql:///stage?host=/run/postgresql", ("/run/postgresql", "", "", "", "stage", {})),
        ("postgres://%2Frun%2Fpg/stage?user=me&port=5", ("/run/pg", "5", "me", "", "stage", {})),
        ("postgres://h/stage?sslmode=require", ("h", "", "", "", "stage", {"sslmode": "require"})),
    ],
)
def test_postgres_is_named_by_one_address(value: str, wanted: tuple[Any, ...]) -> None:
    told = reader(DATABASE=value).database("DATABASE", Path("/data"))
    options = {key: held for key, held in told["OPTIONS"].items() if key != "connect_timeout"}
    assert (*(told[key] for key in ("HOST", "PORT", "USER", "PASSWORD", "NAME")), options) == wanted


@pytest.mark.parametrize("value", ["mysql://x/y", "postgres://host", "sqlite:///x.db", "stage.sqlite3"])
def test_a_database_that_is_none_is_refused(value: str) -> None:
    assert refusal(reader(DATABASE=value), "database", "DATABASE", Path("/data")).startswith(
        "STAGEMAP_DATABASE is not a database."
    )


def test_a_name_that_nobody_reads_is_told() -> None:
    read = Readers({"STAGEMAP_MODE": "demo", "STAGEMAP_MDOE": "demo", "HOME": "/"})
    read.choice("MODE", ("production", "demo"), "production")
    assert read.unknown() == ["STAGEMAP_MDOE"]


@given(st.text())
def test_whatever_is_given_a_reader_answers_or_refuses(value: str) -> None:
    read = reader(A=value)
    for attempt in (
        lambda: read.number("A", 1, least=0, most=9),
        lambda: read.flag("A", default=True),
        lambda: read.address("A", "http://x", secure=False),
        lambda: read.mail_address("A", "a@b"),
        lambda: read.mail_server("A"),
        lambda: read.socket("A"),
        lambda: read.database("A", Path("/data")),
    ):
        try:
            attempt()
        except BadSetting as error:
            assert str(error).startswith("STAGEMAP_A ")  # noqa: PT017 - either outcome is right, and this is the other one
