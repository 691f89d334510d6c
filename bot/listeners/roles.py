"""Reading about roles: the view of one, its parts and pages, and what differs between two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.listeners.answering import answer_message
from bot.listeners.opening import open_view, show_view, update_view
from bot.services.all import Services
from bot.services.commands import AnyWants, WantsAboutRole, WantsRole
from bot.views.blocks import Block, button
from bot.views.compare import compare_message, compare_modal, top_level_modal
from bot.views.frames import ROLE
from bot.views.role import NEAR, Known, role_modal
from bot.views.role_choices import (
    COMPARE_GRAMMAR,
    ROLE_GRAMMAR,
    about_message,
    no_role_message,
    pairs_message,
    tie_message,
)
from bot.views.role_ids import COMPARE, NEXT_LEVEL, OPEN, PAIR, PART
from bot.views.state import RolePlace, ShownFrame, TwoRoles, decode, encode
from canon.command import Choices, Found, NeedsLevel
from canon.frames import FrameName
from canon.pairs import Offers, Pair

MOST_CHOICES = 12


@dataclass(frozen=True)
class RoleViews:
    """The buttons that lead to what the library says of roles; they touch nobody's goals."""

    services: Services

    def register(self, app: App) -> None:
        app.action(ROLE)(self.of_goals)
        app.action(re.compile(rf"^{OPEN}(:|$)"))(self.open)
        app.action(re.compile(rf"^{PART}:"))(self.turn)
        app.action(re.compile(rf"^{COMPARE}(:|$)"))(self.compare)
        app.action(re.compile(rf"^{PAIR}:"))(self.pair)
        app.action(NEXT_LEVEL)(self.next_level)

    def of_goals(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        """Show the role whose goals a message shows."""
        self._open(client, body, RolePlace(decode(ShownFrame, action.get("value", "")).profile))
        ack()

    def open(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        self._open(client, body, decode(RolePlace, action.get("value", "")))
        ack()

    def turn(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        """Show another part, page or level in the same view."""
        update_view(client, body["view"], self.view(decode(RolePlace, action.get("value", ""))))
        ack()

    def compare(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        two = decode(TwoRoles, action.get("value", ""))
        again = button(COMPARE, "Open again", encode(two))
        show_view(client, body, lambda: compare_modal(self.services.roles.compared(two.left, two.right), two), again)
        ack()

    def next_level(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        """Show what the level above adds."""
        place = decode(RolePlace, action.get("value", ""))
        again = button(NEXT_LEVEL, "Open again", encode(place))
        show_view(client, body, lambda: next_level_modal(self.services, place.profile), again)
        ack()

    def pair(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient) -> None:
        """Show another page, or another pair, in place of what was pressed in."""
        two = decode(TwoRoles, action.get("value", ""))
        comparison = self.services.roles.compared(two.left, two.right)
        if body.get("view"):
            update_view(client, body["view"], compare_modal(comparison, two))
        else:
            answer_message(body, compare_message(comparison, two), replace=True)
        ack()

    def _open(self, client: WebClient, body: dict[str, Any], place: RolePlace) -> None:
        show_view(client, body, lambda: self.view(place), button(OPEN, "Open again", encode(place)))

    def view(self, place: RolePlace) -> Block:
        """Return the view of a role at one of its parts."""
        roles = self.services.roles
        profile = roles.profile(place.profile)
        near = roles.near(profile) if place.part == NEAR else ()
        return role_modal(Known(roles.role_of(profile), profile, roles.canon_of(profile), near), place)


def next_level_modal(services: Services, profile_id: str) -> Block:
    """Return what the next level adds, or that there is no next one."""
    known = services.roles.profile(profile_id)
    above = services.roles.above(known)
    if above is None:
        return top_level_modal(known)
    return compare_modal(services.roles.compared(known.id, above.id), TwoRoles(known.id, above.id, added=1))


@dataclass(frozen=True)
class RoleCommand:
    """Answers `/goals role …` and `/goals compare …`."""

    services: Services
    views: RoleViews

    def meant(self, wants: AnyWants) -> AnyWants:
        """Return what is asked for: words that are a role's own name, and nothing else, are that role."""
        if not isinstance(wants, WantsAboutRole) or not self.services.roles.named(wants.whole):
            return wants
        return wants if self._is_named(wants) else WantsRole(wants.whole)

    def answer(
        self, wants: WantsAboutRole, body: dict[str, Any], client: WebClient, frame: FrameName
    ) -> Block | None:
        """Return the answer as a message, None where the view of a role was opened instead."""
        whole = self.services.roles.named(wants.whole)
        if wants.deed == "compare":
            message: Block | None = self._compared(wants.words, body["command"])
        else:
            message = self._about(wants.words, body, client, tie=bool(whole))
        return tie_message(whole[0], message, frame) if whole and message else message

    def _is_named(self, wants: WantsAboutRole) -> bool:
        if wants.deed == "compare":
            return isinstance(self.services.roles.pair(wants.words), Pair)
        return bool(self.services.roles.named(wants.words))

    def _about(self, words: str, body: dict[str, Any], client: WebClient, *, tie: bool) -> Block | None:
        answer = self.services.roles.find(words)
        if isinstance(answer, Found) and not tie:
            place = RolePlace(answer.profile.id)
            again = button(OPEN, "Open again", encode(place))
            open_view(client, body["trigger_id"], lambda: self.views.view(place), again)
            return None
        if isinstance(answer, Found):
            return about_message("About which role?", [answer.profile])
        if isinstance(answer, NeedsLevel):
            return about_message(_level_question(answer), answer.role.profiles)
        if isinstance(answer, Choices):
            return about_message("Which one do you mean?", answer.profiles[:MOST_CHOICES])
        near = [role.profiles[0] for role in answer.nearest]
        return no_role_message(ROLE_GRAMMAR.format(body["command"]), words, near)

    def _compared(self, words: str, command: str) -> Block:
        found = self.services.roles.pair(words)
        if isinstance(found, Pair):
            two = TwoRoles(found.left.id, found.right.id)
            return compare_message(self.services.roles.compared(two.left, two.right), two)
        if isinstance(found, Offers):
            return pairs_message(found.pairs)
        near = self.services.roles.nearest_named(found.words) if found.words else ()
        return no_role_message(COMPARE_GRAMMAR.format(command), found.words, near)


def _level_question(answer: NeedsLevel) -> str:
    focus = answer.role.focus.text
    missing = f"{focus} has no level “{answer.unknown[:100]}”. " if answer.unknown else ""
    return f"{missing}Which level of {focus}?"
