"""What job titles mean: by the names of roles, and by what was said once."""

from __future__ import annotations

import pytest

from bot.errors import FieldsRefused
from bot.facts.listed_roles import ListedRole
from bot.facts.title_roles import KeptTitle, OpenTitle
from bot.services.desk import Desk as SharedDesk
from bot.services.listed_roles import ListedRoles
from bot.services.roles import Roles
from bot.services.title_roles import TitleRoles, folded, open_titles
from canon.model import Library, Profile
from db.facts import MappedTitle, RosterEntry
from tests.unit.bot.making import ANA, T0, TEAM, executive, executive_role, library
from tests.unit.bot.services.conftest import Desk

ROLE, NAME = "DIRECT.ACCOUNTEA038", "Account Executive / Field Sales"
LEVELS = executive_role().profiles
NOT_LOADED = Library((), (), "empty")


@pytest.fixture
def roles() -> Roles:
    return Roles(library())


@pytest.fixture
def titles(desk: Desk, roles: Roles) -> TitleRoles:
    return TitleRoles(desk.database, roles, desk.clock)


def meant(titles: TitleRoles, title: str) -> tuple[Profile, ...]:
    with titles.database.reading() as uow:
        return titles.meant(uow, TEAM, title)


def kept(titles: TitleRoles) -> tuple[MappedTitle, ...]:
    with titles.database.reading() as uow:
        return uow.titles.all(TEAM)


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("Sr. AE", "sr ae"),
        ("  SR   ae ", "sr ae"),
        ("Chargé d’affaires", "charge d affaires"),
        ("C++ developer", "c++ developer"),
        ("営業", "営業"),
        ("— *** —", "— *** —"),
    ],
)
def test_a_title_is_known_however_it_is_written(title: str, same: str) -> None:
    assert folded(title) == same


def test_what_was_said_once_counts_for_every_spelling_and_says_who_and_when(titles: TitleRoles) -> None:
    assert not titles.knows(TEAM)("Sr. AE")
    assert titles.keep(TEAM, "U_MIA", {"Sr. AE": ROLE}) == (KeptTitle("Sr. AE", NAME),)
    assert meant(titles, "SR AE") == LEVELS
    assert [titles.knows(TEAM)(title) for title in ("sr ae", "Chef")] == [True, False]
    assert not titles.knows("T2")("Sr. AE")
    assert kept(titles) == (MappedTitle(TEAM, "sr ae", "Sr. AE", ROLE, "U_MIA", T0),)


def test_names_of_roles_are_known_by_themselves_and_what_was_said_counts_before_them(titles: TitleRoles) -> None:
    assert titles.knows(TEAM)("Account executive")
    assert meant(titles, "Account executive P2") == (executive("P2"),)
    titles.keep(TEAM, "", {"Account executive P2": ROLE})
    assert meant(titles, "Account executive P2") == LEVELS


def test_a_role_that_the_library_does_not_have_is_refused_and_nothing_is_kept(titles: TitleRoles) -> None:
    with pytest.raises(FieldsRefused) as refused:
        titles.keep(TEAM, "U_MIA", {"Sr. AE": ROLE, "Chef": "KITCHEN"})
    assert refused.value.fields == {"Chef": "The role library no longer has this role. Pick another."}
    assert kept(titles) == ()


def test_nothing_is_kept_of_nothing(titles: TitleRoles) -> None:
    assert titles.keep(TEAM, "U_MIA", {}) == ()
    with titles.database.reading() as uow:
        assert uow.audit.of_object(TEAM, "roster") == ()


def test_a_title_whose_role_is_gone_counts_as_open_until_the_role_is_back(titles: TitleRoles, roles: Roles) -> None:
    titles.keep(TEAM, "U_MIA", {"Sr. AE": ROLE})
    roles.swap(NOT_LOADED)
    assert not titles.knows(TEAM)("Sr. AE")
    assert meant(titles, "Sr. AE") == ()
    roles.swap(library())
    assert titles.knows(TEAM)("Sr. AE")


def test_a_title_said_to_mean_a_role_fills_in_new_goals(titles: TitleRoles, roles: Roles, desk: Desk) -> None:
    listed = ListedRoles(SharedDesk(desk.database, desk.people, desk.clock, lambda: None), roles, titles)
    entry = RosterEntry(TEAM, "2", "", "Sam", "1", "U_SAM", "U_ANA", job_title="Sr. AE", level="P4")
    with desk.database.writing() as uow:
        uow.roster.put(entry)
        uow.commit()
    assert listed.of(ANA, "U_SAM") is None
    titles.keep(TEAM, "U_MIA", {"SR AE": ROLE})
    assert listed.of(ANA, "U_SAM") == ListedRole("Sr. AE", "P4", (executive("P4"),))


def test_open_titles_come_with_most_people_first_and_spellings_together() -> None:
    found = open_titles(
        ["Chef", "Sr. AE", "sr ae", "", "Sr. AE", "Cook", "Waiter", "Chef", "Cook"], lambda title: title == "Waiter"
    )
    assert found == (OpenTitle("Sr. AE", 3), OpenTitle("Chef", 2), OpenTitle("Cook", 2))
