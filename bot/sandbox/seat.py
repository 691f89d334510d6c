"""One person at one screen: every deed the page and the tests' driver can do, and what the app makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox import chat, forms, payloads, views
from bot.sandbox.gate import Fault, check_options
from bot.sandbox.refused import Refused
from bot.sandbox.state import Delivery, Json, Message, OpenView, Surface
from bot.sandbox.values import TYPED, Placed, action_of, chosen, missing_inputs, placed

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

SYSTEM = "SYSTEM"
_STATELESS = ("button", "overflow")


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a person acts: their workspace, who they are, and which tab of theirs."""

    ws: Workspace
    user: str
    tab: str = "main"

    @property
    def stack(self) -> list[OpenView]:
        return self.ws.screen(self.user, self.tab).stack

    def send(self, channel: str, line: str) -> Delivery | None:
        """Send what was typed into the composer: a command of the app, or plain words."""
        self._quiet()
        name = line.split(" ", 1)[0]
        if not line.startswith("/"):
            chat.say(self.ws, self.user, channel, line)
        elif name in {command.name for command in self.ws.seed.commands}:
            return self._command(channel, line)
        else:
            self._tell(channel, f"{name} is not a command here.")
        return None

    def shortcut(self, callback_id: str) -> Delivery:
        """Use a global shortcut of the app."""
        self._quiet()
        payload = payloads.interaction(self.ws, "shortcut", self.user)
        payload |= {"callback_id": callback_id, "trigger_id": self._trigger()}
        payload["action_ts"] = f"{self.ws.clock():.6f}"
        delivery = self._deliver(payload)
        self._notice(delivery)
        return delivery

    def open_home(self) -> Delivery:
        """Open the app's Home tab."""
        home = self.ws.homes.get(self.user)
        facts: Json = {"user": self.user, "channel": self.ws.dm(self.user).id, "tab": "home"}
        if home is not None:
            facts["view"] = payloads.view(self.ws, home)
        return self.ws.tell("app_home_opened", self.user, facts)

    def part(self, surface: Surface, block_id: str, action_id: str) -> Placed:
        """Find an element of a surface by its ids; LookupError when it is not there any more."""
        for part in placed(surface.blocks):
            if (part.block_id, part.action_id) == (block_id, action_id):
                return part
        raise LookupError(f"nothing here has the ids {block_id} and {action_id}")

    def act(self, surface: Surface, part: Placed, raw: Any = None, *, done: bool = True) -> Delivery | None:
        """Press, choose or type; the app hears of it where the element dispatches.

        `done` is False while typing goes on, and True with Enter and for everything that is no text.
        """
        self._quiet()
        with self.ws.changing():
            offered = surface.suggested.get((part.block_id, part.action_id), [])
            fields = chosen(part, raw, offered)
            if part.kind not in _STATELESS:
                values = payloads.values(surface, self.user)
                values[part.block_id][part.action_id] = {"type": part.kind, **fields}
        if part.dispatches and (done if part.kind not in TYPED else self._typing_counts(part, done=done)):
            return self._block_action(surface, part, fields)
        return None

    def put_in(self, surface: Surface, part: Placed, files: Sequence[tuple[str, bytes]]) -> bool:
        """Put files, as names and bytes, into a form; False where the client itself refuses them."""
        self._quiet()
        with self.ws.changing():
            refused = forms.put_in(self.ws, self.user, surface, part, files)
        if refused:
            self._tell_screen(refused)
        return not refused

    def suggest(self, surface: Surface, part: Placed, query: str) -> list[Json]:
        """Ask the app for options while somebody types in an external select."""
        if len(query) < part.element.get("min_query_length", 3):
            return []
        payload = payloads.interaction(self.ws, "block_suggestion", self.user)
        payload |= payloads.where(self.ws, surface, self.user)
        payload |= {"action_id": part.action_id, "block_id": part.block_id, "value": query}
        delivery = self._deliver(payload)
        said = delivery.said
        faults = check_options(said) if not delivery.failed else []
        if faults:
            self.ws.refuse("block_suggestion answer", said, faults)
        if faults or delivery.failed:
            self._tell_screen("The choices could not be loaded.")
            return []
        grouped = [entry for group in said.get("option_groups", []) for entry in group["options"]]
        options: list[Json] = [*said.get("options", []), *grouped]
        surface.suggested[part.block_id, part.action_id] = options
        return options

    def submit(self) -> Delivery | None:
        """Press the top modal's submit button; None when the client itself asks for more."""
        self._quiet()
        shown = self.stack[-1]
        with self.ws.changing():
            shown.errors = missing_inputs(shown.blocks, payloads.values(shown, self.user))
            if shown.errors:
                return None
            shown.busy = True
        payload = payloads.interaction(self.ws, "view_submission", self.user)
        payload |= {"trigger_id": self._trigger(shown.id), "view": payloads.view(self.ws, shown)}
        delivery = self._deliver({**payload, "response_urls": []})
        with self.ws.changing():
            shown.busy = False
            self._after_submission(shown, delivery)
        return delivery

    def close(self, *, everything: bool = False) -> Delivery | None:
        """Close the top modal (or the whole stack); the app hears of it only with notify_on_close."""
        self._quiet()
        with self.ws.changing():
            top = self.stack[-1]
            cleared = everything or bool(top.view.get("clear_on_close"))
            self.stack[:] = [] if cleared else self.stack[:-1]
        if not top.view.get("notify_on_close"):
            return None
        payload = payloads.interaction(self.ws, "view_closed", self.user)
        return self._deliver({**payload, "view": payloads.view(self.ws, top), "is_cleared": cleared})

    def _typing_counts(self, part: Placed, *, done: bool) -> bool:
        config = part.element.get("dispatch_action_config") or {}
        wanted = config.get("trigger_actions_on", ["on_enter_pressed"])
        return part.on_character or (done and "on_enter_pressed" in wanted)

    def _command(self, channel: str, line: str) -> Delivery:
        fields = payloads.command(self.ws, self.user, channel, line)
        secret = self.ws.permissions.new_address(channel, self.user)
        fields |= {"response_url": self._response_url(secret), "trigger_id": self._trigger()}
        delivery = self.ws.sent(self.ws.courier.send_command(self.user, fields))
        if delivery.failed:
            self._tell(channel, f"{fields['command']} failed with the error “{delivery.failed}”.")
        elif delivery.answer.strip():
            self._show_answer(channel, secret, delivery)
        return delivery

    def _show_answer(self, channel: str, secret: str, delivery: Delivery) -> None:
        payload = delivery.said or {"text": delivery.answer.decode()}
        try:
            chat.answer_command(self.ws, secret, payload)
        except Refused as refused:
            self._tell(channel, f"{delivery.payload['command']} failed with the error “{refused.error}”.")

    def _block_action(self, surface: Surface, part: Placed, fields: Json) -> Delivery:
        payload = payloads.interaction(self.ws, "block_actions", self.user)
        payload |= payloads.where(self.ws, surface, self.user)
        payload["trigger_id"] = self._trigger(surface.id if isinstance(surface, OpenView) else "")
        if isinstance(surface, Message):
            secret = self.ws.permissions.new_address(surface.channel, self.user, surface.ts)
            payload["response_url"] = self._response_url(secret)
        payload["actions"] = [action_of(part, fields, self.ws.clock())]
        delivery = self._deliver(payload)
        self._notice(delivery)
        return delivery

    def _after_submission(self, shown: OpenView, delivery: Delivery) -> None:
        if delivery.failed:
            self._notice(delivery)
            return
        said = delivery.said
        if delivery.answer.strip() and not said.get("response_action"):
            self._refused("view_submission answer", said or delivery.answer.decode(), "/response_action")
            return
        try:
            self._respond(shown, said)
        except Refused as refused:
            self._tell_screen(f"The app’s answer was refused: {refused.error}.")

    def _respond(self, shown: OpenView, said: Json) -> None:
        action = said.get("response_action")
        if action in (None, "clear"):
            kept = [] if action == "clear" else [view for view in self.stack if view is not shown]
            self.stack[:] = kept
        elif action == "update":
            views.show_instead(shown, views.gated(self.ws, "response_action update", said.get("view")))
        elif action == "push":
            modal = views.gated(self.ws, "response_action push", said.get("view"))
            views.stack_upon(self.ws, self.user, self.tab, modal)
        elif action == "errors":
            self._show_errors(shown, said.get("errors") or {})
        else:
            self._refused("view_submission answer", said, "/response_action")

    def _show_errors(self, shown: OpenView, errors: dict[str, str]) -> None:
        inputs = {block["block_id"] for block in shown.blocks if block["type"] == "input"}
        if not errors or set(errors) - inputs:
            self._refused("view_submission errors", errors, "/errors")
        shown.errors = errors

    def _refused(self, where: str, payload: Any, pointer: str) -> None:
        fault = Fault(pointer, "is nothing that Slack understands here")
        self.ws.refuse(where, payload, [fault])
        self._tell_screen("The app’s answer was not understood.")

    def _deliver(self, payload: Json) -> Delivery:
        return self.ws.sent(self.ws.courier.send_interaction(payload["type"], self.user, payload))

    def _trigger(self, view_id: str = "") -> str:
        return self.ws.permissions.new_trigger(self.user, self.tab, view_id)

    def _response_url(self, secret: str) -> str:
        return f"{self.ws.url}/response/{secret}"

    def _notice(self, delivery: Delivery) -> None:
        if delivery.failed == "operation_timeout":
            self._tell_screen("The app did not answer in time (operation_timeout). Try again.")
        elif delivery.failed:
            self._tell_screen(f"The app could not do that ({delivery.failed}). Try again.")

    def _tell_screen(self, sentence: str) -> None:
        with self.ws.changing():
            self.ws.screen(self.user, self.tab).notice = sentence

    def _quiet(self) -> None:
        self.ws.screen(self.user, self.tab).notice = ""

    def _tell(self, channel: str, sentence: str) -> None:
        with self.ws.changing():
            self.ws.new_message(channel, SYSTEM, sentence, visible_to=self.user)
