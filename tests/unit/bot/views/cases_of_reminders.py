"""Cases of reminders: every to-do and every state, by rule and by hand; and the lists of who is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.facts.cycles import LateList, Reminder, ToDo
from bot.views.late_lists import late_reports_message, organiser_list_message
from bot.views.reminder import later_modal, reminder_message
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.cycles import CYCLE, CYCLE_ID, HOSTILE, draft, reminder, to_do
from tests.unit.bot.views.dialogue import FULL, LONG_NAME, NASTY_NAME

DONE_ON = date(2026, 12, 15)


def every_way() -> tuple[ToDo, ...]:
    """Return one to-do of each way that there is."""
    return (
        to_do(),
        draft(),
        to_do("share", "start", "Priya Nair", state_words="not begun", working_days=1),
        to_do("confirm", "answer", "Sam Okafor", own=False, working_days=0),
        to_do("check in", "progress", working_days=-1),
    )


def by_hand() -> tuple[ToDo, ...]:
    """Return to-dos that are done elsewhere, with and without a web address."""
    return (
        to_do("self review", "mark", link="https://example.com/review", working_days=-2),
        to_do("manager review", "mark", "Priya Nair", link="javascript:alert(1)"),
        to_do("confirm review", "mark"),
    )


def ended() -> tuple[ToDo, ...]:
    """Return to-dos that nothing is left to do of, each for another reason."""
    one = to_do()
    states = ("done", "excused", "waiting")
    closed = tuple(replace(one, task=replace(one.task, state=state)) for state in states)  # type: ignore[arg-type]
    return (replace(one, done_on=DONE_ON), *closed)


def _case(name: str, *to_dos: ToDo, **parts: object) -> Case:
    return Case(f"reminder-{name}", reminder_message, lambda: (reminder(*to_dos, **parts),))


def _hostile() -> Reminder:
    mine = [draft(n, name) for n, name in enumerate((NASTY_NAME, LONG_NAME, "x" * 80) * 4, 1)]
    made = reminder(*mine, cycles=(HOSTILE.name, "x" * 60), said=((LONG_NAME, FULL),))
    return replace(made, organisers=(NASTY_NAME, LONG_NAME), steps=("launch", "before"))


def _late(count: int, name: str = "", cycle: str = CYCLE.name) -> tuple[LateList]:
    names = tuple(name or f"Person {number}" for number in range(1, count + 1))
    return (LateList(CYCLE_ID, cycle, ("Mia Vogt",), names),)


CASES = (
    _case("one", to_do()),
    _case("two", to_do(), draft()),
    _case("every-way", *every_way()),
    _case("marked-by-hand", *by_hand()),
    _case("nobody-is-their-manager", to_do("share", "name", NASTY_NAME)),
    _case("twelve", *(draft(number) for number in range(1, 13))),
    _case("two-cycles", to_do(), draft(), cycles=(CYCLE.name, "Q1 2027 goals"), steps=("due", "before")),
    _case("weekly", to_do(working_days=-9), steps=("weekly 2",), next_at=None),
    _case("by-an-organiser", to_do(), steps=(), said=(("Mia Vogt", "We close the year on Friday."),)),
    _case("by-an-organiser-without-words", to_do(), steps=(), said=(("Mia Vogt", ""),)),
    _case("by-two-organisers", to_do(), steps=(), said=(("Mia Vogt", "We close the year."), ("Tom Berg", "Please."))),
    _case("asked-for-later", to_do(), steps=()),
    _case("put-off", to_do(), quiet_until=datetime(2026, 12, 21, 9, tzinfo=UTC), hour=8),
    _case("one-of-two-done", to_do(done_on=DONE_ON), draft()),
    _case("five-of-seven-done", *(replace(draft(n), done_on=DONE_ON if n < 6 else None) for n in range(1, 8))),
    _case("all-done", *ended()[:3]),
    _case("not-my-turn", *ended()),
    _case("over", to_do(done_on=DONE_ON), draft(), over=True),
    _case("over-all-done", to_do(done_on=DONE_ON), over=True),
    Case("reminder-hostile", reminder_message, lambda: (_hostile(),)),
    Case("later", later_modal, lambda: (date(2026, 12, 16), 8)),
    Case("late-reports-one", late_reports_message, lambda: _late(1)),
    Case("late-reports", late_reports_message, lambda: _late(7)),
    Case("late-reports-hostile", late_reports_message, lambda: _late(60, NASTY_NAME, HOSTILE.name)),
    Case("late-for-organisers-one", organiser_list_message, lambda: _late(1)),
    Case("late-for-organisers-many", organiser_list_message, lambda: _late(300, "x" * 80)),
)
