"""Publishes App Home for a person."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk import WebClient

from bot.services.people import People
from bot.services.sheets import Sheets
from bot.views.home import PAGE_LINES, HomeFacts, home_view
from db.facts import Person


@dataclass(frozen=True)
class HomePublisher:
    """Makes Home from what the person writes."""

    sheets: Sheets
    people: People
    command: str

    def publish(self, client: WebClient, actor: Person, page: int = 1) -> None:
        """Show a page of Home to a person; a page beyond the last shows the last."""
        _, total = self.sheets.lines(actor, 0)
        page = min(max(page, 1), max(1, -(-total // PAGE_LINES)))
        lines, total = self.sheets.lines(actor, PAGE_LINES, (page - 1) * PAGE_LINES)
        named = [(line, self.people.name(actor.team_id, line.subject)) for line in lines]
        view = home_view(HomeFacts(named, total, page, self.command))
        client.views_publish(user_id=actor.user_id, view=view)
