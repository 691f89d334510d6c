"""Cases of what is filled in: the first view, the goals to keep, one line, the last page, several people."""

from __future__ import annotations

import functools
from dataclasses import replace
from datetime import timedelta

from bot.facts import Clash, Goals
from bot.facts.listed_roles import ListedRole
from bot.services.periods import current_periods
from bot.services.saving import clashes
from bot.views.check import check_modal
from bot.views.choose import choose_modal
from bot.views.fill import Filling, fill_modal
from bot.views.several import several_modal, started_modal
from bot.views.start import StartChoices, existing_modal, light_modal, profile_options, start_modal
from bot.views.state import NewGoals, StartAnswer
from canon.model import Profile
from db.facts import Filled, Rival, Slot
from tests.unit.bot.making import (
    ANA,
    RIGHTS,
    SCOPE,
    SHEET_ID,
    T0,
    TODAY,
    executive,
    executive_role,
    goals_of,
    half_filled,
    line,
    person,
    profile_of,
)
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.dialogue import shared_goals

OLD = "2026-11-30"
NEW = NewGoals(sheet=SHEET_ID)
PERIODS = current_periods(TODAY)
CHOICES = StartChoices(NEW, PERIODS, PERIODS[0], "smart", PERIODS[0].last)
ANSWER = StartAnswer(
    sheet=SHEET_ID,
    source="",
    again="",
    subject="U_SAM",
    profile="DIRECT.ACCOUNTEA038.P4",
    period="H1 2027",
    layout="smart",
    due="2027-06-30",
)
CHOSEN = functools.partial(
    StartChoices,
    periods=PERIODS,
    period=PERIODS[1],
    layout="okr",
    due=PERIODS[1].last,
    subject="U_SAM",
    stage="U_SAM",
)


def filling(goals: Goals, place: int = 0, slots: tuple[Slot, ...] = (), *, ask_past: bool = False) -> Filling:
    """Return a line to fill by its place, with a clash in each of these fields."""
    goal = goals.goals[place]
    found = tuple(
        Clash(
            Filled(goal.key, slot, "28 %", 5, "V1/1!", T0),
            Rival(goal.key, slot, "30 %", "V2", T0 + timedelta(minutes=2)),
        )
        for slot in slots
    )
    return Filling(goals, goal, found, ask_past)


def with_rival() -> Filling:
    """Return a line whose date another view emptied while this one changed it."""
    profile = executive("P4")
    key = profile.rows[0].key
    goals = goals_of(profile, {(key, "date"): ""}, rivals=[Rival(key, "date", "2027-03-31", "V2", T0)])
    return Filling(goals, goals.goals[0], clashes(goals.sheet, key))


def with_rivals(*values: str) -> Filling:
    """Return a line whose target was changed by several views at once."""
    profile = executive("P4")
    key = profile.rows[0].key
    rivals = [Rival(key, "target", value, f"V{number}", T0) for number, value in enumerate(values, start=2)]
    goals = goals_of(profile, {(key, "target"): "28 %"}, rivals=rivals)
    return Filling(goals, goals.goals[0], clashes(goals.sheet, key))


def _filled(profile_goals: int = 3, due: str = "2027-06-30") -> Goals:
    profile = profile_of(profile_goals)
    fields: tuple[Slot, ...] = ("baseline", "target")
    return goals_of(profile, {(row.key, slot): f"{slot} 7" for row in profile.rows for slot in fields}, due=due)


def _all_open(goals: int, due: str = OLD) -> Goals:
    return goals_of(profile_of(goals, 0, (SCOPE, RIGHTS)), due=due)


def _of_one_name() -> tuple[Profile, ...]:
    """Return roles of several libraries that are called the same, one with a long id and a long name."""
    one = profile_of(1)
    twins = [replace(one, id=f"TWIN{number}", role_id=f"TWIN{number}") for number in (1, 2)]
    long = [replace(one, id=f"{letter}" * 120, title="Keeper of promises " * 5) for letter in "AB"]
    return (*twins, *long, executive("P4"))


def _listed(level: str, *fitting: Profile, level_known: bool = True) -> StartChoices:
    listed = ListedRole("Account executive", level, fitting, level_known)
    return CHOSEN(new=NewGoals(sheet=SHEET_ID, subject="U_SAM"), profile=listed.profile, listed=listed)


STARTING = (
    Case("light", light_modal),
    Case("start-bare", start_modal, lambda: (CHOICES,)),
    Case("start-prefilled", start_modal, lambda: (CHOSEN(new=NEW, profile=executive("P4")),)),
    Case(
        "start-with-drafts",
        start_modal,
        lambda: (CHOSEN(new=NEW, drafts=((line(1), "Sam Okafor"), (line(2, 5), "Priya Nair"))),),
    ),
    Case(
        "start-with-source",
        start_modal,
        lambda: (CHOSEN(new=NewGoals(sheet=SHEET_ID, source="8" * 32), profile=executive("P4")),),
    ),
    Case("start-after-earlier-goals", start_modal, lambda: (CHOSEN(new=NEW, earlier=line(3)),)),
    Case("start-role-of-the-list", start_modal, lambda: (_listed("P4", executive("P4")),)),
    Case("start-role-of-the-list-without-level", start_modal, lambda: (_listed("", *executive_role().profiles),)),
    Case(
        "start-role-of-the-list-unknown-level",
        start_modal,
        lambda: (_listed("P9", *executive_role().profiles, level_known=False),),
    ),
    Case("start-role-of-the-list-several", start_modal, lambda: (_listed("P4", *_of_one_name()),)),
    Case("start-existing-draft", existing_modal, lambda: (ANSWER, line(), "Sam Okafor")),
    Case("start-options", profile_options, lambda: (executive_role().profiles,)),
    Case("start-options-of-one-name", profile_options, lambda: (_of_one_name(),)),
    Case("start-no-options", profile_options, lambda: ((),)),
)

CHOOSING = (
    Case("choose-5", choose_modal, lambda: (goals_of(executive("P4")),)),
    Case("choose-12-none-kept", choose_modal, lambda: (goals_of(profile_of(12, names=True), kept=[]),)),
    Case("choose-45-page-1", choose_modal, lambda: (_all_open(45), 1)),
    Case("choose-45-page-2", choose_modal, lambda: (half_filled(profile_of(45, 0, (SCOPE, RIGHTS))), 2)),
    Case("choose-with-own-lines", choose_modal, lambda: (_own_lines("Learn", ""),)),
    Case("choose-all", choose_modal, lambda: (goals_of(profile_of(6), kept=[]),), {"ticked": True}),
    Case("choose-none", choose_modal, lambda: (goals_of(profile_of(6)),), {"ticked": False}),
)

FILLING = (
    Case("fill-goal", fill_modal, lambda: (filling(half_filled(executive("P4"))),)),
    Case("fill-goal-okr", fill_modal, lambda: (filling(half_filled(executive("P4"), "okr")),)),
    Case("fill-goal-with-details", fill_modal, lambda: (filling(goals_of(profile_of(2, detailed=True))),)),
    Case("fill-area", fill_modal, lambda: (filling(goals_of(profile_of(2, 2)), 2),)),
    Case("fill-level-expectation", fill_modal, lambda: (filling(half_filled(executive("P4")), 5),)),
    Case("fill-own-line", fill_modal, lambda: (filling(half_filled(executive("P4")), 11),)),
    Case("fill-one-clash", fill_modal, lambda: (filling(half_filled(executive("P4")), 1, ("target",)),)),
    Case("fill-three-clashes", fill_modal, lambda: (filling(_filled(), 0, ("baseline", "target", "date")),)),
    Case("fill-clash-with-an-emptied-field", fill_modal, lambda: (with_rival(),)),
    Case("fill-three-devices", fill_modal, lambda: (with_rivals("35 %", "40 %"),)),
    Case("fill-clash-in-note-and-words", fill_modal, lambda: (filling(_own_lines("Learn"), 1, ("text", "note")),)),
    Case("fill-past-date", fill_modal, lambda: (filling(_filled(due=OLD), ask_past=True),)),
    Case("fill-the-only-goal", fill_modal, lambda: (filling(_filled(1)),)),
    Case("fill-oneself", fill_modal, lambda: (filling(goals_of(executive("P4"), subject=ANA)),)),
)

CHECKING = (
    Case("check-open-fields", check_modal, lambda: (half_filled(executive("P4"), "okr"), TODAY)),
    Case("check-all-filled", check_modal, lambda: (_filled(), TODAY)),
    Case("check-one-field-open", check_modal, lambda: (_one_open(), TODAY)),
    Case("check-nothing-kept", check_modal, lambda: (goals_of(executive("P4"), kept=[]), TODAY)),
    Case("check-past-date", check_modal, lambda: (_filled(2, OLD), TODAY)),
    Case("check-all-own-lines", check_modal, lambda: (_own_lines("Win back", "Learn", "Teach"), TODAY)),
    Case("check-own-lines-without-words", check_modal, lambda: (_own_lines("", ""), TODAY)),
    Case("check-long", check_modal, lambda: (half_filled(profile_of(24)), TODAY)),
    Case("check-long-last-page", check_modal, lambda: (half_filled(profile_of(24)), TODAY, 3)),
    Case("check-many-open-and-past", check_modal, lambda: (_all_open(110), TODAY)),
    Case("check-long-name", check_modal, lambda: (_long_name(), TODAY)),
    Case("check-ones-own-goals", check_modal, lambda: (goals_of(executive("P4"), subject=ANA), TODAY)),
    Case("check-changes-to-version-2", check_modal, lambda: (_changing(2), TODAY)),
    Case("check-changes-after-taking-back", check_modal, lambda: (_changing(2), TODAY), {"number": 4}),
)

SEVERAL = (
    Case("several", several_modal, lambda: (half_filled(executive("P4")), NEW)),
    Case("several-started", started_modal, lambda: ([half_filled(executive("P4"))], ["Priya Nair", "Tom Berg"])),
    Case("several-none-started", started_modal, lambda: ([], ["Priya Nair"])),
)

CASES = (*STARTING, *CHOOSING, *FILLING, *CHECKING, *SEVERAL)


def _one_open() -> Goals:
    profile = profile_of(1)
    return goals_of(profile, {(profile.rows[0].key, "target"): "12"})


def _own_lines(*texts: str) -> Goals:
    return goals_of(profile_of(1), own=texts)


def _changing(version: int) -> Goals:
    return shared_goals(half_filled(executive("P4")), version, editing=True)


def _long_name() -> Goals:
    return goals_of(profile_of(2), subject=person("U_MAX", "Maximilian-Alexander von und zu Hohenlohe"))
