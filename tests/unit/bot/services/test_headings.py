"""What was said once of a file's headings: the next file is read so, unless it says otherwise itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.services.headings import Known, keep, put_in
from db.engine import Database
from tests.unit.bot.making import T0, TEAM

BOSS = {"Vorgesetzter": "manager"}


def says(database: Database, head: str, by_hand: Mapping[str, str], *, days: int = 0, by: str = "U_MIA") -> None:
    """Let a file with this header be taken, with what was said of it by hand."""
    with database.writing() as uow:
        keep(uow, TEAM, put_in(uow, TEAM, f"{head}\n1\n".encode(), by_hand), by, T0 + timedelta(days=days))
        uow.commit()


def read(database: Database, head: str, by_hand: Mapping[str, str] | None = None, *, team: str = TEAM) -> Known:
    with database.reading() as uow:
        return put_in(uow, team, f"{head}\n1\n".encode(), by_hand or {}).known


def test_a_heading_means_the_same_in_the_next_file(database: Database) -> None:
    says(database, "id,Vorgesetzter", BOSS)
    known = read(database, "Team,VORGESETZTER ,id")
    assert known.mapping == {"VORGESETZTER": "manager"}
    assert [(one.heading, one.column, one.by, one.at) for one in known.said] == [
        ("VORGESETZTER", "manager", "U_MIA", T0)
    ]


def test_it_is_this_workspaces_and_for_files_that_have_the_heading_once(database: Database) -> None:
    says(database, "id,Vorgesetzter", BOSS)
    nothing = Known({}, ())
    assert read(database, "id,Vorgesetzter", team="T2") == nothing
    assert read(database, "id,Chefin") == nothing
    assert read(database, "id,Vorgesetzter,vorgesetzter") == nothing


def test_what_is_said_by_hand_now_beats_what_was_kept(database: Database) -> None:
    says(database, "id,Vorgesetzter", BOSS)
    other = {"Vorgesetzter": "team", "Chefin": "manager"}
    assert read(database, "id,Vorgesetzter,Chefin", other) == Known(other, ())
    now = {"Chefin": "manager"}
    assert read(database, "id,Vorgesetzter,Chefin", now) == Known(now, ())


def test_a_heading_that_itself_means_the_column_makes_a_kept_one_give_way(database: Database) -> None:
    says(database, "id,Vorgesetzter", BOSS)
    assert read(database, "id,Vorgesetzter,Supervisor") == Known({}, ())


def test_a_rival_in_the_very_file_of_which_it_was_said_is_not_read_any_more(database: Database) -> None:
    says(database, "id,Vorgesetzter,Supervisor", BOSS)
    assert read(database, "id,Vorgesetzter,Supervisor").mapping == {"Vorgesetzter": "manager", "Supervisor": ""}
    assert read(database, "id,Supervisor").mapping == {}


def test_of_two_that_were_said_to_mean_the_same_the_later_one_counts(database: Database) -> None:
    says(database, "id,Chefin", {"Chefin": "manager"}, days=1)
    says(database, "id,Vorgesetzter", BOSS)
    assert read(database, "id,Vorgesetzter,Chefin").mapping == {"Chefin": "manager"}
    assert read(database, "id,Vorgesetzter").mapping == BOSS


def test_what_is_said_anew_takes_the_place_of_what_was_said(database: Database) -> None:
    says(database, "id,Vorgesetzter", BOSS)
    says(database, "id,Vorgesetzter", {"Vorgesetzter": "team"}, days=1, by="")
    known = read(database, "id,Vorgesetzter")
    assert known.mapping == {"Vorgesetzter": "team"}
    assert known.said[0].by == ""
    says(database, "id,Vorgesetzter", {"Vorgesetzter": ""}, days=2)
    assert read(database, "id,Vorgesetzter") == Known({}, ())


@pytest.mark.parametrize("rival", ["Manager", "Manager ID", "Manager E-Mail"])
def test_who_the_manager_is_does_not_stand_in_a_column_that_was_put_aside(database: Database, rival: str) -> None:
    says(database, f"id,Chefin,{rival}", {"Chefin": "manager", rival: ""})
    assert read(database, f"id,Chefin,{rival}").mapping == {"Chefin": "manager", rival: ""}
    assert read(database, f"id,{rival}").mapping == {}


def test_a_word_of_our_own_that_was_said_to_mean_itself_is_not_told_of(database: Database) -> None:
    says(database, "id,Manager,Chefin", {"Manager": "manager", "Chefin": ""})
    assert read(database, "id,Manager,Chefin") == Known({"Manager": "manager"}, ())


def test_a_heading_of_signs_alone_is_not_kept(database: Database) -> None:
    says(database, "id,manager,#", {"#": "team"})
    assert read(database, "id,manager,#,%") == Known({}, ())


@pytest.mark.parametrize("said", [{"Boss": "manager"}, {"Boss": "manager", "Manager ID": ""}])
def test_the_manager_who_counts_stands_in_the_column_that_was_picked(
    database: Database, said: Mapping[str, str]
) -> None:
    head = "e-mail,Manager ID,Manager E-Mail,Boss"
    aside = {"Manager ID": "", "Manager E-Mail": ""}
    assert read(database, head, said).mapping == {"Boss": "manager"} | aside
    says(database, head, said)
    assert read(database, head).mapping == {"Boss": "manager"} | aside
    assert read(database, "e-mail,Manager ID,Manager E-Mail").mapping == {}


def test_a_column_that_was_said_not_to_be_read_is_not_read_in_the_next_file(database: Database) -> None:
    says(database, "e-mail,manager,Role", {"Role": ""})
    assert read(database, "e-mail,manager,ROLE").mapping == {"ROLE": ""}
    assert read(database, "e-mail,manager,Role", {"Role": "job title"}).mapping == {"Role": "job title"}
    says(database, "e-mail,manager,Role", {"Role": "job title"}, days=1)
    assert read(database, "e-mail,manager,Role").mapping == {"Role": "job title"}


def test_a_column_that_gave_way_to_another_is_read_in_a_file_without_that_one(database: Database) -> None:
    says(database, "e-mail,manager,Team,Einheit", {"Einheit": "team", "Team": ""})
    assert read(database, "e-mail,manager,Team,Einheit").mapping == {"Einheit": "team", "Team": ""}
    assert read(database, "e-mail,manager,Team").mapping == {}


def test_who_a_person_is_is_read_all_the_same_where_nothing_else_says_it(database: Database) -> None:
    says(database, "id,E-Mail,manager", {"E-Mail": ""})
    assert read(database, "id,E-Mail,manager").mapping == {"E-Mail": ""}
    assert read(database, "E-Mail,manager").mapping == {}


def test_a_heading_that_stands_twice_is_not_read_as_it_was_said(database: Database) -> None:
    says(database, "id,manager,Abteilung", {"Abteilung": "team"})
    with database.reading() as uow:
        twice = put_in(uow, TEAM, b"id,manager,Abteilung,Abteilung\n1,2,Sales,Service\n", {})
    assert set(twice.people().headings) == {"employee id", "manager"}
    assert twice.headings == ("id", "manager", "Abteilung")
