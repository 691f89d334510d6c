"""App Home: published when it is opened, turned page by page, narrowed to what was chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.delivery.home import HomePages
from bot.views.home import SHOW, TURN
from bot.views.state import HomePlace, decode


@dataclass(frozen=True)
class Home:
    """The Home tab."""

    pages: HomePages

    def register(self, app: App) -> None:
        app.event("app_home_opened")(self.opened)
        app.action(re.compile(rf"^{TURN}(:|$)"))(self.turn)
        app.action(SHOW)(self.show)

    def opened(self, event: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        if event.get("tab", "home") == "home":
            self.pages.publish(client, context["actor"], HomePlace())

    def turn(self, ack: Ack, action: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        self.pages.publish(client, context["actor"], decode(HomePlace, action["value"]))
        ack()

    def show(self, ack: Ack, action: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Narrow Home down to what was chosen."""
        self.pages.publish(client, context["actor"], HomePlace(1, action["selected_option"]["value"]))
        ack()
