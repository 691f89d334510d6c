"""Cases of what lists or offers something: help, choices, goals, the draft's message, Home, notices."""

from __future__ import annotations

from dataclasses import replace

from bot.facts import Goals
from bot.views.blocks import button
from bot.views.card import card_message
from bot.views.choices import (
    help_message,
    levels_message,
    lines_message,
    profiles_message,
    unknown_message,
)
from bot.views.frames import CONTINUE
from bot.views.home import HomeFacts, home_view
from bot.views.notice import notice_message, notice_modal
from bot.views.state import OneSheet, encode
from db.facts import SheetLine
from tests.unit.bot.making import SHEET_ID, executive, executive_role, half_filled, line, profile_of, without_levels
from tests.unit.bot.views.case import Case

SAM_NAME = "Sam Okafor"
SENTENCE = "That took Slack too long. Nothing is lost."


def _lines(count: int) -> list[tuple[SheetLine, str]]:
    return [(line(number, number % 6), SAM_NAME) for number in range(1, count + 1)]


def _taken_back() -> Goals:
    goals = half_filled(executive("P4"))
    return replace(goals, sheet=replace(goals.sheet, state="withdrawn"))


CASES = (
    Case("help", help_message),
    Case("help-other-command", help_message, lambda: ("/ziele",)),
    Case("levels", levels_message, lambda: (executive_role().profiles, "smart")),
    Case("levels-unknown-level", levels_message, lambda: (executive_role().profiles, "okr", "p9")),
    Case("choices", profiles_message, lambda: ("Which one do you mean?", executive_role().profiles, "smart")),
    Case("choices-long-names", profiles_message, lambda: ("Which one do you mean?", _long_names(), "smart")),
    Case("unknown-with-near", unknown_message, lambda: ("acount <!channel>", [executive_role()], "smart")),
    Case("unknown-without-near", unknown_message, lambda: ("zzzz", [], "smart")),
    Case("lines-empty", lines_message, lambda: ("Goals you write", [], 0)),
    Case("lines-one", lines_message, lambda: (f"Goals for {SAM_NAME}", _lines(1), 1)),
    Case("lines-many", lines_message, lambda: ("Goals you write", _lines(10), 23)),
    Case("card-draft", card_message, lambda: (half_filled(executive("P4")),)),
    Case("card-taken-back", card_message, lambda: (_taken_back(),)),
    Case("home-empty", home_view, lambda: (HomeFacts([], 0, 1, "/ziele"),)),
    Case("home-some", home_view, lambda: (HomeFacts(_lines(2), 2, 1),)),
    Case("home-page-2-of-3", home_view, lambda: (HomeFacts(_lines(10), 23, 2),)),
    Case("notice", notice_message, lambda: (SENTENCE,)),
    Case("notice-with-a-way-on", notice_message, lambda: (SENTENCE, button(CONTINUE, "Open again", _state()))),
    Case("notice-view", notice_modal, lambda: ("Goals", SENTENCE)),
    Case(
        "notice-view-with-a-way-on",
        notice_modal,
        lambda: ("Goals", SENTENCE, button(CONTINUE, "Open again", _state())),
    ),
)


def _state() -> str:
    return encode(OneSheet(SHEET_ID))


def _long_names() -> list[object]:
    focus = "Regional Manager of Renewals, Expansions, Partnerships and Everything Else, North"
    base = profile_of(1)
    long = replace(base, focus=replace(base.focus, text=focus), title=f"{focus} — P4")
    return [replace(long, id="LONG.P4"), base, without_levels()]
