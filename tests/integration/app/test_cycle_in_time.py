"""Reminders name what is true when they go out: whatever came in between, who has nothing to do gets nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from bot.services.cycles.planner import Planner
from db.errors import StoreBusy
from tests.integration.app.office import Office
from tests.integration.app.review import (
    MANAGER,
    MIA,
    at,
    entry,
    running,
    slots,
    task,
    the_cycle,
)
from tests.integration.app.two_people import drafted

Lets = Callable[..., AbstractContextManager[Office]]


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    """Let a cycle about Sam run; Ana was reminded at its start and is again on Friday, 15 January, at 09:00."""
    with lets(runners=MIA) as open_office:
        running(open_office, "Sam Okafor")
        open_office.until(at("01-13", 7), every=24)
        assert sent(open_office) == 1
        yield open_office


def sent(office: Office, user: str = MANAGER) -> int:
    """Return how many reminders somebody has, whatever they say by now."""
    with office.goalframe.database.reading() as uow:
        days = [f"nudge:{user}:2027-01-{day:02}" for day in range(11, 19)]
        posts = [uow.posts.get("T0DEMO", key) for key in days]
    return sum(post is not None and post.shown > 0 for post in posts)


def shares_unseen(office: Office) -> None:
    """Let Ana share Sam's goals, long ago as far as anybody remembers, and the process end before it follows that."""
    ana = office.ana
    drafted(office, "U_SAM", sheet_id="goals-of-U_SAM")
    ana.types("/goals <@U_SAM|x>")
    ana.clicks("Continue")
    ana.submits()
    ana.submits()
    ana.closes(everything=True)
    forgets_looks(office)
    office.goalframe.services.cycles.planner.desk.stirred("T0DEMO")


def forgets_looks(office: Office) -> None:
    """Let Ana's look at the goals be an old one, which keeps no reminder back."""
    with office.goalframe.database.writing() as uow:
        uow.looks.put("T0DEMO", "goals-of-U_SAM", "U_ANA", office.now[0] - timedelta(days=9))
        uow.commit()


def beats_at_nine(office: Office, *, seconds: int = 5) -> None:
    """Let a beat come right after the hour of reminders, before anything is planned anew."""
    office.passes(seconds=(at("01-15", 8) - office.now[0]).total_seconds() + seconds)
    office.beats_of_cycles()


def test_without_any_change_the_reminder_of_the_hour_goes_out(office: Office) -> None:
    beats_at_nine(office)
    assert sent(office) == 2


def test_a_manager_who_counts_from_the_hour_of_reminders_on_gets_it_and_the_former_one_nothing(
    office: Office,
) -> None:
    former = {"former_manager": MANAGER, "former_key": MANAGER}
    office.lists(entry("U_SAM", "U_TOM", manager_from=at("01-15", 8), **former))
    office.until(at("01-15", 7), every=24)
    assert task(office, "U_SAM").person == "U_ANA"
    beats_at_nine(office)
    assert sent(office) == 1
    assert {one.person for one in slots(office, fate="planned") if one.position == 1} == {"U_TOM"}


def test_who_was_imported_while_nobody_ran_the_app_counts_from_the_first_beat_on(office: Office) -> None:
    office.lists(entry("U_SAM", "U_TOM"))
    office.passes(days=2)
    office.goalframe.leisure.begin()
    assert task(office, "U_SAM").person == "U_TOM"
    beats_at_nine(office)
    assert sent(office) == 1


def test_who_left_while_nobody_ran_the_app_is_nobodys_to_do_from_the_first_beat_on(office: Office) -> None:
    office.lists(entry("U_SAM", MANAGER, last_day=at("01-14").date()))
    office.passes(days=2)
    office.goalframe.leisure.begin()
    beats_at_nine(office)
    assert sent(office) == 1


def test_what_was_done_just_before_the_process_ended_is_not_reminded_of(office: Office) -> None:
    shares_unseen(office)
    assert task(office, "U_SAM").state == "open"
    beats_at_nine(office)
    assert sent(office) == 1
    assert task(office, "U_SAM").state == "done"


def test_a_reminder_by_hand_names_nothing_that_is_done_by_then(office: Office) -> None:
    cycles, people = office.goalframe.services.cycles, office.goalframe.services.people
    beats_at_nine(office)
    office.passes(hours=1)
    cycles.reminders.remind(people.actor("T0DEMO", "U_MIA"), the_cycle(office).id, [MANAGER], "Please")
    office.until(at("01-18", 7), every=24)
    shares_unseen(office)
    office.passes(hours=2)
    office.beats_of_cycles()
    assert sent(office) == 2


def test_what_the_store_could_not_follow_at_once_is_followed_before_anything_is_sent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow, busy = Planner.follow_people, [True]

    def once_busy(planner: Planner, team_id: str, subjects: Iterable[str]) -> None:
        if busy and busy.pop():
            raise StoreBusy
        follow(planner, team_id, subjects)

    shares_unseen(office)
    desk = office.goalframe.services.cycles.planner.desk
    desk.stir_again("T0DEMO", ["U_SAM"])
    monkeypatch.setattr(Planner, "follow_people", once_busy)
    beats_at_nine(office)
    assert sent(office) == 1
    assert task(office, "U_SAM").state == "open"
    office.passes(seconds=10)
    office.beats_of_cycles()
    assert sent(office) == 1
    assert task(office, "U_SAM").state == "done"
