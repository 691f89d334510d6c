"""The environment: every variable is read, and a bad one is named with what it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import VARIABLES, Settings, read_settings

DEFAULTS = Settings(
    bot_token="",
    signing_secret="",
    app_token="",
    slack_api_url="https://slack.com/api/",
    database_url="sqlite:///goalframe.db",
    canon=(),
    packaged_canon=True,
    offer_changes=False,
    first_month=1,
    layout="smart",
    only=frozenset(),
    runners=frozenset(),
    readers=frozenset(),
    per_minute=120,
    port=3000,
    cache=Path.home() / ".cache" / "goalframe",
)
EVERYTHING = {
    "SLACK_BOT_TOKEN": "made-up-bot",
    "SLACK_SIGNING_SECRET": "made-up-secret",
    "SLACK_APP_TOKEN": "made-up-app",
    "SLACK_API_URL": "http://127.0.0.1:1/api",
    "DATABASE_URL": "sqlite:////data/goals.db",
    "GOALFRAME_CANON": "/roles:/more",
    "GOALFRAME_PACKAGED_CANON": "1",
    "GOALFRAME_CACHE": "/var/cache/goalframe",
    "GOALFRAME_CHANGED_ROLES": "Offer",
    "GOALFRAME_FIRST_MONTH": "4",
    "GOALFRAME_LAYOUT": "OKR",
    "GOALFRAME_ONLY": "U1, U2,,",
    "GOALFRAME_HR_RUNNERS": "U3",
    "GOALFRAME_HR_READERS": " U4 ,U5",
    "GOALFRAME_PER_MINUTE": "300",
    "PORT": "0",
}
READ = Settings(
    bot_token="made-up-bot",
    signing_secret="made-up-secret",
    app_token="made-up-app",
    slack_api_url="http://127.0.0.1:1/api/",
    database_url="sqlite:////data/goals.db",
    canon=(Path("/roles"), Path("/more")),
    packaged_canon=True,
    offer_changes=True,
    first_month=4,
    layout="okr",
    only=frozenset({"U1", "U2"}),
    runners=frozenset({"U3"}),
    readers=frozenset({"U4", "U5"}),
    per_minute=300,
    port=0,
    cache=Path("/var/cache/goalframe"),
)


def test_nothing_set_gives_the_defaults() -> None:
    assert read_settings({}) == DEFAULTS


def test_what_is_empty_counts_as_unset() -> None:
    assert read_settings(dict.fromkeys(EVERYTHING, " ")) == DEFAULTS


def test_everything_set_is_read() -> None:
    assert read_settings(EVERYTHING) == READ


def test_every_variable_is_one_that_is_read() -> None:
    assert [variable.name for variable in VARIABLES] == list(EVERYTHING)
    alone = {name: read_settings({name: value}) for name, value in EVERYTHING.items()}
    unchanged = {name for name, settings in alone.items() if settings == DEFAULTS}
    assert unchanged == {"GOALFRAME_PACKAGED_CANON"}


def test_no_library_is_kept_where_that_is_not_wanted_or_nobody_is_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings({"GOALFRAME_CACHE": "Off"}).cache is None

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert read_settings({}).cache is None


def test_an_own_library_takes_the_place_of_the_packaged_one_unless_both_are_wanted() -> None:
    assert not read_settings({"GOALFRAME_CANON": "/roles"}).packaged_canon
    assert read_settings({"GOALFRAME_CANON": "/roles", "GOALFRAME_PACKAGED_CANON": "1"}).packaged_canon


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "PORT is “http”: write a whole number from 0 to 65535."),
        ("PORT", "65536", "PORT is “65536”: write a whole number from 0 to 65535."),
        ("PORT", "-1", "PORT is “-1”: write a whole number from 0 to 65535."),
        ("PORT", "٣", "PORT is “٣”: write a whole number from 0 to 65535."),
        ("GOALFRAME_FIRST_MONTH", "0", "GOALFRAME_FIRST_MONTH is “0”: write a whole number from 1 to 12."),
        ("GOALFRAME_FIRST_MONTH", "13", "GOALFRAME_FIRST_MONTH is “13”: write a whole number from 1 to 12."),
        (
            "GOALFRAME_PER_MINUTE",
            "0",
            "GOALFRAME_PER_MINUTE is “0”: write a whole number from 1 to 60000.",
        ),
        ("GOALFRAME_CHANGED_ROLES", "ask", "GOALFRAME_CHANGED_ROLES is “ask”: write one of new, offer."),
        ("GOALFRAME_LAYOUT", "bsc", "GOALFRAME_LAYOUT is “bsc”: write one of smart, okr, mbo, scorecard."),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence_that_names_the_variable(name: str, value: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings({name: value})
    assert refused.value.sentence == sentence
