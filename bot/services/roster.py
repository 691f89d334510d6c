"""The company's own list of people: importing it, and who may act as whose manager."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from bot.clock import Clock
from bot.errors import NothingHere, Refused
from bot.facts.agreeing import Pair
from bot.facts.roster import Change
from bot.services.agreements import agreed_to, pairs_gained, use
from bot.services.coming_changes import end
from bot.services.cycles.membership import take_out
from bot.services.roster_access import (
    ManagerChange,
    Settling,
    StandInChange,
    coming_in,
    coming_key,
    manager_at,
)
from bot.services.roster_entries import after_import, emails_to_find
from bot.services.roster_file import RosterFile
from bot.services.roster_plan import Plan, called, make_plan
from db.engine import Database
from db.facts import Agreement, Entry, RosterEntry
from db.unit_of_work import UnitOfWork

NAMED = 5
"""People whom a sentence names."""
NO_LONGER = "This change is no longer coming."


class SecondNeeded(Refused):
    """A second organiser has to agree."""

    def __init__(self, sentence: str, pairs: tuple[Pair, ...]) -> None:
        super().__init__(sentence)
        self.pairs = pairs


class Lookup(Protocol):
    """Where people are found by their e-mail."""

    def find(self, email: str) -> str | None:
        """Return a person's Slack id, None where Slack knows nobody; raise `SlackSilent` when it gave no answer."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import has changed: whom to tell, and whose goals go to somebody else.

    `unknown` are e-mails that Slack does not know, `gone` the entries of people who are in the list no longer.
    """

    changes: tuple[ManagerChange, ...]
    stand_ins: tuple[StandInChange, ...]
    unknown: tuple[str, ...]
    gone: tuple[RosterEntry, ...]


class Roster:
    """Reads and changes the list. It gives nobody anything to read at once but a first manager."""

    def __init__(
        self,
        database: Database,
        lookup: Lookup,
        clock: Clock,
        *,
        runners: AbstractSet[str] = frozenset(),
        readers: AbstractSet[str] = frozenset(),
    ) -> None:
        self._database, self._lookup, self._clock = database, lookup, clock
        self._runners, self._readers = runners, readers

    def preview(
        self,
        team: str,
        file: RosterFile,
        *,
        everyone: bool = False,
        knows_title: Callable[[str], bool] = bool,
    ) -> Plan:
        """Say what a file would change; `everyone`: who is not in it is gone; `knows_title`: a role is named so."""
        with self._database.reading() as uow:
            before = uow.roster.all(team)
        return make_plan(team, before, file, everyone=everyone, knows_title=knows_title)

    def apply(
        self,
        plan: Plan,
        by: str,
        *,
        gone: int | None = None,
        agreed: bool = False,
        lookup: Lookup | None = None,
    ) -> Applied:
        """Take the lines without a fault into the list, all of them or none.

        `by` imports, a Slack id, empty for the operator of the machine, who alone says `agreed`. `gone` is the number
        as typed; `lookup` finds people for this import alone. Raises `SecondNeeded` where somebody trusted would
        become a manager and nobody else agreed, `Refused` where the plan can't be carried out as it was shown,
        `SlackSilent` where Slack gave no answer.
        """
        if plan.asks_number and gone != len(plan.gone):
            raise Refused(f"{len(plan.gone)} of {len(plan.before)} people would be gone: type that number to go on.")
        found = lookup or self._lookup
        users = {email: found.find(email) or "" for email in emails_to_find(plan)}
        after = after_import(plan, users)
        with self._database.reading() as uow:
            settling = self._settling(uow, plan, after)
            after = tuple(settling.settled(entry) for entry in after)
            used = () if agreed and not by else self._agreed(uow, settling, after, by)
        applied = _applied(settling, plan, after, users)
        with self._database.writing() as uow:
            if uow.roster.all(plan.team) != plan.before:
                raise Refused("The list of people has changed since this was shown. Nothing was changed; look again.")
            _write(uow, plan, after)
            _bring_up_to_date(uow, plan, after, self._clock())
            take_out(uow, plan.team, [entry.user_id for entry in applied.gone])
            self._log(uow, plan.team, by, "import people", [change.employee for change in applied.changes])
            use(uow, used, self._clock())
            uow.commit()
        return applied

    def stop(self, team: str, change: Change, by: str, tell: Callable[[UnitOfWork], None]) -> None:
        """Undo a change that has not come into force: the employee or their manager says that it is wrong.

        What `tell` writes is kept with it or not at all. Raises `NothingHere` for everybody else, `Refused` where
        this change does not wait any more.
        """
        now = self._clock()
        with self._database.writing() as uow:
            entry = uow.roster.of_user(team, change.employee)
            if entry is None or by not in {entry.user_id, manager_at(entry, now)} - {""}:
                raise NothingHere
            _refuse_what_does_not_wait(entry, change, now)
            uow.roster.put(_undone(entry, change))
            self._log(uow, team, by, f"stop {change.what} change", [change.employee])
            tell(uow)
            uow.commit()

    def any(self, team: str) -> bool:
        """Tell whether there is a list at all."""
        with self._database.reading() as uow:
            return uow.roster.any(team)

    def _settling(self, uow: UnitOfWork, plan: Plan, after: Sequence[RosterEntry]) -> Settling:
        return Settling(
            before={entry.user_id: entry for entry in plan.before if entry.user_id},
            sharers=uow.sheets.sharers(plan.team),
            keys={entry.user_id: entry.key for entry in after if entry.user_id},
            now=self._clock(),
            tz=lambda user: _zone(uow, plan.team, user),
        )

    def _agreed(
        self, uow: UnitOfWork, settling: Settling, after: Sequence[RosterEntry], by: str
    ) -> tuple[Agreement, ...]:
        """Refuse what would let the importer, an organiser or a reader act as a manager, unless a second agreed.

        Returns what was agreed to in Slack and is used so.
        """
        trusted = frozenset((self._runners | self._readers | {by}) - {""})
        gained = [pair for entry in after if entry.user_id for pair in pairs_gained(settling, entry, trusted)]
        if not gained:
            return ()
        agreed = agreed_to(uow, after[0].team_id, by, self._runners, self._clock())
        open_ = tuple(pair for pair in gained if pair not in agreed)
        if not open_:
            return tuple(one for pair in gained for one in agreed[pair])
        names = {entry.user_id: called(entry) for entry in after}
        said = sorted(f"{names.get(one.manager, one.manager)} of {names[one.employee]}" for one in open_)
        rest = f" and {len(said) - NAMED} more" if said[NAMED:] else ""
        raise SecondNeeded(
            f"Organisers or readers would become manager or stand-in: {', '.join(said[:NAMED])}{rest}. "
            "A second organiser has to agree.",
            open_,
        )

    def _log(self, uow: UnitOfWork, team: str, by: str, action: str, about: Sequence[str]) -> None:
        for person in about or [""]:
            uow.audit.add(team, Entry(self._clock(), by, action, "roster", "done", person))


def _applied(settling: Settling, plan: Plan, after: Sequence[RosterEntry], users: dict[str, str]) -> Applied:
    there = {entry.user_id for entry in after}
    return Applied(
        changes=tuple(change for entry in after if (change := settling.change(entry))),
        stand_ins=tuple(coming for entry in after if (coming := settling.stand_in(entry))),
        unknown=tuple(email for email, user in users.items() if not user),
        gone=tuple(entry for entry in plan.before if entry.user_id and entry.user_id not in there),
    )


def _write(uow: UnitOfWork, plan: Plan, after: Sequence[RosterEntry]) -> None:
    before = {entry.key: entry for entry in plan.before}
    for key in before.keys() - {entry.key for entry in after}:
        uow.roster.remove(plan.team, key)
    uow.roster.put_all(entry for entry in after if before.get(entry.key) != entry)


def _bring_up_to_date(uow: UnitOfWork, plan: Plan, after: Sequence[RosterEntry], at: datetime) -> None:
    """Let the messages about changes that no longer come, or not so, say it."""
    there = {told for entry in after for told in _told(entry)}
    coming = {change for change, _ in there}
    for entry in plan.before:
        for change, _ in set(_told(entry)) - there:
            if change in coming:
                uow.posts.again(plan.team, coming_key(change), at)
            elif change.employee:
                end(uow, plan.team, change, at)


def _told(entry: RosterEntry) -> list[tuple[Change, date | None]]:
    """Return the changes of an entry with what their messages say beside: a stand-in's last day."""
    return [(change, entry.stand_in_until if change.what == "stand-in" else None) for change in coming_in(entry)]


def _refuse_what_does_not_wait(entry: RosterEntry, change: Change, now: datetime) -> None:
    came = change.what == "manager" and entry.manager == change.who and entry.manager_from is None
    if not came and change not in coming_in(entry):
        raise Refused(NO_LONGER)
    if came or now >= change.at:
        raise Refused("You can’t stop this any more: the change is in force. Ask HR to change the list.")


def _undone(entry: RosterEntry, change: Change) -> RosterEntry:
    """Return an entry without a change that waits in it."""
    if change.what == "stand-in":
        return replace(entry, stand_in="", stand_in_from=None, stand_in_until=None)
    manager, key = entry.former_manager, entry.former_key
    return replace(entry, manager=manager, manager_key=key, manager_from=None, former_manager="", former_key="")


def _zone(uow: UnitOfWork, team: str, user: str) -> str:
    person = uow.people.get(team, user)
    return person.tz if person else "UTC"
