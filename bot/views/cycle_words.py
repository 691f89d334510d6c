"""How a review cycle and its steps stand, in words and in a bar of text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.facts.cycles import CycleStatus, PhaseCount
from bot.views.moments import dated_words, week_day_words
from db.facts import Cycle, CycleState, Phase, PhaseKind

STATE_WORDS: Mapping[CycleState, str] = {
    "draft": "Draft: nothing is sent before it is launched.",
    "running": "Running.",
    "paused": "Paused: no reminders go out until they are resumed.",
    "closed": "Closed: nothing more is sent.",
    "cancelled": "Cancelled: nothing more is sent.",
}
BY_MANAGERS: frozenset[PhaseKind] = frozenset({"share", "manager review"})
BAR = 10


def people_words(count: int) -> str:
    """Return "140 people"."""
    return f"{count} {'person' if count == 1 else 'people'}"


def cycle_words(cycle: Cycle) -> str:
    """Return a cycle in a list: how it stands, for which period, its steps and its last day."""
    count = len(cycle.phases)
    last = max((phase.due for phase in cycle.phases), default=cycle.period.last)
    test = " · a test" if cycle.only_to else ""
    steps = f"{count} {'step' if count == 1 else 'steps'}, the last due {dated_words(last)}"
    return f"{STATE_WORDS[cycle.state].partition(':')[0].rstrip('.')}{test} · {cycle.period.name} · {steps}"


def phase_days(phase: Phase) -> str:
    """Return when a phase opens and is due, with the year."""
    return f"opens {dated_words(phase.opens)} · due {dated_words(phase.due)}"


def count_words(count: PhaseCount, today: date) -> str:
    """Return how a phase stands: its bar, how many have done it, and what keeps the others."""
    done = _done(count)
    if count.phase.opens > today:
        already = f" · {count.done} done already" if count.done else ""
        return f"starts {week_day_words(count.phase.opens)}{already}"
    return " · ".join([f"{bar(count)} {done}", *_kept(count)])


def bar(count: PhaseCount) -> str:
    """Return a bar of ten: full only when all is done, empty only when nothing is."""
    full = _share(count, BAR)
    return "■" * full + "□" * (BAR - full)


def test_words(status: CycleStatus) -> str:
    """Return who gets everything of a test cycle; empty for a real one."""
    if not status.cycle.only_to:
        return ""
    own = status.cycle.only_to == status.viewer.user_id
    who = "you" if own else status.tester or "one person"
    return f"A test: every message goes to {who}, nobody else gets any."


def _done(count: PhaseCount) -> str:
    if not count.begun:
        return "nobody has to do this"
    return f"{count.done} of {count.begun} done ({_share(count, 100)} %)"


def _share(count: PhaseCount, whole: int) -> int:
    if count.done >= count.begun:
        return whole if count.begun else 0
    return min(max(round(whole * count.done / count.begun), int(count.done > 0)), whole - 1)


def _kept(count: PhaseCount) -> list[str]:
    owners = f", with {count.owners} {'manager' if count.owners == 1 else 'managers'}"
    late = f"{count.late} late{owners if count.owners and count.phase.kind in BY_MANAGERS else ''}"
    words = (
        (count.late, late),
        (count.waiting, f"{count.waiting} waiting for a manager"),
        (count.away, f"{count.away} away"),
        (count.not_confirmed, f"{count.not_confirmed} won’t confirm"),
        (count.excused, f"{count.excused} excused"),
    )
    return [said for number, said in words if number]
