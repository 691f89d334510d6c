"""Triggers and response_urls: short-lived permissions that the workspace hands to the app."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.refused import Refused

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5


@dataclass(slots=True)
class Trigger:
    """Whose deed the app may answer with a view, in which tab, and from which open view it came."""

    user: str
    tab: str
    born: float
    view_id: str = ""
    used: bool = False


@dataclass(slots=True)
class Address:
    """What a response_url points to: a channel, the person, and the message it may replace."""

    channel: str
    user: str
    born: float
    ts: str = ""
    uses: int = 0


@dataclass(slots=True)
class Permissions:
    """All triggers and response_urls handed out, by their secret."""

    clock: Callable[[], float]
    triggers: dict[str, Trigger] = field(default_factory=dict)
    addresses: dict[str, Address] = field(default_factory=dict)

    def new_trigger(self, user: str, tab: str, view_id: str = "") -> str:
        """Hand out a trigger; it opens one view within three seconds."""
        name = f"{len(self.triggers) + 1}.{secrets.token_hex(8)}"
        self.triggers[name] = Trigger(user, tab, self.clock(), view_id)
        return name

    def take_trigger(self, name: object) -> Trigger:
        """Use a trigger up; `Refused` in Slack's words when that is not possible."""
        trigger = self.triggers.get(str(name))
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self.clock() - trigger.born > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger

    def new_address(self, channel: str, user: str, ts: str = "") -> str:
        """Hand out a response_url's secret."""
        name = f"{len(self.addresses) + 1}-{secrets.token_hex(8)}"
        self.addresses[name] = Address(channel, user, self.clock(), ts)
        return name

    def take_address(self, name: str) -> Address:
        """Count one use of a response_url; `Refused` when it is unknown, used up or too old."""
        address = self.addresses.get(name)
        if address is None:
            raise Refused("no_such_url")
        if self.clock() - address.born > RESPONSE_SECONDS:
            raise Refused("expired_url")
        if address.uses >= RESPONSE_USES:
            raise Refused("used_url")
        address.uses += 1
        return address
