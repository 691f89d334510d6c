"""People: looked up in this process, the database and Slack, at most a day old, and only this workspace's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import NothingHere, SlackSilent
from bot.services.people import AT_ONCE, People
from db.engine import Database
from db.facts import Person
from tests.unit.bot.making import ANA, SAM, TEAM, person
from tests.unit.bot.services.conftest import Clock, Directory


def test_nobody_waits_for_slack_but_for_someone_unknown(people: People, directory: Directory, clock: Clock) -> None:
    assert people.get(TEAM, "U_SAM") == SAM
    clock.pass_by(days=30)
    directory.trouble = SlackSilent()
    assert people.get(TEAM, "U_SAM") == SAM
    assert directory.asked == ["U_SAM"]


def test_people_are_asked_for_again_after_a_day(people: People, directory: Directory, clock: Clock) -> None:
    people.get(TEAM, "U_SAM")
    directory.people["U_SAM"] = replace(SAM, name="Samuel Okafor")
    clock.pass_by(hours=24)
    people.refresh()
    assert people.name(TEAM, "U_SAM") == "Sam Okafor"
    clock.pass_by(seconds=1)
    people.refresh()
    assert people.name(TEAM, "U_SAM") == "Samuel Okafor"
    people.refresh()
    assert directory.asked == ["U_SAM", "U_SAM"]


def test_whom_slack_no_longer_knows_counts_as_gone(people: People, directory: Directory, clock: Clock) -> None:
    people.get(TEAM, "U_SAM")
    del directory.people["U_SAM"]
    clock.pass_by(days=2)
    people.refresh()
    assert (gone := people.get(TEAM, "U_SAM")) is not None
    assert gone.deleted
    with pytest.raises(NothingHere):
        people.actor(TEAM, "U_SAM")


def test_whom_slack_names_for_another_workspace_now_counts_as_gone(
    people: People, directory: Directory, clock: Clock
) -> None:
    people.get(TEAM, "U_SAM")
    directory.people["U_SAM"] = replace(SAM, team_id="T2")
    clock.pass_by(days=2)
    people.refresh()
    assert (gone := people.get(TEAM, "U_SAM")) is not None
    assert gone.deleted
    assert people.get("T2", "U_SAM") == replace(SAM, team_id="T2", refreshed_at=clock())


def test_a_few_people_are_asked_for_at_a_time(people: People, directory: Directory, clock: Clock) -> None:
    for number in range(AT_ONCE + 3):
        people.learn(person(f"U_{number}", f"Person {number}"))
    clock.pass_by(days=2)
    people.refresh()
    assert len(directory.asked) == AT_ONCE
    people.refresh()
    assert len(set(directory.asked)) == AT_ONCE + 3


def test_another_process_finds_in_the_database_whom_this_one_looked_up(
    people: People, database: Database, directory: Directory, clock: Clock
) -> None:
    people.get(TEAM, "U_SAM")
    other = People(database, directory, clock, frozenset())
    assert other.get(TEAM, "U_SAM") == SAM
    assert other.get(TEAM, "U_SAM") == SAM
    assert directory.asked == ["U_SAM"]


def test_what_slack_said_last_counts(people: People, clock: Clock) -> None:
    people.get(TEAM, "U_SAM")
    people.learn(replace(SAM, name="Samuel Okafor", refreshed_at=clock()))
    assert people.name(TEAM, "U_SAM") == "Samuel Okafor"


def test_nobody_has_a_name_in_lists_too(people: People) -> None:
    assert people.get(TEAM, "U_GONE") is None
    assert people.name(TEAM, "U_GONE") == "Someone who left"


def test_a_person_of_another_workspace_is_nobody_and_is_not_kept(
    people: People, directory: Directory, database: Database
) -> None:
    directory.people["U_FAR"] = replace(person("U_FAR", "Far Away"), team_id="T2")
    assert people.get(TEAM, "U_FAR") is None
    with database.reading() as uow:
        assert uow.people.get(TEAM, "U_FAR") is None


def test_whom_the_database_cannot_keep_now_is_known_to_this_process(
    database: Database, directory: Directory, clock: Clock, people: People
) -> None:
    with database.writing():
        assert people.get(TEAM, "U_SAM") == SAM
        assert people.get(TEAM, "U_SAM") == SAM
    assert directory.asked == ["U_SAM"]


def test_a_few_are_met_one_by_one_and_many_at_once(people: People, directory: Directory) -> None:
    directory.people |= {(one := person(f"U_{number}", f"Person {number}")).user_id: one for number in range(30)}
    directory.people["U_FAR"] = replace(person("U_FAR", "Far Away"), team_id="T2")
    people.meet(TEAM, ["U_ANA", "U_SAM", "U_ANA"])
    assert directory.asked == ["U_ANA", "U_SAM"]
    people.meet(TEAM, [*directory.people, "U_GONE"])
    assert directory.asked[2:] == ["everybody"]
    people.meet(TEAM, [f"U_{number}" for number in range(30)])
    assert directory.asked[3:] == []
    assert people.known(TEAM, "U_29") == directory.people["U_29"]
    assert people.known(TEAM, "U_FAR") is people.known("T2", "U_FAR") is None


def test_slacks_silence_is_said(people: People, directory: Directory) -> None:
    directory.trouble = SlackSilent()
    with pytest.raises(SlackSilent):
        people.get(TEAM, "U_SAM")


@pytest.mark.parametrize("flag", ["is_bot", "deleted", "restricted", "stranger"])
def test_only_full_members_may_use_the_app(people: People, directory: Directory, flag: str) -> None:
    directory.people["U_SAM"] = _with(SAM, flag)
    with pytest.raises(NothingHere):
        people.actor(TEAM, "U_SAM")
    assert people.get(TEAM, "U_SAM") is not None


def test_whom_nobody_knows_may_not_use_the_app(people: People) -> None:
    with pytest.raises(NothingHere):
        people.actor(TEAM, "U_GONE")


def test_in_a_pilot_only_its_people_may_use_the_app(database: Database, directory: Directory, clock: Clock) -> None:
    pilot = People(database, directory, clock, frozenset({"U_ANA"}))
    assert pilot.actor(TEAM, "U_ANA") == ANA
    with pytest.raises(NothingHere):
        pilot.actor(TEAM, "U_SAM")
    assert pilot.get(TEAM, "U_SAM") == SAM


def _with(one: Person, flag: str) -> Person:
    return replace(one, **{flag: True})  # type: ignore[arg-type]
