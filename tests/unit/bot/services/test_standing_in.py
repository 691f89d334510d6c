"""Stand-ins of managers: told of once, stopped alone, led to what they may read, and to nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.errors import NothingHere, Refused
from bot.facts.roster import Change, Coming
from bot.services.roster_access import after_one_working_day
from db.engine import Database
from db.facts import Person
from tests.unit.bot.making import ANA, SAM, SHEET_ID, T0, TEAM
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.house import EVA, MIA, TOM, House

FROM = after_one_working_day(T0, SAM.tz)
UNTIL = date(2027, 1, 12)
EVA_STANDS_IN = Change("U_SAM", "stand-in", "U_EVA", FROM)


@pytest.fixture
def house(database: Database, clock: Clock, directory: Directory) -> House:
    """Return a house in which Ana has shared goals with Sam, and Eva stands in for her from Thursday on."""
    furnished = House(database, clock, directory)
    furnished.shared()
    furnished.lists(SAM, "U_ANA", stand_in="U_EVA", stand_in_from=FROM, stand_in_until=UNTIL)
    furnished.delivers()
    return furnished


def follows(house: House, at: datetime | None = None) -> None:
    if at is not None:
        house.clock.at = at
    house.succession.follow(TEAM)


def told(house: House) -> dict[str, Coming]:
    """Return what the messages about stand-ins say now, by whom they go to."""
    found = {post.person: house.succession.coming(post) for post in house.posts("roster")}
    return {who: coming for who, coming in found.items() if coming is not None}


def readable(house: House, who: Person) -> list[str]:
    return [line.id for line in house.succession.standing_in.of_person(who, SAM.user_id)]


def test_the_employee_and_the_manager_are_told_of_a_stand_in_once(house: House) -> None:
    for _ in range(3):
        follows(house)
    assert {post.person for post in house.delivers()} == {"U_SAM", "U_ANA"}
    said = {(one.employee, one.manager, one.new, one.until, one.state, one.change.at) for one in told(house).values()}
    assert said == {("Sam Okafor", "Ana Ruiz", "Eva Lind", UNTIL, "waiting", FROM)}
    follows(house, FROM)
    assert (house.delivers(), told(house)["U_SAM"].state) == ([], "in force")


@pytest.mark.parametrize("who", [SAM, ANA], ids=lambda who: who.name)
def test_either_of_the_two_stops_a_stand_in_and_both_read_that(house: House, who: Person) -> None:
    follows(house)
    house.delivers()
    house.succession.stop(who, EVA_STANDS_IN)
    assert {(post.kind, post.person) for post in house.delivers()} == {
        ("roster", "U_SAM"),
        ("roster", "U_ANA"),
        ("stopped", "U_EVA"),  # who organises
    }
    assert {one.state for one in told(house).values()} == {"stopped"}
    follows(house, FROM)
    assert readable(house, EVA) == []


def test_stopping_a_stand_in_leaves_a_change_of_manager_and_the_other_way_round(house: House) -> None:
    entry = replace(house.listed(SAM), manager="U_TOM", manager_from=FROM, former_manager="U_ANA", former_key="ana")
    for change, kept in (
        (EVA_STANDS_IN, ("U_TOM", "")),
        (Change("U_SAM", "manager", "U_TOM", FROM), ("U_ANA", "U_EVA")),
    ):
        with house.writing() as uow:
            uow.roster.put(entry)
        house.succession.stop(SAM, change)
        assert (house.listed(SAM).manager, house.listed(SAM).stand_in) == kept


def test_a_stand_in_who_has_begun_is_not_stopped_any_more(house: House) -> None:
    follows(house)
    house.clock.at = FROM
    with pytest.raises(Refused, match="in force"):
        house.succession.stop(SAM, EVA_STANDS_IN)


def test_nobody_else_stops_a_stand_in(house: House) -> None:
    for who in (EVA, TOM):
        with pytest.raises(NothingHere):
            house.succession.stop(who, EVA_STANDS_IN)


def test_a_stand_in_of_whom_nobody_was_told_in_time_is_told_of_first(house: House) -> None:
    late = FROM + timedelta(days=7)
    house.clock.at = late
    assert readable(house, EVA) == [SHEET_ID]
    follows(house)
    assert house.listed(SAM).stand_in_from == after_one_working_day(late, SAM.tz)
    assert readable(house, EVA) == []
    follows(house, after_one_working_day(late, SAM.tz))
    assert readable(house, EVA) == [SHEET_ID]


def test_of_a_stand_in_whose_last_day_is_over_nobody_is_told(house: House) -> None:
    follows(house, FROM + timedelta(days=60))
    assert house.posts("roster") == []


def test_the_one_who_stands_in_finds_the_shared_goals_and_no_draft(house: House) -> None:
    house.draft(sheet_id="unshared")
    follows(house)
    assert readable(house, EVA) == []
    house.clock.at = FROM
    assert readable(house, EVA) == [SHEET_ID]
    assert [readable(house, who) for who in (TOM, MIA, ANA, SAM)] == [[], [], [], []]
    assert house.viewing.shared(EVA, SHEET_ID).viewer == "author"


def test_after_the_last_day_there_is_nothing_to_find(house: House) -> None:
    follows(house)
    house.clock.at = FROM + timedelta(days=60)
    assert readable(house, EVA) == []
    with pytest.raises(NothingHere):
        house.viewing.shared(EVA, SHEET_ID)


def test_a_working_copy_is_its_authors_alone(house: House) -> None:
    house.changes("35 %")
    house.clock.at = FROM
    for attempt in (house.sheets.open, house.sharing.change, house.sharing.drop_changes):
        with pytest.raises(NothingHere):
            attempt(EVA, SHEET_ID)
    assert house.goals().goals[0].values["target"] == "35 %"
    assert house.viewing.shared(EVA, SHEET_ID).goals.goals[0].values["target"] == "30 %"


def test_nobody_is_told_where_nobody_stands_in_any_more(house: House) -> None:
    follows(house)
    house.delivers()
    with house.writing() as uow:
        uow.roster.remove(TEAM, house.listed(SAM).key)
    assert {one.state for one in told(house).values()} == {"stopped"}
