"""Cases of what lists or offers something: help, choices, goals, notices."""

from __future__ import annotations

from dataclasses import replace

from bot.views.blocks import button
from bot.views.choices import (
    help_message,
    levels_message,
    lines_message,
    nothing_yet_message,
    profiles_message,
    stood_in_message,
    unknown_message,
)
from bot.views.frames import CONTINUE
from bot.views.notice import notice_message, notice_modal
from bot.views.state import OneSheet, encode
from db.facts import SheetLine
from tests.unit.bot.making import SHEET_ID, executive_role, line, profile_of, without_levels
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.dialogue import NASTY_NAME

SAM_NAME = "Sam Okafor"
SENTENCE = "That took Slack too long. Nothing is lost."


def every_state() -> list[tuple[SheetLine, str]]:
    """Return goals in each state that they can be in."""
    shared = [replace(line(n), version=n) for n in range(2, 10)]
    states = (
        line(1),
        replace(shared[0], state="shared"),
        replace(shared[1], state="shared", asked=True),
        replace(shared[2], state="shared", editing=True, asked=True),
        replace(shared[3], state="confirmed"),
        replace(shared[4], state="confirmed", editing=True),
        replace(shared[5], state="unconfirmed"),
        replace(shared[6], state="closed"),
        replace(shared[7], state="withdrawn"),
    )
    return [(one, SAM_NAME) for one in states]


def _lines(count: int) -> list[tuple[SheetLine, str]]:
    return [(line(number, number % 6), SAM_NAME) for number in range(1, count + 1)]


CASES = (
    Case("help", help_message),
    Case("help-other-command", help_message, lambda: ("/ziele",)),
    Case("levels", levels_message, lambda: (executive_role().profiles, "smart")),
    Case("levels-unknown-level", levels_message, lambda: (executive_role().profiles, "okr", "p9")),
    Case("choices", profiles_message, lambda: ("Which one do you mean?", executive_role().profiles, "smart")),
    Case("choices-long-names", profiles_message, lambda: ("Which one do you mean?", _long_names(), "smart")),
    Case("unknown-with-near", unknown_message, lambda: ("acount <!channel>", [executive_role()], "smart")),
    Case("unknown-without-near", unknown_message, lambda: ("zzzz", [], "smart")),
    Case("lines-empty", lines_message, lambda: ("Goals you write", [], 0, "U_ANA")),
    Case("lines-one", lines_message, lambda: (f"Goals for {SAM_NAME}", _lines(1), 1, "U_ANA")),
    Case("lines-many", lines_message, lambda: ("Goals you write", _lines(10), 23, "U_ANA")),
    Case("lines-in-every-state", lines_message, lambda: (f"Goals for {SAM_NAME}", every_state(), 9, "U_ANA")),
    Case("lines-stood-in", stood_in_message, lambda: (SAM_NAME, every_state()[1:])),
    Case("lines-shared-with-me", lines_message, lambda: ("Your goals", every_state()[1:], 8, "U_SAM")),
    Case("nothing-yet", nothing_yet_message, lambda: (NASTY_NAME, "U_SAM")),
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
