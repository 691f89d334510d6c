"""Lists of who is late: each who is late is named once to whoever has to know, on a day on which that one works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from bot.facts.cycle_forms import PhaseDays
from tests.integration.app.office import Office
from tests.integration.app.review import (
    MANAGER,
    MIA,
    at,
    company,
    entry,
    launches,
    running,
    shares_with,
    task,
    the_cycle,
)

Lets = Callable[..., AbstractContextManager[Office]]


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    with lets(runners=MIA) as open_office:
        yield open_office


def lists(office: Office, user: str) -> list[str]:
    """Return the lists of who is late that somebody has, as they read them, the oldest first."""
    reader = office.ws.person(user)
    return [reader.reads(post) for post in office.posts(user) if "late" in post.text]


def moves(office: Office, deed: str) -> None:
    services = office.goalframe.services
    services.cycles.organising.move(services.people.actor("T0DEMO", "U_MIA"), the_cycle(office).id, deed)


def test_a_manager_is_told_of_each_report_whenever_they_become_late(office: Office) -> None:
    mia = company(office)
    launches(mia, "Sam Okafor", "Priya Nair")
    shares_with(office, "U_SAM")
    office.until(at("02-03", 9), every=24)
    [first] = lists(office, MANAGER)
    assert "• Sam Okafor" in first
    assert "Priya" not in first
    shares_with(office, "U_PRIYA")
    assert task(office, "U_PRIYA", 2).due == at("02-10").date()
    office.until(at("02-16", 12), every=24)
    _, second = lists(office, MANAGER)
    assert "• Priya Nair" in second
    assert "Sam" not in second
    office.until(at("03-01", 12), every=24)
    assert len(lists(office, MANAGER)) == 2


def test_of_each_new_hire_who_waits_for_goals_organiser_and_manager_are_told(office: Office) -> None:
    mia = company(office, hired=at("01-11").date())
    office.lists(entry("U_ANA", "U_TOM"))
    launches(mia, template="New hire, first 30 days: 3 steps", period="H1 2027", name="New hires")
    office.until(at("02-10", 10), every=24)
    before = len(lists(office, "U_TOM")), len(lists(office, "U_MIA"))
    assert min(before) > 0
    office.lists(entry("U_PRIYA", MANAGER, hired=at("03-01").date()))
    office.until(at("04-10", 10), every=24)
    assert len(lists(office, "U_TOM")) > before[0]
    assert len(lists(office, "U_MIA")) > before[1]


def test_a_list_that_was_held_back_by_a_pause_comes_after_it(office: Office) -> None:
    mia = company(office)
    office.lists(entry("U_ANA", "U_TOM"), entry("U_TOM", away_until=at("01-31").date()))
    launches(mia, "Sam Okafor", "Priya Nair")
    office.until(at("01-26", 9), every=24)
    moves(office, "pause")
    office.until(at("02-02", 18), every=12)
    assert lists(office, "U_TOM") == []
    moves(office, "resume")
    office.until(at("02-05", 18), every=12)
    [late] = lists(office, "U_TOM")
    assert "• Ana Ruiz" in late


def test_without_the_companys_list_whoever_shared_the_goals_is_told(office: Office) -> None:
    office.plans()
    mia = office.ws.person("U_MIA")
    launches(mia, "Sam Okafor")
    shares_with(office)
    office.sam.clicks("Show them")
    office.until(at("02-05", 18), every=24)
    [late] = lists(office, MANAGER)
    assert "• Sam Okafor" in late


def test_a_list_does_not_come_on_a_holiday_of_the_readers_country(office: Office) -> None:
    mia = company(office)
    office.lists(entry("U_ANA", "U_TOM"), entry("U_TOM", country="US"))
    launches(mia, "Sam Okafor")
    services = office.goalframe.services
    actor = services.people.actor("T0DEMO", "U_MIA")
    days = [PhaseDays(1, at("01-11").date(), at("01-14").date())]
    services.cycles.organising.set_phases(actor, the_cycle(office).id, days)
    office.until(at("01-18", 22), every=6)
    assert lists(office, "U_TOM") == []
    office.until(at("01-19", 22), every=6)
    assert len(lists(office, "U_TOM")) == 1


def test_counting_is_not_done_over_and_over(office: Office) -> None:
    running(office)
    office.until(at("01-22", 20), every=24)
    escalating = office.goalframe.services.cycles.escalating
    office.passes(minutes=16)
    office.plans()
    office.passes(minutes=5)
    assert escalating._looked["T0DEMO"] == office.now[0] - timedelta(minutes=5)
    office.plans()
    assert escalating._looked["T0DEMO"] == office.now[0] - timedelta(minutes=5)
    office.passes(minutes=10)
    office.plans()
    assert escalating._looked["T0DEMO"] == office.now[0]
