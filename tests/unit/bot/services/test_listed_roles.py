"""Which role and level the company's list means, and who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.facts.listed_roles import ListedRole
from bot.services.desk import Desk as SharedDesk
from bot.services.listed_roles import ListedRoles
from bot.services.roles import Roles
from bot.services.title_roles import TitleRoles
from canon.model import Library, Role
from db.facts import RosterEntry
from tests.unit.bot.making import (
    ANA,
    PLACE,
    SAM,
    T0,
    TEAM,
    executive,
    executive_role,
    fact,
    library,
    person,
    profile_of,
    without_levels,
)
from tests.unit.bot.services.conftest import Desk

LEVELS = executive_role().profiles
MADE, BARE = replace(profile_of(1), label=fact("Senior Professional")), without_levels()
ROLES = (
    executive_role(),
    Role("MADE", "Made", MADE.focus, (MADE,), PLACE, aliases=("Lead of things", "Account executive / both")),
    Role("BARE", "Made", BARE.focus, (BARE,), PLACE),
    Role("TWO", "Made", fact("Lead of things"), (replace(MADE, id="TWO.P5", role_id="TWO", code="P5"),), PLACE),
)


@pytest.fixture
def shared(desk: Desk) -> SharedDesk:
    return SharedDesk(desk.database, desk.people, desk.clock, lambda: None)


@pytest.fixture
def listed(shared: SharedDesk) -> ListedRoles:
    roles = Roles(Library(library().canons, ROLES, "made"))
    return ListedRoles(shared, roles, TitleRoles(shared.database, roles, shared.clock))


def puts(shared: SharedDesk, title: str, level: str = "", **parts: object) -> None:
    entry = RosterEntry(TEAM, "2", "", "Sam", "1", user_id="U_SAM", manager="U_ANA", job_title=title, level=level)
    with shared.database.writing() as uow:
        uow.roster.put(replace(entry, **parts))  # type: ignore[arg-type]
        uow.commit()


@pytest.mark.parametrize(
    ("title", "level", "found"),
    [
        ("Account executive", "P4", "P4"),
        ("ACCOUNT  Executive / field sales", "p4", "P4"),
        ("Account executive", "DIRECT.ACCOUNTEA038.P2", "P2"),
        ("Account executive", "P4 — Senior Professional", "P4"),
        ("Account executive", "level P4", "P4"),
        ("Account executive", "senior", "P4"),
        ("Senior account executive", "", "P4"),
        ("Account executive P5", "", "P5"),
        ("Account executive P5", "P4", "P4"),
        ("DIRECT.ACCOUNTEA038", "P3", "P3"),
    ],
)
def test_a_title_and_a_level_name_one_role_at_one_level(
    listed: ListedRoles, shared: SharedDesk, title: str, level: str, found: str
) -> None:
    puts(shared, title, level)
    assert listed.of(ANA, "U_SAM") == ListedRole(title, level, (executive(found),))


def test_a_level_is_not_guessed(listed: ListedRoles, shared: SharedDesk) -> None:
    puts(shared, "Account executive")
    found = listed.of(ANA, "U_SAM")
    assert found == ListedRole("Account executive", "", LEVELS)
    assert found.profile is None
    assert found.one_role
    for level in ("P9", "***", "goals", "4"):
        puts(shared, "Account executive", level)
        found = listed.of(ANA, "U_SAM")
        assert found == ListedRole("Account executive", level, LEVELS, level_known=False)
        assert found.profile is None


def test_what_two_roles_are_called_is_left_open_unless_the_level_tells_them_apart(
    listed: ListedRoles, shared: SharedDesk
) -> None:
    puts(shared, "Lead of things")
    found = listed.of(ANA, "U_SAM")
    assert found is not None
    assert {one.id for one in found.fitting} == {"MADE.P4", "TWO.P5"}
    assert (found.profile, found.one_role) == (None, False)
    puts(shared, "Lead of things", "P5")
    found = listed.of(ANA, "U_SAM")
    assert found is not None
    assert found.profile is not None
    assert found.profile.id == "TWO.P5"


def test_a_role_without_levels_is_meant_whatever_level_the_list_has(listed: ListedRoles, shared: SharedDesk) -> None:
    for level in ("", "P4"):
        puts(shared, "Caretaker", level)
        assert listed.of(ANA, "U_SAM") == ListedRole("Caretaker", level, (BARE,))


def test_nothing_is_said_of_a_title_that_no_role_has(listed: ListedRoles, shared: SharedDesk) -> None:
    for title in ("", "Chef", "Acount executive", "***"):
        puts(shared, title, "P4")
        assert listed.of(ANA, "U_SAM") is None


def test_nothing_is_said_of_who_is_not_in_the_list(listed: ListedRoles) -> None:
    assert listed.of(ANA, "U_SAM") is None
    assert listed.of(ANA, "") is None


def test_only_the_manager_the_stand_in_and_they_themselves_learn_it(
    listed: ListedRoles, shared: SharedDesk, desk: Desk
) -> None:
    priya, eva = person("U_PRIYA", "Priya Nair"), person("U_EVA", "Eva Lind")
    until = T0.date()
    puts(shared, "Account executive", "P4", stand_in="U_PRIYA", stand_in_until=until)
    assert [listed.of(one, "U_SAM") is not None for one in (ANA, SAM, priya, eva)] == [True, True, True, False]
    desk.clock.pass_by(days=1)
    assert listed.of(priya, "U_SAM") is None
    later = desk.clock() + timedelta(days=2)
    puts(shared, "Account executive", "P4", manager="U_EVA", manager_from=later, former_manager="U_ANA")
    assert [listed.of(one, "U_SAM") is not None for one in (ANA, eva)] == [True, False]
    desk.clock.pass_by(days=3)
    assert [listed.of(one, "U_SAM") is not None for one in (ANA, eva)] == [False, True]
