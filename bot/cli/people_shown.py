"""What `goalframe people import` prints: counts with lists, of what would change and of what has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.services.roster import Applied
    from bot.services.roster_plan import Plan
    from db.facts import Heading, RosterEntry

SHOWN = 20
"""Lines of a list that may be long; changed managers, people gone and faults are all shown."""


def shown(plan: Plan, said: Sequence[Heading] = ()) -> Iterator[str]:
    """Give the lines of a preview; `said` are headings that are read as they were said before."""
    from bot.facts.people_import import SaidBefore
    from bot.services.roster_plan import called
    from bot.views.people_import import read_so_words

    if said:
        yield read_so_words([SaidBefore(one.heading, one.column, own=not one.by) for one in said])
    yield from _list("New", plan.new, SHOWN)
    moves = [f"{one.name}: {one.old or 'nobody'} → {one.new or 'nobody'}" for one in plan.managers]
    yield from _list("Another manager", moves)
    yield from _list("Other changes", [f"{one.name}: {', '.join(one.fields)}" for one in plan.other], SHOWN)
    yield from _list("Gone", [called(entry) for entry in plan.gone])
    yield f"Unchanged: {plan.unchanged}"
    yield from _list("Job titles that match no role", plan.untitled, SHOWN, empty=False)
    yield from _list("Faults", [str(fault) for fault in plan.faults], empty=False)


def applied_lines(plan: Plan, applied: Applied, entries: Sequence[RosterEntry], *, asked: bool) -> Iterator[str]:
    """Give the lines after an import; without `asked` nobody was looked up in Slack."""
    from bot.services.roster_plan import called

    names = {"": "nobody"} | {one.user_id: called(one) for one in (*plan.before, *entries) if one.user_id}
    yield f"Done: the list has {len(entries)} people."
    waiting = [
        f"{names[one.employee]}: {names.get(one.new, one.new)}, from {one.from_:%Y-%m-%d %H:%M} UTC"
        for one in applied.changes
        if one.from_
    ]
    yield from _list("Managers who count later, unless it is stopped", waiting, empty=False)
    if asked:
        yield from _list("Unknown to Slack, kept without it", applied.unknown, SHOWN, empty=False)


def _list(title: str, lines: Sequence[str], most: int | None = None, *, empty: bool = True) -> Iterator[str]:
    if lines or empty:
        yield f"{title}: {len(lines)}"
    yield from (f"  {line}" for line in lines[:most])
    if most is not None and lines[most:]:
        yield f"  … and {len(lines) - most} more"
