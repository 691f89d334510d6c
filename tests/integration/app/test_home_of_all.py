"""Home for everybody: the first time, employees, managers, HR; with nothing and with a thousand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from bot.sandbox.person import Person
from tests.integration.app.office import Office
from tests.integration.app.two_people import GOALS, Wanted, asks, confirms, drafted, shared, shares

Lets = Callable[..., AbstractContextManager[Office]]
MOST = 100


def home(who: Person) -> str:
    """Open Home and read it alone."""
    who.opens_home()
    assert who.home is not None
    assert len(who.home.blocks) <= MOST
    return who.reads(who.home)


def many(office: Office, count: int, subjects: tuple[str, ...] = ("U_SAM", "U_TOM", "U_PRIYA")) -> None:
    """Let Ana have so many goals: every third a draft, the others shared."""
    drafted(office)
    with office.goalframe.database.reading() as uow:
        first = uow.sheets.get("T0DEMO", GOALS)
        assert first is not None
        profile = uow.sheets.profile("T0DEMO", first.profile_hash)
    assert profile is not None
    with office.goalframe.database.writing() as uow:
        for number in range(1, count):
            subject = subjects[number % len(subjects)]
            sheet = replace(first, id=f"sheet-{number:04}", subject=subject, rows=first.rows[:2], filled=())
            uow.sheets.add(sheet, profile)
        uow.commit()
    with office.goalframe.database.connected("BEGIN IMMEDIATE") as connection:
        shared_too = "UPDATE sheets SET state = 'shared', version = 1 WHERE id LIKE 'sheet-%' AND substr(id, 7) % 3"
        connection.exec_driver_sql(shared_too)
        connection.commit()


def test_the_first_time_says_what_this_is(office: Office) -> None:
    seen = home(office.ws.person("U_PRIYA"))
    assert "Nothing here yet." in seen
    assert "Goals that your manager shares with you will stand here too." in seen
    assert "Only you can see a draft." in seen
    assert "Nobody of HR can read shared goals here." in seen


def test_an_employee_finds_what_to_do_and_their_goals(office: Office) -> None:
    shared(office)
    seen = home(office.sam)
    assert "# To do now\nRead and confirm your goals · from Ana Ruiz · H1 2027\n[Open]" in seen
    assert "# Your goals\nYour goals · H1 2027" in seen
    assert "Goals you write" not in seen.replace("[Show: Everything (1)]", "")
    confirms(office)
    assert "Nothing is waiting for you." in home(office.sam)


def test_a_manager_finds_requests_first_and_then_all_goals(office: Office) -> None:
    shared(office)
    drafted(office, "U_TOM", sheet_id="goals-of-tom", filled=2)
    asks(office, Wanted(2, "Two people left"))
    seen = home(office.ana)
    assert "# To do now\nAnswer Sam’s request · H1 2027\n[Answer]" in seen
    assert "# Goals you write" in seen
    assert "2 of 5 filled · draft, only you can see it" in seen
    assert "version 1 · changes asked for, your turn" in seen
    office.ana.clicks("Answer")
    assert "== Answer the request ==" in office.ana.sees()


def test_hr_is_told_what_they_can_read(lets: Lets) -> None:
    with lets(readers=frozenset({"U_MIA"})) as office:
        shared(office)
        seen = home(office.ws.person("U_MIA"))
        assert "You are an HR reader: /goals @person leads to what was shared with somebody." in seen
        assert "Sam" not in seen
        assert "HR readers: Mia Vogt. They can read shared goals; each reading is listed for you." in home(office.sam)


def test_a_guest_has_nothing_there(office: Office) -> None:
    office.ws.change_user("U_PRIYA", is_restricted=True)
    office.ws.person("U_PRIYA").opens_home()
    shown = office.ws.homes.get("U_PRIYA")
    assert shown is None or office.ws.person("U_PRIYA").reads(shown).endswith("There is nothing here for you.")


@pytest.mark.parametrize("count", [1, 50, 1_000])
def test_home_holds_any_number_of_goals(office: Office, count: int) -> None:
    many(office, count)
    seen = home(office.ana)
    assert f"[Show: Everything ({count})]" in seen
    pages = -(-count // 10)
    assert ("Page 1 of" in seen) is (pages > 1)
    if pages > 1:
        office.ana.clicks("Next")
        assert f"Page 2 of {pages}" in office.ana.sees()
    office.ana.chooses("Show", f"Goals you write: drafts ({-(-count // 3)})")
    assert office.ana.home is not None
    assert len(office.ana.home.blocks) <= MOST


def test_an_employee_of_many_managers_has_a_home_too(office: Office) -> None:
    many(office, 60, ("U_SAM",))
    office.ws.homes.clear()
    seen = home(office.sam)
    assert "[See all 40]" in seen
    assert "Page 1 of 4" in seen


def test_home_is_brought_up_to_date_without_being_opened(office: Office) -> None:
    drafted(office)
    home(office.sam)
    shares(office)
    assert office.sam.home is not None
    assert "Ana Ruiz wants to share goals with you as your manager" in office.sam.reads(office.sam.home)
