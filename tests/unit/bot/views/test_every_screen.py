"""What holds for every message and view: its golden file, Slack's limits, the words on it, what it carries unseen."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Callable
from typing import Any

import pytest

import bot.views
from bot.sandbox.gate import Fault, check_message, check_options, check_view
from canon.snapshot import snapshot
from canon.words import INTRO, SUBTITLES
from tests.unit.bot.making import executive_role, library
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.cases import CASES
from tests.unit.bot.views.screen import carried, texts, words_of

Golden = Callable[[str, str], None]
NEVER_ON_SCREEN = re.compile(
    r"\b(sheets?|frames?|canons?|rows?|blanks?|revisions?|seals?|voids?|hash|drift|nudges?|tasks?|runners?|subjects?"
    r"|actors?|outbox|unsure)\b",
    re.IGNORECASE,
)
OWN_SENTENCES = (INTRO("JobFrame"), INTRO("Made"), *SUBTITLES.values())
TYPED = (
    "€2.4M booked",
    "30 % of deals won",
    "€1.9M booked",
    "Two write-ups",
    "3 accounts back",
    "Win back three",
    "CRM report",
)
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@every_case
def test_it_is_what_its_golden_file_says(case: Case, golden: Golden) -> None:
    text = json.dumps(case.payload(), ensure_ascii=False, indent=1)
    golden(f"views/{case.name}.json", f"{text}\n")


@every_case
def test_slack_takes_it(case: Case) -> None:
    assert _faults(case) == []


@every_case
def test_it_stays_under_ten_thousand_characters(case: Case) -> None:
    if not case.view:
        assert len(words_of(case.payload())) < 10_000


@every_case
def test_the_words_of_the_code_are_never_on_screen(case: Case) -> None:
    shown = words_of(case.payload())
    for words in (*OWN_SENTENCES, *_library_texts()):
        shown = shown.replace(words, "")
    assert NEVER_ON_SCREEN.findall(shown) == []


@every_case
def test_nothing_is_shown_with_emoji_codes(case: Case) -> None:
    assert [text.words for text in texts(case.payload()) if text.kind == "plain_emoji"] == []


@every_case
def test_a_notification_holds_no_goal_text(case: Case) -> None:
    rows = [row.text for profile in executive_role().profiles for row in profile.rows]
    notice = words_of(case.payload(), "notification")
    assert [words for words in (*rows, *TYPED, "Leads initiative") if words in notice] == []


@every_case
def test_controls_carry_nothing_that_was_typed(case: Case) -> None:
    unseen = "\n".join(carried(case.payload()))
    assert [words for words in (*TYPED, "28 %", "Leads initiative") if words in unseen] == []


@every_case
def test_at_most_four_buttons_stand_in_a_line(case: Case) -> None:
    lines = [block["elements"] for block in case.payload().get("blocks", []) if block["type"] == "actions"]
    assert [len(line) for line in lines if len(line) > 4] == []


def test_every_builder_has_a_case() -> None:
    assert _builders() - {case.builder.__name__ for case in CASES} == set()


def test_no_two_cases_share_a_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def _builders() -> set[str]:
    modules = [
        importlib.import_module(f"bot.views.{found.name}") for found in pkgutil.iter_modules(bot.views.__path__)
    ]
    functions = [found for module in modules for found in inspect.getmembers(module, inspect.isfunction)]
    return {name for name, _ in functions if re.fullmatch(r"[a-z][a-z_]*_(message|modal|view|options)", name)}


def _faults(case: Case) -> list[Fault]:
    payload = case.payload()
    if case.view:
        return check_view(payload)
    return check_options(payload) if case.builder.__name__.endswith("_options") else check_message(payload)


def _library_texts() -> list[str]:
    """Return the texts of the packaged library that hold such a word themselves."""
    found = [snapshot(profile) for profile in executive_role().profiles]
    role = executive_role()
    facts = [fact.text for fact in (role.description, role.differential) if fact]
    facts += [part.text for skill in role.skills for part in (skill.name, skill.description) if part]
    facts += [canon.source for canon in library().canons if canon.source]
    return [text for text in (*_strings(found), *facts) if NEVER_ON_SCREEN.search(text)]


def _strings(part: Any) -> list[str]:
    if isinstance(part, dict):
        return [text for value in part.values() for text in _strings(value)]
    if isinstance(part, list | tuple):
        return [text for value in part for text in _strings(value)]
    return [part] if isinstance(part, str) else []
