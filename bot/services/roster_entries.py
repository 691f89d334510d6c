"""The company's list as it stands after an import: who is who in Slack, and who manages whom there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.errors import Refused
from bot.services.roster_match import Match
from bot.services.roster_plan import Plan, called, drafted
from db.facts import RosterEntry

Users = Mapping[str, str]
"""Slack ids by e-mail, empty for somebody whom Slack does not know."""


def emails_to_find(plan: Plan) -> tuple[str, ...]:
    """Return the e-mails to ask Slack about: those that the list does not know yet, and people outside the list."""
    gone = {entry.key for entry in plan.gone}
    keys = {entry.key for entry in plan.before} | {match.key for match in plan.people}
    wanted = [match.email for match in plan.people if not _known(match)]
    for match in plan.good:
        if match.manager_key in gone or (match.manager_key not in keys and not _same_manager(match)):
            wanted.append(match.manager_key)
        if match.stand_in and match.stand_in not in keys:
            wanted.append(match.stand_in)
    return tuple(dict.fromkeys(email for email in wanted if "@" in email))


def after_import(plan: Plan, users: Users) -> tuple[RosterEntry, ...]:
    """Return the whole list after an import; whom a change must wait for is not settled yet.

    Raises `Refused` where two people of it are one in Slack.
    """
    good = {match.key: match for match in plan.good}
    replaced = {match.entry.key for match in plan.good if match.entry} | {entry.key for entry in plan.gone}
    renamed = {match.entry.key: match.key for match in plan.good if match.entry}
    kept = [_renamed(entry, renamed) for entry in plan.before if entry.key not in replaced]
    ids = dict(users) | {entry.key: entry.user_id for entry in kept}
    ids |= {match.key: _managing(match, users) for match in plan.people}
    ids |= {key: _user(match, users) for key, match in good.items()}
    drafts = [replace(drafted(plan.team, match, ids), user_id=ids[key]) for key, match in good.items()]
    gone = {entry.key for entry in plan.gone}
    after = [_managed(one, _manager(one, good.get(one.key), ids, gone)) for one in (*kept, *drafts)]
    _all_different(after)
    return tuple(after)


def _known(match: Match) -> bool:
    return match.entry is not None and bool(match.entry.user_id) and match.entry.email == match.email


def _user(match: Match, users: Users) -> str:
    return match.entry.user_id if match.entry and _known(match) else users.get(match.email, "")


def _managing(match: Match, users: Users) -> str:
    """Return a person's Slack id for those whom they manage, also where their own line is not taken."""
    return match.entry.user_id if match.entry else users.get(match.email, "")


def _same_manager(match: Match) -> bool:
    """Tell whether the list knows this very manager, from outside it, already."""
    was = match.entry
    return was is not None and was.manager_key == match.manager_key and bool(was.manager)


def _renamed(entry: RosterEntry, renamed: Mapping[str, str]) -> RosterEntry:
    manager, former = (renamed.get(key, key) for key in (entry.manager_key, entry.former_key))
    if (manager, former) == (entry.manager_key, entry.former_key):
        return entry
    return replace(entry, manager_key=manager, former_key=former)


def _managed(entry: RosterEntry, manager: str) -> RosterEntry:
    return entry if entry.manager == manager else replace(entry, manager=manager)


def _manager(entry: RosterEntry, match: Match | None, ids: Users, gone: set[str]) -> str:
    """Return the Slack id of somebody's manager: as the list knows them, else as it was, else as Slack says."""
    if entry.manager_key in ids:
        return ids[entry.manager_key]
    if entry.manager_key in gone:
        return ""
    return entry.manager if match is None or _same_manager(match) else ""


def _all_different(after: list[RosterEntry]) -> None:
    seen: dict[str, RosterEntry] = {}
    for entry in after:
        if not entry.user_id:
            continue
        if entry.user_id == entry.manager:
            raise Refused(f"{called(entry)} would be their own manager: two of the e-mails are one person in Slack.")
        other = seen.setdefault(entry.user_id, entry)
        if other is not entry:
            raise Refused(f"{called(other)} and {called(entry)} are one person in Slack: keep one of their lines.")
