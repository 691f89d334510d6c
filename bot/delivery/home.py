"""Home as a person has it now: drawn for the outbox, and at once for somebody who opens it or turns a page."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk import WebClient

from bot.delivery.drawn import Drawn, HomeTab
from bot.facts.home import as_show
from bot.services.all import Services
from bot.services.homes import Homes
from bot.views.blocks import Block
from bot.views.home import home_view
from bot.views.state import HomePlace
from db.facts import Person, Post


@dataclass(frozen=True)
class HomePages:
    """Draws Home."""

    services: Services
    homes: Homes

    def draw(self, post: Post) -> Drawn:
        """Draw the first page for the outbox."""
        return HomeTab(self.view(self.services.people.actor(post.team_id, post.person), HomePlace()))

    def view(self, actor: Person, place: HomePlace) -> Block:
        """Return a page of Home under a filter; a page beyond the last is the last."""
        return home_view(self.homes.facts(actor, place.page, as_show(place.show)))

    def publish(self, client: WebClient, actor: Person, place: HomePlace) -> None:
        client.views_publish(user_id=actor.user_id, view=self.view(actor, place))
