"""Review cycles whose organiser or whose managers are gone: what was theirs goes to who is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date

import pytest

from tests.integration.app.office import Office
from tests.integration.app.review import at, entry, reminders, running, task, the_cycle

Lets = Callable[..., AbstractContextManager[Office]]
BOTH = frozenset({"U_MIA", "U_TOM"})


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    """Let Mia and Tom organise, named by Ana, who owns the workspace."""
    with lets() as open_office:
        organise(open_office, frozenset(), BOTH)
        yield open_office


def organise(office: Office, before: frozenset[str], now: frozenset[str]) -> None:
    """Let Ana name these organisers."""
    services = office.goalframe.services
    services.offices.keep(services.people.actor("T0DEMO", "U_ANA"), now, "", before)


def lists(office: Office, user: str) -> list[str]:
    """Return what somebody was told of who is late."""
    return [post.text for post in office.posts(user) if "late" in post.text]


def test_the_list_of_who_is_late_goes_to_who_organises_when_its_owner_does_no_more(office: Office) -> None:
    running(office)
    office.until(at("01-25", 9), every=24)
    organise(office, BOTH, frozenset({"U_TOM"}))
    office.until(at("01-28", 17), every=6)
    assert (lists(office, "U_MIA"), lists(office, "U_TOM")) == ([], ["One person is late: H1 2027 goals."])


def test_a_list_that_waits_for_the_morning_is_not_sent_to_who_organises_no_more(office: Office) -> None:
    running(office)
    office.until(at("01-27", 3), every=6)
    office.plans()
    with office.goalframe.database.connected("BEGIN") as connection:
        waiting = "SELECT person FROM posts WHERE kind = 'late' AND shown = 0 AND due_at IS NOT NULL"
        assert "U_MIA" in connection.exec_driver_sql(waiting).scalars().all()
    organise(office, BOTH, frozenset({"U_TOM"}))
    office.until(at("01-28", 17), every=6)
    assert (lists(office, "U_MIA"), lists(office, "U_TOM")) == ([], ["One person is late: H1 2027 goals."])


def test_while_its_owner_organises_only_they_get_the_list(office: Office) -> None:
    running(office)
    office.until(at("01-28", 17), every=12)
    assert (lists(office, "U_MIA"), lists(office, "U_TOM")) == (["One person is late: H1 2027 goals."], [])


def test_what_a_gone_manager_owed_goes_on_to_who_organises(office: Office) -> None:
    running(office, "Sam Okafor")
    office.lists(entry("U_ANA", last_day=date(2027, 1, 8)))
    office.plans()
    assert task(office, "U_SAM").person == "U_MIA"
    organise(office, BOTH, frozenset({"U_TOM"}))
    office.until(at("01-12", 20), every=6)
    assert task(office, "U_SAM").person == "U_TOM"
    assert len(reminders(office, "U_TOM")) == 1


def test_an_organiser_names_a_manager_in_place_of_a_form_that_would_be_refused(office: Office) -> None:
    mia = running(office, "Sam Okafor")
    office.lists(entry("U_ANA", last_day=date(2027, 1, 8)))
    office.until(at("01-12", 10), every=6)
    [message] = reminders(office, "U_MIA")
    said = mia.reads(message)
    assert "Name a manager for Sam Okafor" in said
    assert "nobody who is there is their manager in the company’s list · due Wed 20 Jan" in said
    assert "[Start]" not in said
    mia.clicks("Name a manager")
    mia.picks("Manager", "U_PRIYA")
    mia.submits()
    assert "Saved. Sam Okafor" in mia.sees()
    office.until(at("01-18", 10), every=6)
    assert task(office, "U_SAM").person == "U_PRIYA"
    assert "Share goals with Sam Okafor" in office.ws.person("U_PRIYA").reads(reminders(office, "U_PRIYA")[-1])


def test_who_is_in_no_list_can_be_given_goals_by_the_organiser(office: Office) -> None:
    mia = running(office, "Sam Okafor")
    with office.goalframe.database.connected("BEGIN IMMEDIATE") as connection:
        connection.exec_driver_sql("DELETE FROM roster")
        connection.commit()
    office.until(at("01-12", 10), every=6)
    [message] = reminders(office, "U_MIA")
    assert "Share goals with Sam Okafor" in mia.reads(message)
    assert "[Start]" in mia.reads(message)


def test_who_changes_a_cycle_without_its_organiser_takes_it_over(office: Office) -> None:
    running(office)
    tom = office.ws.person("U_TOM")
    tom.types("/goals cycle pause")
    assert the_cycle(office).owner == "U_MIA", "she is there"
    organise(office, BOTH, frozenset({"U_TOM"}))
    tom.types("/goals cycle resume")
    assert the_cycle(office).owner == "U_TOM"
    organise(office, frozenset(), BOTH)
    office.ws.person("U_MIA").types("/goals cycle pause")
    assert the_cycle(office).owner == "U_TOM"


def test_a_reminder_names_who_organises_when_its_owner_does_no_more(office: Office) -> None:
    running(office, "Sam Okafor")
    organise(office, BOTH, frozenset({"U_TOM"}))
    office.until(at("01-12", 12), every=1)
    said = office.ws.person("U_ANA").reads(reminders(office, "U_ANA")[-1])
    assert "run by Tom Berg (HR)" in said
