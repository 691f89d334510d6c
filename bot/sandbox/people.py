"""Who and what a workspace starts with: its people, channels and the app's own names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_REAL_TOKEN = re.compile(r"xox[a-z]-(\d{9,}-){1,3}[A-Za-z0-9]{16,}|xapp-\d-[A-Z0-9]{9,}-\d+-[0-9a-f]{32,}")


def looks_real(token: str) -> bool:
    """Tell a token of a real Slack workspace from a made-up one by its form."""
    return bool(_REAL_TOKEN.search(token))


@dataclass(frozen=True, slots=True)
class User:
    """One member as `users.info` knows them; `playable` ones can be chosen on the demo's page."""

    id: str
    name: str
    real_name: str
    email: str = ""
    tz: str | None = "Europe/Berlin"
    locale: str = "en-US"
    title: str = ""
    team_id: str = "T0DEMO"
    deleted: bool = False
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    is_app_user: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    playable: bool = False

    def as_slack(self) -> dict[str, Any]:
        """Lay the member out as Slack's `user` object."""
        flags = ("deleted", "is_admin", "is_owner", "is_bot", "is_app_user", "is_restricted")
        user = {name: getattr(self, name) for name in (*flags, "is_ultra_restricted")}
        user |= {"id": self.id, "team_id": self.team_id, "name": self.name, "real_name": self.real_name}
        user |= {"locale": self.locale, "updated": 0, "profile": self._profile()}
        if self.tz is not None:
            user |= {"tz": self.tz, "tz_label": self.tz, "tz_offset": 0}
        if self.is_stranger:
            user["is_stranger"] = True
        return user

    def _profile(self) -> dict[str, Any]:
        names = {"real_name": self.real_name, "display_name": self.name, "title": self.title}
        return {**names, "email": self.email, "team": self.team_id}


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command of the app, as Slack offers it while one types."""

    name: str
    usage: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A global shortcut of the app."""

    callback_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Seed:
    """What a new workspace holds before anybody did anything; everything in it is made up."""

    users: tuple[User, ...] = ()
    channels: tuple[str, ...] = ("general",)
    usergroups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    group_names: dict[str, str] = field(default_factory=dict)
    commands: tuple[Command, ...] = (Command("/goals", "[role] [level] [layout]", "Performance goals"),)
    shortcuts: tuple[Shortcut, ...] = (Shortcut("new_goals", "New goals"),)
    team_id: str = "T0DEMO"
    team_name: str = "Demo company"
    team_domain: str = "demo"
    app_id: str = "A0DEMO"
    app_name: str = "Goalframe"
    bot_user_id: str = "U0BOT"
    bot_id: str = "B0DEMO"
    bot_token: str = "xoxb-made-up-demo-token"  # noqa: S105 - opens nothing but this sandbox
    signing_secret: str = "made-up-signing-secret"  # noqa: S105 - the same
    client_id: str = "demo-client"
    client_secret: str = "made-up-client-secret"  # noqa: S105 - the same
    scopes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if looks_real(self.bot_token):
            raise ValueError("This token looks like one of a real workspace. The sandbox takes made-up ones.")

    def bot(self) -> User:
        """Give the app's own member."""
        name = self.app_name.lower()
        return User(self.bot_user_id, name, self.app_name, team_id=self.team_id, is_bot=True, tz=None)


MANAGER = User("U_ANA", "ana", "Ana Ruiz", "ana@demo.example", title="Sales manager", is_owner=True, playable=True)
EMPLOYEE = User("U_SAM", "sam", "Sam Okafor", "sam@demo.example", title="Account executive", playable=True)
HR = User("U_MIA", "mia", "Mia Vogt", "mia@demo.example", title="HR", is_admin=True, playable=True)


def three_people() -> Seed:
    """Give a workspace with a manager, an employee and HR."""
    return Seed(users=(MANAGER, EMPLOYEE, HR))
