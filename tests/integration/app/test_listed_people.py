"""One person's line of the company's list, as an organiser reads and changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sandbox.person import Person
from db.facts import RosterEntry
from tests.integration.app.office import Office
from tests.integration.app.review import MIA, at, company, entry, reminders, running, slots, task, the_cycle

Lets = Callable[..., AbstractContextManager[Office]]


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    with lets(runners=MIA) as open_office:
        yield open_office


def opens(office: Office, user: str = "U_SAM") -> Person:
    mia = office.ws.person("U_MIA")
    mia.closes(everything=True) if mia.modal else None
    mia.types(f"/goals people <@{user}|x>")
    return mia


def line(office: Office, user: str = "U_SAM") -> RosterEntry:
    with office.goalframe.database.reading() as uow:
        found = uow.roster.of_user("T0DEMO", user)
    assert found is not None
    return found


def test_the_view_says_what_the_list_does(office: Office) -> None:
    company(office, away_until=at("01-14").date(), last_day=at("06-30").date())
    seen = opens(office).sees()
    assert "Sam Okafor · Sales · DE" in seen
    assert "[Manager: Ana Ruiz]" in seen
    assert "[Away until: 2027-01-14]" in seen
    assert "[Last day in the company: 2027-06-30]" in seen
    assert "manager of 3 people" in opens(office, "U_ANA").sees()


def test_who_is_away_or_leaves_is_set_here_and_reminders_follow(office: Office) -> None:
    running(office)
    mia = opens(office, "U_ANA")
    mia.picks("Away until", "2027-01-17")
    mia.submits()
    assert "Saved. Ana Ruiz" in mia.sees()
    assert "Away until Sun 17 Jan 2027" in mia.sees()
    office.until(at("01-17", 20), every=6)
    assert reminders(office, "U_ANA") == []
    office.until(at("01-18", 8), every=6)
    assert len(reminders(office, "U_ANA")) == 1
    mia = opens(office, "U_ANA")
    mia.picks("Away until", None)
    mia.submits()
    assert line(office, "U_ANA").away_until is None


def test_a_new_manager_counts_a_working_day_later_and_is_no_short_cut(office: Office) -> None:
    company(office)
    mia = opens(office)
    mia.picks("Manager", "Tom Berg")
    mia.submits()
    changed = line(office)
    assert (changed.manager, changed.former_manager) == ("U_TOM", "U_ANA")
    assert changed.manager_from == at("01-13", 8)
    assert "Tom Berg counts as manager from the next working days on." in opens(office).sees()
    office.looks()
    assert "Tom Berg is your manager" in office.sam.reads(office.posts("U_SAM")[-1])


def test_an_organiser_does_not_make_themself_a_manager(office: Office) -> None:
    company(office)
    mia = opens(office)
    mia.picks("Manager", "Mia Vogt")
    mia.submits()
    assert line(office).manager == "U_ANA"
    assert "A second organiser has to agree." in mia.sees()


@pytest.mark.parametrize(
    ("field", "who", "words"),
    [
        ("Manager", "U_SAM", "Nobody is their own manager."),
        ("Stand-in of the manager", "U_TOM", "Pick the stand-in’s last day as well."),
    ],
)
def test_what_cannot_be_is_said_under_the_field(office: Office, field: str, who: str, words: str) -> None:
    company(office)
    mia = opens(office)
    mia.picks(field, who)
    mia.submits()
    assert words in mia.errors.values()


def test_somebody_outside_the_list_is_no_manager(office: Office) -> None:
    office.lists(entry("U_SAM", "U_ANA"), entry("U_ANA"))
    mia = opens(office)
    mia.picks("Manager", "U_TOM")
    mia.submits()
    assert mia.errors == {
        "Manager": "Tom Berg is not in the company’s list of people. Import a list with them in it first."
    }


def test_managers_do_not_manage_each_other_in_a_circle(office: Office) -> None:
    company(office)
    mia = opens(office, "U_ANA")
    mia.picks("Manager", "U_SAM")
    mia.submits()
    assert list(mia.errors) == ["Manager"]
    assert mia.errors["Manager"].startswith("The managers above this person lead back to this person")


def test_a_stand_in_has_a_last_day(office: Office) -> None:
    company(office)
    mia = opens(office)
    mia.picks("Stand-in of the manager", "U_TOM")
    mia.picks("Stand-in until", "2027-02-01")
    mia.submits()
    assert (line(office).stand_in, line(office).stand_in_until) == ("U_TOM", at("02-01").date())


def test_a_person_goes_into_a_review_cycle_and_out_of_it(office: Office) -> None:
    running(office, "Tom Berg")
    mia = opens(office)
    mia.ticks("H1 2027 goals")
    mia.submits()
    assert "In H1 2027 goals" in mia.sees()
    office.looks()
    assert task(office, "U_SAM").state == "open"
    mia = opens(office)
    mia.unticks("H1 2027 goals")
    mia.submits()
    office.looks()
    with office.goalframe.database.reading() as uow:
        member = uow.cycles.member("T0DEMO", the_cycle(office).id, "U_SAM")
    assert member is not None
    assert (member.out, member.reason) == (True, "taken out by an organiser")
    assert {one.reason for one in slots(office) if one.subject == "U_SAM"} == {"nobody is waited for here any more"}


def test_who_is_not_listed_is_said_to_be_imported_first(office: Office) -> None:
    seen = opens(office).sees()
    assert "Sam Okafor is not in the company’s list of people yet." in seen
    assert "Import it first: type the command with “people import”." in seen


def test_nobody_else_learns_what_the_list_says(office: Office) -> None:
    company(office)
    office.ana.types("/goals people <@U_SAM|sam>")
    assert "There is nothing here for you." in office.ana.sees()
    assert office.ana.modal is None


def test_reports_of_a_manager_who_left_slack_are_the_organisers(office: Office) -> None:
    running(office)
    people = office.goalframe.services.people
    people.learn(replace(people.actor("T0DEMO", "U_ANA"), deleted=True))
    office.passes(seconds=timedelta(hours=1).total_seconds())
    office.plans()
    assert {task(office, user).person for user in ("U_SAM", "U_TOM", "U_PRIYA")} == {"U_MIA"}


def test_reports_of_a_manager_who_is_gone_from_the_list_are_the_organisers(office: Office) -> None:
    running(office)
    office.lists(*(entry(user) for user in ("U_SAM", "U_TOM", "U_PRIYA")))
    office.plans()
    assert {task(office, user).person for user in ("U_SAM", "U_TOM", "U_PRIYA")} == {"U_MIA"}
