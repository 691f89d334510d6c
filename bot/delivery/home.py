"""Home as a person has it now: drawn for the outbox, and at once for somebody who opens it or turns a page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from slack_sdk import WebClient

from bot.delivery.drawn import Drawn, HomeTab
from bot.facts.cycles import CycleFilter, ToDo
from bot.facts.home import HomeFacts, as_show
from bot.services.all import Services
from bot.services.homes import Homes
from bot.views.blocks import Block, divider
from bot.views.cycle_status import cycles_blocks
from bot.views.home import home_view
from bot.views.state import CyclePlace, HomePlace
from db.facts import Person, Post

MOST = 100
"""Blocks that Home can hold; Slack's limit."""


@dataclass(frozen=True)
class HomePages:
    """Draws Home."""

    services: Services
    homes: Homes

    def draw(self, post: Post) -> Drawn:
        """Draw the first page for the outbox."""
        return HomeTab(self.view(self.services.people.actor(post.team_id, post.person), HomePlace()))

    def view(self, actor: Person, place: HomePlace, cycle: CyclePlace | None = None) -> Block:
        """Return a page of Home under a filter, for an organiser with how a review cycle stands.

        A page beyond the last is the last; without a `cycle` it is the newest that runs.
        """
        facts = self.homes.facts(actor, place.page, as_show(place.show))
        home = home_view(replace(facts, to_dos=self._to_dos(actor, facts)))
        first = place == HomePlace()
        return {**home, "blocks": [*home["blocks"], *self._cycles(actor, cycle)][:MOST]} if first else home

    def publish(self, client: WebClient, actor: Person, place: HomePlace, cycle: CyclePlace | None = None) -> None:
        client.views_publish(user_id=actor.user_id, view=self.view(actor, place, cycle))

    def _to_dos(self, actor: Person, facts: HomeFacts) -> tuple[ToDo, ...]:
        """Return what review cycles want besides what is owed anyway."""
        owed = {one.owed.sheet_id for one in facts.owed}
        found = self.services.cycles.to_dos.of(actor)
        return tuple(one for one in found if one.kind != "confirm" or one.task.sheet_id not in owed)

    def _cycles(self, actor: Person, place: CyclePlace | None) -> list[Block]:
        """Return the organisers' part."""
        services = self.services.cycles
        if actor.user_id not in services.organising.runners:
            return []
        cycles = services.organising.cycles(actor)
        shown = place or next((CyclePlace(one.id) for one in cycles if one.state in {"running", "paused"}), None)
        if shown is None:
            return [divider(), *cycles_blocks(None, cycles)]
        chosen = CycleFilter(shown.position, shown.unit, shown.country)
        status = services.statuses.status(actor, shown.cycle, chosen, shown.page)
        return [divider(), *cycles_blocks(status, [one for one in cycles if one.id != shown.cycle])]
