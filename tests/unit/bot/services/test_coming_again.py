"""A change of the company's list that was called wrong and comes again with a file: told anew, counted later."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.errors import Refused
from bot.facts.roster import Change
from bot.services.roster_access import after_one_working_day
from db.engine import Database
from db.errors import StoreBusy
from db.unit_of_work import UnitOfWork
from tests.unit.bot.making import ANA, SAM, T0, TEAM
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.house import TOM, House
from tests.unit.bot.services.listing import HEAD, company_of

FROM = after_one_working_day(T0, SAM.tz)
TO_TOM = Change("U_SAM", "manager", "U_TOM", FROM)
TOM_STANDS_IN = Change("U_SAM", "stand-in", "U_TOM", FROM)


@pytest.fixture
def house(database: Database, clock: Clock, directory: Directory) -> House:
    """Return a house in which Ana has shared goals with Sam, as the list has it; Eva organises."""
    furnished = House(database, clock, directory)
    furnished.shared()
    for entry in ((ANA, ""), (TOM, ""), (SAM, "U_ANA")):
        furnished.lists(*entry)
    furnished.people.meet(TEAM, ["U_EVA"])
    furnished.delivers()
    return furnished


def imports(house: House, more: str = "", manager: str = "u_tom") -> None:
    """Take a file that gives Sam a manager, and with `more` a stand-in."""
    company = company_of(house.database, house.clock)
    company.slack.users |= {f"u_{one}@x.org": f"U_{one.upper()}" for one in ("sam", "tom", "ana")}
    head = f"{HEAD},stand-in,stand-in until" if more else HEAD
    company.take(f"u_sam,Sam Okafor,u_sam@x.org,{manager}{more}", head=head)


def tells(house: House) -> set[str]:
    """Let people be told of changes; return who was."""
    house.succession.follow(TEAM)
    return {one.person for one in house.delivers() if one.kind == "roster"}


def said(house: House, who: str) -> list[str]:
    """Return what somebody's messages about changes say now, the first one first."""
    found = [house.succession.coming(post) for post in house.posts("roster") if post.person == who]
    return [one.state for one in sorted(filter(None, found), key=lambda one: one.change.at)]


def test_a_change_that_comes_again_the_same_day_is_told_again_and_counts_later(house: House) -> None:
    imports(house)
    tells(house)
    house.succession.stop(SAM, TO_TOM)
    house.delivers()
    house.clock.pass_by(hours=1)
    imports(house)
    assert tells(house) == {"U_SAM", "U_ANA"}
    assert said(house, "U_SAM") == ["stopped", "waiting"]
    house.clock.at = FROM
    tells(house)
    assert house.sheet().author == "U_ANA", "it counts a working day later than the one that was stopped"
    house.clock.at = house.listed(SAM).manager_from or FROM
    tells(house)
    assert house.sheet().author == "U_TOM"
    assert said(house, "U_SAM") == ["stopped", "in force"]


def test_a_stand_in_who_comes_again_the_same_day_is_told_again(house: House) -> None:
    line = ",u_tom,2027-01-10"
    imports(house, line, "u_ana")
    tells(house)
    house.succession.stop(SAM, TOM_STANDS_IN)
    house.delivers()
    house.clock.pass_by(hours=1)
    imports(house, line, "u_ana")
    assert tells(house) == {"U_SAM", "U_ANA"}
    assert said(house, "U_SAM") == ["stopped", "waiting"]
    assert (house.listed(SAM).stand_in_from or FROM) > FROM


def test_a_change_that_a_file_takes_back_and_another_brings_again_is_told_again(house: House) -> None:
    imports(house)
    tells(house)
    imports(house, manager="u_ana")
    assert tells(house) == {"U_SAM", "U_ANA"}
    assert said(house, "U_SAM") == ["stopped"]
    imports(house)
    assert tells(house) == {"U_SAM", "U_ANA"}
    assert said(house, "U_SAM") == ["stopped", "waiting"]


def test_organisers_read_who_it_is_now_and_hear_of_each_stop(house: House) -> None:
    imports(house)
    tells(house)
    house.clock.at = datetime.fromisoformat("2026-12-01T22:00:00+00:00")
    house.succession.stop(SAM, TO_TOM)
    house.clock.pass_by(minutes=30)
    imports(house)
    tells(house)
    again = Change("U_SAM", "manager", "U_TOM", house.listed(SAM).manager_from or FROM)
    house.succession.stop(SAM, again)
    house.clock.pass_by(minutes=30)
    imports(house)
    house.clock.at = datetime.fromisoformat("2026-12-02T09:00:00+00:00")
    told = [house.succession.stopped(one) for one in house.delivers() if one.kind == "stopped"]
    assert [(one.new, one.now) for one in told] == [(TOM.name, house.people.name(TEAM, "U_ANA"))] * 2


def test_a_stop_that_cannot_be_told_of_is_none(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    imports(house)
    tells(house)

    def busy(uow: UnitOfWork, *rest: object) -> None:
        raise StoreBusy

    with monkeypatch.context() as patched:
        patched.setattr("bot.services.succession.end", busy)
        with pytest.raises(StoreBusy):
            house.succession.stop(SAM, TO_TOM)
    assert (house.listed(SAM).manager, said(house, "U_SAM")) == ("U_TOM", ["waiting"])
    house.succession.stop(SAM, TO_TOM)
    assert said(house, "U_SAM") == ["stopped"]
    with pytest.raises(Refused):
        house.succession.stop(SAM, TO_TOM)


def test_with_the_clock_moved_on_a_change_that_was_stopped_does_not_come_by_itself(house: House) -> None:
    imports(house)
    tells(house)
    house.succession.stop(SAM, TO_TOM)
    house.clock.at = FROM + timedelta(days=5)
    tells(house)
    assert (house.sheet().author, said(house, "U_SAM")) == ("U_ANA", ["stopped"])
