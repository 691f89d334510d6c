"""Reminders on their way to Slack: at a good hour, one a day, never twice, and lost only where they are moot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import zone_of
from bot.facts.cycle_forms import PhaseDays
from bot.facts.cycles import HandLine, LogLine
from bot.sandbox.faults import CutReply, Says
from bot.services.cycles.all import CycleServices
from db.facts import Person
from tests.integration.app.office import Office
from tests.integration.app.review import (
    at,
    company,
    entry,
    launches,
    makes,
    reminders,
    running,
    shares_with,
    slots,
    the_cycle,
)

Lets = Callable[..., AbstractContextManager[Office]]
LATER = "Remind me later"
ENDED = "The review cycle has ended. Nothing more is coming about this."
FAR = datetime(2030, 1, 1, tzinfo=UTC)
"""What was learned of somebody by then is not asked for again."""


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    with lets(runners=frozenset({"U_MIA", "U_TOM"})) as open_office:
        yield open_office


def cycles(office: Office) -> CycleServices:
    return office.goalframe.services.cycles


def actor(office: Office, user: str) -> Person:
    return office.goalframe.services.people.actor("T0DEMO", user)


def newest(office: Office, user: str = "U_ANA") -> str:
    """Return somebody's newest reminder as they read it."""
    return office.ws.person(user).reads(reminders(office, user)[-1])


def count(office: Office) -> int:
    """Return how many reminders Ana has in her direct messages."""
    return len(reminders(office, "U_ANA"))


def came(office: Office, user: str = "U_ANA") -> list[str]:
    """Return when somebody's reminders by now came first, on their own clock."""
    zone = zone_of(actor(office, user).tz)
    with office.goalframe.database.reading() as uow:
        keys = [f"nudge:{user}:{date(2027, 1, 1) + timedelta(days=day)}" for day in range(90)]
        found = [post for key in keys if (post := uow.posts.get("T0DEMO", key)) is not None and post.sent_at]
    return [f"{post.sent_at.astimezone(zone):%a %d %b %H}" for post in found if post.sent_at]


def moves(office: Office, deed: str) -> None:
    """Let Mia launch, pause, resume or end the newest cycle."""
    cycles(office).organising.move(actor(office, "U_MIA"), the_cycle(office).id, deed)


def by_hand(office: Office, words: str = "", by: str = "U_MIA") -> None:
    """Let an organiser remind Ana by hand."""
    cycles(office).reminders.remind(actor(office, by), the_cycle(office).id, ["U_ANA"], words)


def silent_until(office: Office, moment: datetime) -> None:
    """Let the app be switched off until a moment."""
    office.passes(seconds=(moment - office.now[0]).total_seconds())


def settles(office: Office, hour: datetime) -> None:
    """Let the app come to an hour and turn what is due into messages, of which Slack has none yet."""
    office.until(hour - timedelta(hours=1), every=1)
    silent_until(office, hour)
    cycles(office).sending.follow("T0DEMO")


def looks_twice(office: Office, moment: datetime) -> None:
    """Let the app come to a moment, and look once more right then, as it does every few seconds."""
    office.until(moment, every=1)
    office.looks()


def puts_off(office: Office, day: str) -> None:
    """Let Ana ask for no reminder before a day."""
    office.ana.chooses(LATER, "Pick a day")
    office.ana.picks("No reminder before", day)
    office.ana.submits()


def goes_to(office: Office, zone: str) -> None:
    """Let Ana travel."""
    people = office.goalframe.services.people
    people.learn(replace(people.actor("T0DEMO", "U_ANA"), tz=zone, refreshed_at=FAR))


def log(office: Office) -> list[tuple[str, str, str]]:
    """Return what organisers read of each of Ana's reminders: its step, its fate and why."""
    page = cycles(office).log.page(actor(office, "U_MIA"), the_cycle(office).id, "U_ANA")
    return [(one.nudge.step, one.fate, one.reason) for one in page.lines if isinstance(one, LogLine)]


def lines_by_hand(office: Office) -> list[tuple[str, str, str]]:
    """Return whom organisers read to have been reminded by hand, by whom, and what became of it."""
    page = cycles(office).log.page(actor(office, "U_MIA"), the_cycle(office).id)
    return [(one.name, one.by, one.fate) for one in page.lines if isinstance(one, HandLine)]


def test_reminders_that_slack_keeps_no_longer_do_not_come_again_when_the_cycle_ends(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("02-06", 10), every=8)
    there = {message.ts for message in reminders(office, "U_ANA")}
    assert len(there) == 6
    office.ws.messages[:] = [message for message in office.ws.messages if message.ts not in there]
    moves(office, "close")
    office.beats_of_cycles()
    assert reminders(office, "U_ANA") == []


def test_what_slack_does_not_take_in_time_waits_for_the_next_working_morning_and_goes_with_it(office: Office) -> None:
    running(office, "Sam Okafor")
    settles(office, at("01-12", 8))
    silent_until(office, at("01-16", 2))
    office.looks()
    assert count(office) == 0
    office.until(at("01-18", 12), every=1)
    assert came(office) == ["Mon 18 Jan 09"]
    assert {step: fate for step, fate, _ in log(office)[:2]} == {"launch": "stopped", "before": "sent"}


def test_what_was_late_and_what_is_due_on_a_day_are_one_message(office: Office) -> None:
    running(office, "Sam Okafor")
    settles(office, at("01-12", 8))
    silent_until(office, at("01-15", 7))
    office.until(at("01-15", 15), every=1)
    assert came(office) == ["Fri 15 Jan 09"]


def test_a_late_message_goes_out_at_once_in_the_persons_hours_of_another_day(office: Office) -> None:
    running(office, "Sam Okafor")
    settles(office, at("01-12", 8))
    silent_until(office, at("01-13", 11))
    office.looks()
    office.looks()
    assert came(office) == ["Wed 13 Jan 12"]
    assert log(office)[0][:2] == ("launch", "sent")


def test_a_message_that_may_have_come_is_found_also_at_night_and_does_not_come_again(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-12", 7), every=1)
    office.slack_time.ahead = (at("01-12", 8) - datetime.now(UTC)).total_seconds()
    office.ws.faults.add("chat.postMessage", CutReply())
    silent_until(office, at("01-12", 8))
    office.beats_of_cycles()
    silent_until(office, at("01-12", 22))
    office.beats_of_cycles()
    assert (count(office), came(office)) == (1, ["Tue 12 Jan 23"])
    office.until(at("01-13", 12), every=1)
    assert count(office) == 1


def test_a_message_that_did_not_come_is_looked_for_at_night_and_comes_in_the_morning(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-12", 7), every=1)
    office.slack_time.ahead = (at("01-12", 8) - datetime.now(UTC)).total_seconds()
    office.ws.faults.add("chat.postMessage", Says("fatal_error"))
    silent_until(office, at("01-12", 8))
    office.beats_of_cycles()
    silent_until(office, at("01-12", 22))
    office.beats_of_cycles()
    assert count(office) == 0
    office.until(at("01-13", 12), every=1)
    assert (came(office), count(office)) == (["Wed 13 Jan 09"], 1)


def test_a_sender_that_was_frozen_plans_nothing_anew_that_another_one_has_shown_meanwhile(office: Office) -> None:
    running(office, "Sam Okafor")
    settles(office, at("01-12", 8))
    with office.goalframe.database.writing() as uow:
        (frozen,) = (post for post in uow.claims.claim(office.now[0], 50, 0.0) if post.person == "U_ANA")
        uow.commit()
    office.looks()
    there, before = count(office), log(office)
    assert (there, before[0][:2]) == (1, ("launch", "sent"))
    assert cycles(office).reminders.reminder(frozen) is None
    assert log(office) == before
    office.until(at("01-13", 12), every=1)
    assert count(office) == there


def test_a_reminder_by_hand_does_not_get_lost_where_its_morning_is_missed(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("02-08", 10), every=8)
    before = came(office)
    by_hand(office, "Please close it.")
    silent_until(office, at("02-10", 5))
    office.until(at("02-12", 12), every=1)
    assert came(office) == [*before, "Wed 10 Feb 09"]
    assert "Mia Vogt wrote: “Please close it.”" in newest(office)


def test_what_was_asked_for_later_does_not_get_lost_where_its_morning_is_missed(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("02-05", 10), every=8)
    before = came(office)
    puts_off(office, "2027-02-09")
    silent_until(office, at("02-10", 5))
    office.until(at("02-15", 12), every=3)
    assert came(office) == [*before, "Wed 10 Feb 09"]
    assert "you asked to be reminded later" in newest(office)


def test_who_put_reminders_off_and_travels_is_reminded_on_the_morning_of_where_they_are(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-12", 10), every=6)
    puts_off(office, "2027-01-13")
    goes_to(office, "Pacific/Honolulu")
    office.until(at("01-14", 12), every=1)
    assert came(office)[1:] == ["Wed 13 Jan 09"]


def test_a_reminder_by_hand_follows_whoever_travels_into_their_hours(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-12", 10), every=6)
    by_hand(office)
    goes_to(office, "America/New_York")
    office.until(at("01-13", 20), every=1)
    assert came(office)[1:] == ["Wed 13 Jan 09"]


def test_the_log_names_who_sent_a_reminder_by_hand_and_what_became_of_it(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-11", 10), every=1)
    by_hand(office, "Please begin.")
    by_hand(office, by="U_TOM")
    assert lines_by_hand(office) == [("Ana Ruiz", "Mia Vogt", "planned"), ("Ana Ruiz", "Tom Berg", "planned")]
    office.until(at("01-12", 12), every=1)
    assert lines_by_hand(office) == [("Ana Ruiz", "Mia Vogt", "sent"), ("Ana Ruiz", "Tom Berg", "sent")]
    elsewhere = cycles(office).log.page(actor(office, "U_MIA"), the_cycle(office).id, "U_SAM")
    assert not [one for one in elsewhere.lines if isinstance(one, HandLine)]


def test_the_log_does_not_tell_until_when_somebody_put_reminders_off(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-12", 12), every=1)
    puts_off(office, "2027-01-29")
    by_hand(office)
    asked_at = office.now[0]
    page = cycles(office).log.page(actor(office, "U_MIA"), the_cycle(office).id, "U_ANA")
    (line,) = (one for one in page.lines if isinstance(one, HandLine))
    assert (line.at, line.fate) == (asked_at, "planned")


def test_a_reminder_by_hand_waits_for_who_is_away_meanwhile(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-15", 17), every=6)
    by_hand(office, "When you are back, please.")
    office.lists(entry("U_ANA", away_until=date(2027, 1, 31)))
    office.until(at("02-01", 12), every=1)
    assert came(office)[2:] == ["Mon 01 Feb 09"]
    assert "When you are back, please." in newest(office)


def test_a_reminder_by_hand_waits_until_the_cycle_goes_on(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("02-08", 10), every=8)
    before = came(office)
    by_hand(office, "Please close it.")
    moves(office, "pause")
    office.until(at("02-11", 15), every=3)
    assert came(office) == before
    moves(office, "resume")
    office.until(at("02-12", 12), every=1)
    assert came(office) == [*before, "Fri 12 Feb 09"]
    assert "Mia Vogt wrote: “Please close it.”" in newest(office)


def test_what_was_asked_for_later_waits_until_the_cycle_goes_on(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("02-05", 10), every=8)
    before = came(office)
    puts_off(office, "2027-02-09")
    moves(office, "pause")
    office.until(at("02-10", 15), every=3)
    assert came(office) == before
    moves(office, "resume")
    looks_twice(office, at("02-11", 8))
    assert came(office) == [*before, "Thu 11 Feb 09"]


def test_what_was_turned_into_a_message_waits_too_when_the_cycle_is_paused(office: Office) -> None:
    running(office, "Sam Okafor")
    settles(office, at("01-12", 8))
    moves(office, "pause")
    office.beats()
    assert (came(office), log(office)[0]) == ([], ("launch", "planned", ""))
    moves(office, "resume")
    looks_twice(office, at("01-13", 8))
    assert came(office) == ["Wed 13 Jan 09"]


def test_of_two_cycles_the_paused_one_waits_and_the_other_goes_out(office: Office) -> None:
    mia = company(office)
    launches(mia, "Sam Okafor")
    office.passes(minutes=1)
    launches(mia, "Tom Berg", template="Quarterly goals: 3 steps", period="Q1 2027", name="Q1 goals")
    by_hand(office, "Tom first, please.")
    settles(office, at("01-12", 8))
    moves(office, "pause")
    office.beats()
    assert newest(office).startswith("One thing to do for H1 2027 goals\nShare goals with Sam Okafor")
    assert "Tom first" not in newest(office)
    moves(office, "resume")
    office.until(at("01-13", 12), every=1)
    assert came(office) == ["Tue 12 Jan 09", "Wed 13 Jan 09"]
    assert "Mia Vogt wrote: “Tom first, please.”" in newest(office)


def test_what_waits_when_the_cycle_ends_never_comes_and_the_log_says_why(office: Office) -> None:
    running(office, "Sam Okafor")
    settles(office, at("01-12", 8))
    moves(office, "pause")
    office.beats()
    moves(office, "cancel")
    office.until(at("01-13", 12), every=3)
    assert (came(office), log(office)[0]) == ([], ("launch", "stopped", "the review cycle was stopped or has ended"))


def test_what_is_done_before_its_message_went_out_is_stopped_as_done(office: Office) -> None:
    running(office, "Sam Okafor")
    settles(office, at("01-12", 8))
    shares_with(office)
    office.beats_of_cycles()
    assert (count(office), log(office)[0]) == (0, ("launch", "stopped", "done before it was due"))


def test_what_was_turned_into_a_message_stops_for_who_wants_it_later_and_comes_then(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-12", 10), every=6)
    settles(office, at("01-15", 8))
    puts_off(office, "2027-01-18")
    office.beats()
    assert (came(office), log(office)[1][:2]) == (["Tue 12 Jan 10"], ("before", "stopped"))
    office.until(at("01-18", 8), every=1)
    assert came(office) == ["Tue 12 Jan 10", "Mon 18 Jan 09"]


def test_each_organisers_words_stand_in_a_reminder(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-22", 10), every=6)
    by_hand(office, "Budget depends on it, by Friday noon.")
    by_hand(office, by="U_TOM")
    by_hand(office, "Mine too.", by="U_TOM")
    by_hand(office)
    office.until(at("01-25", 12), every=6)
    assert "Mia Vogt wrote: “Budget depends on it, by Friday noon.”\nTom Berg wrote: “Mine too.”" in newest(office)
    assert "Mia Vogt and Tom Berg sent it by hand." in newest(office)


def test_every_reminder_says_so_when_the_cycle_has_ended_undone(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("02-05", 12), every=8)
    for day in ("02-08", "02-09"):
        by_hand(office)
        office.until(at(day, 12), every=8)
    moves(office, "close")
    office.beats_of_cycles()
    found = [office.ana.reads(message) for message in reminders(office, "U_ANA")]
    assert len(found) == 8
    assert [words for words in found if not words.endswith(ENDED) or "[Start]" in words] == []


def test_a_reminder_that_came_counts_as_sent_whatever_slack_says_of_it_later(office: Office) -> None:
    running(office, "Sam Okafor")
    office.until(at("01-12", 10), every=3)
    office.ws.faults.add("chat.update", Says("account_inactive"))
    cycles(office).organising.excuse(actor(office, "U_MIA"), (the_cycle(office).id, 1, "U_SAM"), "Not needed.")
    office.beats()
    assert log(office)[0] == ("launch", "sent", "")


def test_a_reminder_speaks_of_no_test_that_comes_next(office: Office) -> None:
    mia = company(office)
    launches(mia, "Sam Okafor")
    office.passes(minutes=1)
    makes(mia, "Sam Okafor", name="Trial run")
    mia.closes(everything=True)
    with office.goalframe.database.writing() as uow:
        uow.cycles.set_head("T0DEMO", the_cycle(office).id, only_to="U_MIA")
        uow.commit()
    cycles(office).organising.set_phases(
        actor(office, "U_MIA"), the_cycle(office).id, [PhaseDays(1, date(2027, 1, 11), date(2027, 1, 18))]
    )
    moves(office, "launch")
    office.until(at("01-12", 8), every=1)
    assert min(one.day for one in slots(office, "U_ANA", "planned")) == date(2027, 1, 13)
    assert "Next: Fri 15 Jan, 09:00" in newest(office)
