"""Cases of what is read: layouts of a role and of goals, the whole text, the text to copy."""

from __future__ import annotations

from bot.views.frames import frames_message, goals_message
from bot.views.reading import copy_message, read_modal
from bot.views.state import ShownFrame
from canon.frames import FRAMES, Frame, FrameName, build_frame
from canon.model import Profile
from tests.unit.bot.making import (
    RIGHTS,
    SCOPE,
    SHEET_ID,
    executive,
    goals_of,
    half_filled,
    profile_of,
    without_levels,
)
from tests.unit.bot.views.case import Case

LONG = 18


def _frame(code: str, name: FrameName) -> Frame:
    return build_frame(executive(code), name)


def _shown(profile: Profile, name: FrameName, page: int = 1, sheet: str = "") -> ShownFrame:
    return ShownFrame(profile.id, name, page, sheet)


def _everything() -> Profile:
    return profile_of(4, 2, (SCOPE, RIGHTS))


def _frames(code: str, name: FrameName) -> Case:
    return Case(f"frames-{code.lower()}-{name}", frames_message, lambda: (executive(code), name))


def _long(page: int) -> Case:
    return Case(f"frames-long-page-{page}", frames_message, lambda: (profile_of(LONG), "smart", page))


def _of_half_filled(name: FrameName) -> Case:
    return Case(f"goals-{name}", goals_message, lambda: (half_filled(executive("P4"), name), name))


def _whole(name: FrameName) -> tuple[object, ...]:
    goals = half_filled(executive("P4"), name)
    return goals.frame(), _shown(goals.profile, name, sheet=SHEET_ID), goals


def _none_kept() -> tuple[object, ...]:
    goals = goals_of(executive("P4"), kept=[])
    return goals.frame(), _shown(goals.profile, "smart", sheet=SHEET_ID), goals


CASES = (
    *(_frames(code, name) for code in ("P2", "P4", "P3") for name in FRAMES),
    _long(1),
    _long(2),
    Case("frames-beyond-the-last-page", frames_message, lambda: (profile_of(LONG), "okr", 9)),
    Case("frames-without-levels", frames_message, lambda: (without_levels(), "mbo")),
    Case("frames-nothing-behind", frames_message, lambda: (without_levels(), "smart")),
    *(_of_half_filled(name) for name in FRAMES),
    Case("goals-with-areas", goals_message, lambda: (half_filled(_everything(), "mbo"), "mbo")),
    Case("goals-one", goals_message, lambda: (goals_of(profile_of(1)), "smart")),
    Case("goals-none-kept", goals_message, lambda: (goals_of(executive("P4"), kept=[]), "smart")),
    Case("goals-long-page-2", goals_message, lambda: (half_filled(profile_of(LONG, 0, (SCOPE,))), "smart", 2)),
    Case("read-role", read_modal, lambda: (_frame("P4", "smart"), _shown(executive("P4"), "smart"))),
    Case("read-goals", read_modal, lambda: _whole("okr")),
    Case(
        "read-part-2", read_modal, lambda: (build_frame(profile_of(30), "smart"), _shown(profile_of(30), "smart", 2))
    ),
    Case(
        "read-nothing-behind",
        read_modal,
        lambda: (build_frame(without_levels(), "smart"), _shown(without_levels(), "smart")),
    ),
    Case("read-none-kept", read_modal, _none_kept),
    Case("copy-role", copy_message, lambda: (_frame("P2", "scorecard"), _shown(executive("P2"), "scorecard"))),
    Case("copy-goals", copy_message, lambda: _whole("smart")),
    Case(
        "copy-part-1", copy_message, lambda: (build_frame(profile_of(30), "smart"), _shown(profile_of(30), "smart"))
    ),
    Case(
        "copy-last-part",
        copy_message,
        lambda: (build_frame(profile_of(30), "smart"), _shown(profile_of(30), "smart", 99)),
    ),
    Case(
        "copy-nothing-behind",
        copy_message,
        lambda: (build_frame(without_levels(), "okr"), _shown(without_levels(), "okr")),
    ),
    Case("copy-none-kept", copy_message, _none_kept),
)
