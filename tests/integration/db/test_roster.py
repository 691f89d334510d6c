"""The company's list of people, first contacts, and how each person wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from db.engine import Database
from db.facts import Contact, Preferences, RosterEntry
from tests.integration.db.conftest import T0

SAM = RosterEntry(
    team_id="T1",
    key="e-17",
    email="sam@example.com",
    name="Sam Okafor",
    manager_key="e-3",
    user_id="U-SAM",
    manager="U-ANA",
    manager_from=T0,
    former_key="e-4",
    former_manager="U-KIM",
    stand_in="U-MIA",
    stand_in_from=T0,
    stand_in_until=date(2027, 2, 28),
    country="DE",
    region="BY",
    unit="Sales",
    job_title="Account Executive",
    level="P4",
    hired=date(2024, 3, 1),
    last_day=date(2027, 12, 31),
    away_until=date(2027, 1, 8),
    working_days="1234",
)
TOM = RosterEntry("T1", "tom@example.com", "tom@example.com", "Tom Berg", "e-3")


def fill(database: Database, *entries: RosterEntry) -> None:
    with database.writing() as uow:
        uow.roster.put_all(entries)
        uow.commit()


def test_a_list_comes_back_as_it_was_given(database: Database) -> None:
    fill(database, TOM, SAM)
    with database.reading() as uow:
        assert uow.roster.all("T1") == (SAM, TOM)
        assert uow.roster.all("T2") == ()


def test_an_entry_is_replaced_by_a_newer_one_and_can_go(database: Database) -> None:
    fill(database, SAM, TOM)
    moved = replace(SAM, manager="U-KIM", manager_from=None, stand_in="", stand_in_until=None)
    with database.writing() as uow:
        uow.roster.put(moved)
        uow.roster.remove("T1", TOM.key)
        uow.roster.remove("T2", SAM.key)
        uow.commit()
    with database.reading() as uow:
        assert uow.roster.all("T1") == (moved,)


def test_an_empty_list_may_be_put(database: Database) -> None:
    fill(database)
    with database.reading() as uow:
        assert uow.roster.any("T1") is False


def test_there_is_a_list_or_there_is_none(database: Database) -> None:
    fill(database, SAM)
    with database.reading() as uow:
        assert (uow.roster.any("T1"), uow.roster.any("T2")) == (True, False)


def test_people_are_found_by_who_they_are_to_whom(database: Database) -> None:
    fill(database, SAM, TOM, replace(SAM, team_id="T2"))
    with database.reading() as uow:
        assert uow.roster.of_user("T1", "U-SAM") == SAM
        assert uow.roster.of_user("T1", "U-TOM") is None
        assert uow.roster.reports("T1", "U-ANA") == (SAM,)
        assert uow.roster.reports("T1", "U-SAM") == ()
        assert uow.roster.stood_in("T1", "U-MIA") == (SAM,)


def test_those_whose_manager_changes_are_found_once_slack_knows_them(database: Database) -> None:
    fill(database, SAM, TOM, replace(TOM, key="new", manager_from=T0), replace(SAM, key="kept", manager_from=None))
    with database.reading() as uow:
        assert uow.roster.changing("T1") == (SAM,)
        assert uow.roster.changing("T2") == ()


def test_a_first_contact_is_kept_as_it_last_stood(database: Database) -> None:
    asked = Contact("T1", "U-ANA", "U-SAM", "asked", T0)
    with database.writing() as uow:
        uow.contacts.put(asked)
        assert uow.contacts.get("T1", "U-ANA", "U-SAM") == asked
        uow.contacts.put(replace(asked, state="agreed"))
        uow.commit()
    with database.reading() as uow:
        assert uow.contacts.get("T1", "U-ANA", "U-SAM") == replace(asked, state="agreed")
        assert uow.contacts.get("T1", "U-SAM", "U-ANA") is None


def test_who_never_said_wants_it_as_most_do(database: Database) -> None:
    with database.reading() as uow:
        assert uow.wishes.get("T1", "U-SAM") == Preferences("T1", "U-SAM", hour=None, weekly=False, layout="")


def test_wishes_are_kept_as_last_said(database: Database) -> None:
    wish = Preferences("T1", "U-SAM", hour=14, weekly=True, layout="okr")
    with database.writing() as uow:
        uow.wishes.put(replace(wish, hour=8))
        uow.wishes.put(wish)
        uow.commit()
    with database.reading() as uow:
        assert uow.wishes.get("T1", "U-SAM") == wish
        assert uow.wishes.get("T2", "U-SAM") == Preferences("T2", "U-SAM")


def test_whoever_is_stood_in_for_from_a_moment_on_is_found(database: Database) -> None:
    unknown = replace(SAM, key="e-18", user_id="")
    at_once = replace(SAM, key="e-19", user_id="U-LI", stand_in_from=None)
    nobody = replace(SAM, key="e-20", user_id="U-MO", stand_in="")
    fill(database, SAM, unknown, at_once, nobody, TOM)
    with database.reading() as uow:
        assert uow.roster.standing("T1") == (SAM,)
        assert uow.roster.standing("T2") == ()
