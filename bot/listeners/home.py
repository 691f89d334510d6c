"""App Home: published when it is opened, turned page by page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.delivery.home import HomePublisher
from bot.views.home import TURN
from bot.views.state import OneSheet, decode


@dataclass(frozen=True)
class Home:
    """The Home tab."""

    publisher: HomePublisher

    def register(self, app: App) -> None:
        app.event("app_home_opened")(self.opened)
        app.action(re.compile(rf"^{TURN}:"))(self.turn)

    def opened(self, event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        if event.get("tab", "home") == "home":
            self.publisher.publish(client, context["actor"])

    def turn(self, ack: Ack, action: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        self.publisher.publish(client, context["actor"], decode(OneSheet, action["value"]).page)
        ack()
