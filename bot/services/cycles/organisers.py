"""Who organises a review cycle now: whoever made it, while they are an organiser; else all who are."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.services.people import People
from db.facts import Cycle


@dataclass(frozen=True, slots=True)
class Organisers:
    """Knows the organisers of the workspace; `runners` are their Slack ids, which change while the app runs."""

    people: People
    runners: AbstractSet[str]

    def of(self, cycle: Cycle) -> tuple[str, ...]:
        """Return the Slack ids of those who organise a cycle, at least one.

        Its owner while they are there, else everybody who is; where nobody is, the owner after all.
        """
        if self.present(cycle.team_id, cycle.owner):
            return (cycle.owner,)
        return self.all(cycle.team_id) or (cycle.owner,)

    def all(self, team_id: str) -> tuple[str, ...]:
        """Return the Slack ids of all organisers who can use the app."""
        return tuple(user for user in sorted(self.runners) if self.present(team_id, user))

    def one_of(self, cycle: Cycle) -> str:
        """Return the one organiser who owes what nobody else in a cycle does."""
        return self.of(cycle)[0]

    def present(self, team_id: str, user_id: str) -> bool:
        """Tell whether somebody is an organiser who can use the app, as far as they are known."""
        person = self.people.known(team_id, user_id) if user_id in self.runners else None
        return person is not None and self.people.may_use(person)
