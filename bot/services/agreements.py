"""Which pairs of a manager and an employee a second organiser has agreed to, for the one who asked alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta

from bot.facts.agreeing import Pair
from bot.services.roster_access import Settling
from db.facts import Agreement, Entry, RosterEntry
from db.unit_of_work import UnitOfWork

VALID = timedelta(days=14)
"""For so long a question can be answered, and what was agreed to can be used."""


def pairs_gained(settling: Settling, entry: RosterEntry, people: frozenset[str]) -> list[Pair]:
    """Return who of some people could act for the person of an entry as they could not so far, and as what.

    A manager is not bound to a day. Who would gain by standing in alone is a stand-in, also while they are the
    manager whom a change that waits replaces.
    """
    gaining = settling.gaining(entry, people)
    alone = replace(entry, stand_in="", stand_in_from=None, stand_in_until=None)
    managing = settling.gaining(alone, people) if gaining else gaining
    stand_in = Pair("", entry.user_id, "stand-in", entry.stand_in_until)
    as_manager = Pair("", entry.user_id, "manager")
    return [replace(as_manager if who in managing else stand_in, manager=who) for who in sorted(gaining)]


def pair_in(agreement: Agreement) -> Pair:
    """Return the pair that an agreement is about."""
    return Pair(agreement.manager, agreement.employee, agreement.what, agreement.until)


def agreed_to(
    uow: UnitOfWork, team: str, by: str, organisers: AbstractSet[str], now: datetime
) -> Mapping[Pair, tuple[Agreement, ...]]:
    """Return what others who organise still have agreed to lately, of what this person asked and did not use yet."""
    found: dict[Pair, tuple[Agreement, ...]] = {}
    for one in uow.agreements.asked_by(team, by, now - 2 * VALID) if by else ():
        lately = one.answered_at is not None and now - one.answered_at <= VALID
        if one.answer == "agreed" and lately and one.asked_of != by and one.asked_of in organisers:
            found[pair_in(one)] = (*found.get(pair_in(one), ()), one)
    return found


def use(uow: UnitOfWork, used: Iterable[Agreement], now: datetime) -> None:
    """Note that an import has used what was agreed to: who asked and who agreed stand in the audit log."""
    for one in used:
        uow.agreements.put_all([replace(one, answer="used")])
        told = (one.id, "done", one.employee)
        uow.audit.add(one.team_id, Entry(now, one.asked_by, f"use agreement to {one.what}", *told))
        uow.audit.add(one.team_id, Entry(now, one.asked_of, f"had agreed to {one.what}", *told))
