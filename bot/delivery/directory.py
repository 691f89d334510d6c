"""People in Slack's words, translated into ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.clock import Clock
from bot.errors import SlackSilent
from db.facts import Person

PAGE = 200
FEW = 10
"""People who are looked up one by one: Slack allows about fifty a minute."""
NOBODY = frozenset({"user_not_found", "user_not_visible", "users_not_found"})


@dataclass(frozen=True)
class SlackDirectory:
    """Looks people up in Slack."""

    client: WebClient
    clock: Clock

    def fetch(self, user_id: str) -> Person | None:
        user = _user(lambda: self.client.users_info(user=user_id, include_locale=True))
        return person_of(user, self.clock()) if user else None

    def governs(self, user_id: str) -> bool:
        """Tell whether somebody is an owner or admin of the workspace now; raises `SlackSilent`."""
        user = _user(lambda: self.client.users_info(user=user_id)) or {}
        return any(user.get(flag) for flag in ("is_admin", "is_owner", "is_primary_owner"))

    def everybody(self) -> Iterator[Person]:
        """Give everybody in the workspace, page by page; raises `SlackSilent`."""
        return (person_of(user, self.clock()) for user in self._users())

    def emails(self) -> Iterator[tuple[str, str]]:
        """Give the e-mail and the Slack id of every full member, page by page; raises `SlackSilent`."""
        for user in self._users():
            email = str((user.get("profile") or {}).get("email") or "")
            if email and person_of(user, self.clock()).member:
                yield email.lower(), user["id"]

    def _users(self) -> Iterator[dict[str, Any]]:
        cursor, more = "", True
        while more:
            try:
                answer = self.client.users_list(limit=PAGE, cursor=cursor, include_locale=True)
            except (SlackApiError, OSError) as error:
                raise SlackSilent from error
            yield from answer["members"]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            more = bool(cursor)

    def find(self, email: str) -> str | None:
        """Return the Slack id of the full member with this e-mail, None where there is none."""
        user = _user(lambda: self.client.users_lookupByEmail(email=email))
        return user["id"] if user and person_of(user, self.clock()).member else None


@dataclass
class ManyEmails:
    """Finds many people by their e-mail: the first few one by one, the others in Slack's list of everybody."""

    directory: SlackDirectory
    _asked: int = 0
    _all: dict[str, str] | None = None

    def find(self, email: str) -> str | None:
        self._asked += 1
        if self._asked <= FEW:
            return self.directory.find(email)
        if self._all is None:
            self._all = dict(self.directory.emails())
        return self._all.get(email)


def _user(asked: Callable[[], SlackResponse]) -> dict[str, Any] | None:
    """Return the one that Slack was asked for, None where there is none; raises `SlackSilent`."""
    try:
        user: dict[str, Any] = asked()["user"]
    except SlackApiError as error:
        if error.response.get("error") in NOBODY:
            return None
        raise SlackSilent from error
    except OSError as error:
        raise SlackSilent from error
    return user


def person_of(user: dict[str, Any], at: datetime) -> Person:
    """Return a person from Slack's user object; what it leaves out counts as not so."""
    profile = user.get("profile") or {}
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    return Person(
        team_id=user.get("team_id", ""),
        user_id=user["id"],
        name=next((name for name in names if name), user["id"]),
        tz=user.get("tz") or "UTC",
        locale=user.get("locale") or "en-US",
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        deleted=bool(user.get("deleted")),
        restricted=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        stranger=bool(user.get("is_stranger")),
        refreshed_at=at,
    )
