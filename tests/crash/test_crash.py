"""Reminders reach everybody once, whatever is done to whoever sends them: counted at Slack, by person and slot."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.cycles.sending import DONE, LATER_ONE
from db.facts import Nudge, Phase, Step
from tests.crash.company import LEASE, T0, TEAM, Company, Sender, company, eventually, once, phase, slot, stopped

PEOPLE, KILLS = 2_000, 22
FROZEN, FREEZES = 200, (2, 3, 5)
"""People, and for each of some senders its post in whose middle it freezes."""
LOCKED = 8.0
TODAY = T0.date()
PART = phase(1, TODAY)
"""A part of the review that is due today."""
HOLD = """
import sys, time
from db.sqlite import connect
held = connect(sys.argv[1], timeout=30)
held.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
time.sleep(float(sys.argv[2]))
"""

pytestmark = pytest.mark.load


@contextmanager
def owing(size: int, folder: Path, seed: int = 1) -> Iterator[tuple[Company, list[Nudge]]]:
    """Open a company in which everybody is to be reminded this morning."""
    with company(size, folder, seed) as opened:
        opened.launch([PART], ["due"])
        nudges = [slot(person, "due", TODAY, PART) for person in opened.people]
        assert opened.ledger() == tuple(nudges)
        yield opened, nudges


def tell(text: str) -> None:
    print(f"\n{text}")  # noqa: T201


def twice(opened: Company) -> list[str]:
    """Return the people who got a slot more often than once."""
    return [person for (person, _, _), count in opened.got().items() if count > 1]


def perhaps_twice(opened: Company) -> set[str]:
    """Return the people whose message is listed as one that they have perhaps got twice."""
    return {post.person for post in opened.posts().values() if post.doubt == "twice"}


def kill_at_random(opened: Company, times: int) -> int:
    """Start a sender and kill it in the middle of its work, again and again; return how often."""
    kills = 0
    while kills < times and not opened.done():
        sender = opened.sender()
        try:
            sender.ready()
            opened.more(opened.chance.randint(10, PEOPLE // times))
            time.sleep(opened.chance.random() / 20)
        finally:
            sender.killed()
        kills += 1
    return kills


def test_of_two_thousand_reminders_none_is_lost_and_none_comes_twice_though_senders_are_killed_and_slack_fails(
    tmp_path: Path,
) -> None:
    with owing(PEOPLE, tmp_path) as (opened, nudges):
        started = time.monotonic()
        kills = kill_at_random(opened, KILLS)
        left = PEOPLE - len(opened.ws.messages)
        with opened.sending():
            eventually(opened.done)
        seconds = time.monotonic() - started
        faults, asked, listed = dict(opened.faults.drawn), opened.faults.asked, len(perhaps_twice(opened))
        tell(f"{PEOPLE} reminders, {kills} kills -9 ({left} left after them), {faults} in {seconds:.0f} s")
        tell(f"{asked} posts asked of Slack, {listed} listed as perhaps twice, {len(twice(opened))} twice")
        assert kills >= 20
        assert left > 0, "the last kill was in the middle of the work"
        assert set(faults) == {"RateLimited", "ServerError", "CutReply", "LateError"}
        assert opened.got() == once(nudges)
        assert Counter(one.fate for one in opened.ledger()) == {"sent": PEOPLE}
        assert listed <= kills


def thaw(senders: Sequence[Sender], when: Callable[[], object]) -> None:
    """Wait until all of these have frozen, and for something else; then let them go on at once."""
    for sender in senders:
        sender.freezes()
    when()
    for sender in senders:
        sender.thaws()


def test_a_sender_that_freezes_for_less_than_its_lease_shows_nothing_twice(tmp_path: Path) -> None:
    with owing(FROZEN, tmp_path) as (opened, nudges):
        with opened.sending(freezes=FREEZES) as senders:
            thaw(senders[:-1], lambda: time.sleep(LEASE / 2))
            eventually(opened.done)
        assert opened.got() == once(nudges)


def test_a_sender_that_freezes_for_longer_shows_no_more_twice_than_it_had_in_hand_and_each_is_listed(
    tmp_path: Path,
) -> None:
    with owing(FROZEN, tmp_path) as (opened, nudges):
        with opened.sending(freezes=FREEZES) as senders:
            thaw(senders[:-1], lambda: eventually(opened.done))  # the last one has taken over all of theirs
            time.sleep(2)
        doubles, listed = twice(opened), perhaps_twice(opened)
        tell(f"{len(FREEZES)} freezes past the lease: {len(doubles)} twice, {len(listed)} listed as perhaps twice")
        assert set(opened.got()) == set(once(nudges))
        assert doubles, "this is the one hole that is left"
        assert set(doubles) <= listed
        assert len(listed) <= len(FREEZES), "one post is in a sender's hand at a time"


NEXT = phase(2, TODAY + timedelta(days=6))
"""One that is due on the Monday after."""
AHEAD: Mapping[tuple[Phase, Step], int] = {
    (PART, "due"): 0,
    (PART, "late"): 2,
    (PART, "weekly 1"): 9,
    (NEXT, "launch"): 0,
    (NEXT, "before"): 1,
    (NEXT, "due"): 6,
    (NEXT, "late"): 8,
    (NEXT, "weekly 1"): 15,
}
"""In how many days each reminder comes, in a cycle that sends these."""
MERGED = {(PART, "late"), (NEXT, "before")}
"""What still matters two days later."""


def test_after_two_days_without_a_sender_each_gets_one_message_of_what_still_matters(tmp_path: Path) -> None:
    with company(100, tmp_path, 2) as opened:
        opened.launch([PART, NEXT], ["launch", "before", "due", "late", "weekly 1"])
        nudges = {
            slot(person, step, TODAY + timedelta(days=days), part): (part, step)
            for person in opened.people
            for (part, step), days in AHEAD.items()
        }
        assert set(opened.ledger()) == set(nudges)
        finished, others = set(opened.people[:10]), set(opened.people[10:])
        opened.finish(finished, [PART, NEXT])
        opened.days = 2
        with opened.sending():
            eventually(opened.done)
        assert Counter(opened.ws.channels[one.channel].person for one in opened.ws.messages) == Counter(others)
        wanted = {slot_as_it_ended(one, which, finished) for one, which in nudges.items()}
        assert {replace(one, post_key="", sent_at=None) for one in opened.ledger()} == wanted
        assert {one.post_key for one in opened.ledger() if one.fate == "sent"} == {
            f"nudge:{person}:2027-01-14" for person in others
        }


def slot_as_it_ended(one: Nudge, which: tuple[Phase, Step], finished: set[str]) -> Nudge:
    """Return what is to become of a slot in two days."""
    if one.person in finished:
        return stopped(one, DONE)
    if AHEAD[which] > 2:
        return one
    return replace(one, fate="sent") if which in MERGED else stopped(one, LATER_ONE)


@contextmanager
def locked(file: Path, seconds: float) -> Iterator[None]:
    """Let another process hold the database's write lock."""
    command = [sys.executable, "-c", HOLD, str(file), str(seconds)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, encoding="utf-8", cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        yield
        assert process.wait() == 0


def test_a_database_that_is_locked_for_eight_seconds_loses_nothing(tmp_path: Path) -> None:
    with owing(120, tmp_path) as (opened, nudges):
        with opened.sending():
            opened.more(50)
            with locked(opened.file, LOCKED):
                before = opened.faults.asked
                assert not opened.done()
            opened.more(50)
            assert opened.faults.asked > before
            eventually(opened.done)
        assert opened.got() == once(nudges)


def outcome_of(folder: Path, runs: Iterable[tuple[int, str, bool]]) -> set[tuple[str, int, str, str, str, str]]:
    """Return what becomes of the same reminders: runs of so many senders, the job's name, and whether to the end."""
    folder.mkdir()
    with owing(60, folder, 3) as (opened, nudges):
        for count, name, to_the_end in runs:
            with opened.sending(count, name):
                if to_the_end:
                    eventually(opened.done)
                else:
                    opened.more(20)
        assert opened.got() == once(nudges), json.dumps(dict(opened.faults.drawn))
        return opened.outcome()


def test_two_senders_a_restart_and_another_name_of_the_job_change_nothing_in_the_ledger(tmp_path: Path) -> None:
    alone = outcome_of(tmp_path / "alone", [(1, "", True)])
    assert {(fate, reason) for _, _, _, fate, reason, _ in alone} == {("sent", "")}
    assert outcome_of(tmp_path / "two", [(2, "", True)]) == alone
    assert outcome_of(tmp_path / "renamed", [(1, "beat", False), (1, "renamed", True)]) == alone


def test_a_reminder_that_slack_refuses_for_good_is_listed_and_holds_up_nobody(tmp_path: Path) -> None:
    with owing(40, tmp_path) as (opened, _):
        gone = opened.people[0]
        opened.ws.users[gone] = replace(opened.ws.users[gone], deleted=True)
        with opened.sending():
            eventually(opened.done)
        assert len(opened.ws.messages) == len(opened.people) - 1
        with opened.database.reading() as uow:
            assert [(post.person, post.fate) for post in uow.claims.fated(TEAM, 9)] == [(gone, "refused")]
