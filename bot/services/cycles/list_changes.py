"""What an import of the company's list would change in a review cycle: new managers, who leaves, who joins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.facts.people_import import CycleChange
from bot.services.cycles.membership import by_the_list, comes_back, matches
from bot.services.roster_match import Match
from bot.services.roster_plan import Plan, called, drafted
from db.facts import Cycle, Member, RosterEntry


def changes_of(cycle: Cycle, members: Iterable[Member], plan: Plan, today: date) -> CycleChange:
    """Return the changes of one running cycle, by names; what Slack does not know yet counts as new."""
    there = {member.user_id: member for member in members}
    inside = {user for user, member in there.items() if not member.out}
    drafts = [(match.entry, drafted(plan.team, match, {})) for match in plan.good]
    moved = {one.key for one in plan.managers}
    gone = [entry for entry in plan.gone if entry.user_id in inside and by_the_list(cycle)]
    return CycleChange(
        name=cycle.name,
        managers=_names(after for was, after in drafts if _is_in(was, inside) and after.key in moved),
        leaving=_names([*gone, *(after for was, after in drafts if _is_in(was, inside) and _leaves(after, today))]),
        joining=_names(
            after
            for match, (was, after) in zip(plan.good, drafts, strict=True)
            if _joins(cycle, match, after, there.get(after.user_id)) and not _leaves(after, today)
        ),
    )


def _is_in(was: RosterEntry | None, inside: set[str]) -> bool:
    return was is not None and was.user_id in inside


def _leaves(after: RosterEntry, today: date) -> bool:
    return after.last_day is not None and after.last_day < today


def _joins(cycle: Cycle, match: Match, after: RosterEntry, member: Member | None) -> bool:
    """Tell whether somebody comes in: anew, or after having left; whom an organiser took out stays out."""
    if member is not None:
        return comes_back(cycle, member, replace(after, manager=after.manager or match.manager_key))
    return by_the_list(cycle) and bool(match.manager_key) and matches(cycle, after)


def _names(entries: Iterable[RosterEntry]) -> tuple[str, ...]:
    return tuple(sorted({called(entry) for entry in entries}))
