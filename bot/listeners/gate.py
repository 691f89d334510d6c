"""Who gets in: full members of the one workspace; everybody else gets nothing and learns nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import BoltContext

from bot.errors import NothingHere
from bot.services.people import People

ABOUT_PEOPLE = frozenset({"user_change", "team_join"})


@dataclass(frozen=True)
class Gate:
    """Middleware before every listener; puts the acting person into the context."""

    people: People
    team_id: str

    def check(self, body: dict[str, Any], context: BoltContext, next: Callable[[], Any]) -> None:  # noqa: A002 - Bolt's name
        """Let a person of this workspace in; raise `NothingHere` for anybody else."""
        if self._home(body) != {self.team_id}:
            raise NothingHere
        if (body.get("event") or {}).get("type") not in ABOUT_PEOPLE:
            context["actor"] = self.people.actor(self.team_id, context.user_id or "")
        next()

    def _home(self, body: dict[str, Any]) -> set[str]:
        """Return every workspace that a payload names for itself and for the person acting."""
        user = body.get("user")
        person = user.get("team_id") if isinstance(user, dict) else None
        team = body.get("team")
        named = {body.get("team_id"), team.get("id") if isinstance(team, dict) else team, person}
        return {str(team_id) for team_id in named if team_id}
