"""The tests' driver: a person who types, clicks, fills in and reads, in the words of a conversation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from bot.sandbox import finding, payloads, transcript
from bot.sandbox.seat import SYSTEM, Seat
from bot.sandbox.state import Delivery, Json, Message, OpenView, Surface, Upload
from bot.sandbox.values import TYPED, Placed, placed

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

T = TypeVar("T")
_PEOPLE = ("users_select", "multi_users_select")
_MANY = ("multi_static_select", "multi_external_select", "multi_users_select", "checkboxes")


class NotOnScreenError(AssertionError):
    """What a test wanted to use is not there; says what is."""


@dataclass(slots=True)
class Person:
    """One person in one tab; counts what they had to do and to look at.

    `links` are the addresses that they opened, `confirmation` is the last “are you sure?” that they read.
    """

    ws: Workspace
    id: str
    tab: str = "main"
    action_count: int = 0
    view_count: int = 0
    channel: str = ""
    confirmation: str = ""
    links: list[str] = field(default_factory=list)
    _home: bool = False
    _seen: set[tuple[str, str]] = field(default_factory=set)

    @property
    def seat(self) -> Seat:
        return Seat(self.ws, self.id, self.tab)

    @property
    def modal(self) -> OpenView | None:
        """The modal on top, if there is one."""
        return self.seat.stack[-1] if self.seat.stack else None

    @property
    def modals(self) -> list[OpenView]:
        return list(self.seat.stack)

    @property
    def home(self) -> OpenView | None:
        return self.ws.homes.get(self.id)

    @property
    def messages(self) -> list[Message]:
        """What stands in the person's channels, oldest first; what hangs under a message is in `replies`."""
        readable = self.ws.visible_to(self.id)
        there = {message.ts for message in readable}
        return [message for message in readable if not message.is_reply or message.thread_ts not in there]

    def replies(self, message: Message) -> list[Message]:
        """List what hangs under a message, oldest first."""
        return [one for one in self.ws.visible_to(self.id) if one.is_reply and one.thread_ts == message.ts]

    @property
    def files(self) -> list[tuple[str, str]]:
        """The names and texts of all files that the person can read, newest last."""
        return [(file.name, file.text) for file in self._files()]

    @property
    def last_message(self) -> Message:
        if not self.messages:
            raise NotOnScreenError(f"{self.id} sees no message at all")
        return self.messages[-1]

    @property
    def notice(self) -> str:
        """The last thing Slack itself said, such as that the app did not answer in time."""
        return self.ws.screen(self.id, self.tab).notice

    @property
    def errors(self) -> dict[str, str]:
        """The errors beneath the top modal's inputs, by the inputs' labels."""
        top = self._top()
        labels = {part.block_id: transcript.label_of(part) for part in placed(top.blocks)}
        return {labels.get(block_id, block_id): error for block_id, error in top.errors.items()}

    def types(self, line: str, *, channel: str | None = None) -> Delivery | None:
        """Send a line from the composer: in the DM with the app unless another channel is named."""
        self._home = False
        place = channel or self.channel or self.ws.dm(self.id).id
        return self._counted(lambda: self.seat.send(place, line))

    def clicks(self, label: str, *, near: str = "", confirms: bool = True) -> Delivery | None:
        """Press a button by its words or its action_id; `near` names the text it stands beside, or else under.

        Where the button asks first, `confirms` is the answer; without it nothing is sent.
        """
        surface, part = self._find(label, ("button",), near)
        return self._acted(surface, part, None, confirms=confirms)

    def opens_file(self, name: str) -> str:
        """Open the newest file of this name (or title) and read it."""
        found = [file for file in self._files() if name in (file.name, file.title)]
        if not found:
            there = ", ".join(file.name for file in self._files())
            raise NotOnScreenError(f"{self.id} sees no file {name!r} but: {there or 'none'}")
        return self._counted(lambda: found[-1].text)

    def opens_home(self) -> Delivery:
        self._home = True
        return self._counted(self.seat.open_home)

    def uses_shortcut(self, callback_id: str) -> Delivery:
        return self._counted(lambda: self.seat.shortcut(callback_id))

    def enters(self, label: str, text: str, *, near: str = "", by_key: bool = False) -> Delivery | None:
        """Fill a text input; the app hears of it as a browser tells it (`by_key`: after every character)."""
        surface, part = self._find(label, TYPED, near)
        steps = [text[: n + 1] for n in range(len(text))] if by_key and text else [text]

        def enter() -> Delivery | None:
            return [self.seat.act(surface, part, step, done=False) for step in steps][-1]

        return self._counted(enter)

    def presses_enter(self, label: str, *, near: str = "") -> Delivery | None:
        """Press Enter in a text input."""
        surface, part = self._find(label, TYPED, near)
        value = payloads.values(surface, self.id)[part.block_id][part.action_id]["value"]
        return self._counted(lambda: self.seat.act(surface, part, value))

    def picks(self, label: str, value: str | None, *more: str, near: str = "") -> Delivery | None:
        """Pick a day (YYYY-MM-DD), a time (HH:MM) or people (by id or name); None clears the field."""
        surface, part = self._find(label, ("datepicker", "timepicker", *_PEOPLE), near)
        raw: Any = self._user(value) if part.kind in _PEOPLE and value is not None else value
        if part.kind == "multi_users_select":
            raw = [raw, *map(self._user, more)] if raw else []
        return self._acted(surface, part, raw)

    def puts_in(self, label: str, name: str, content: bytes) -> bool:
        """Put a file into a form; False where the client itself refuses it."""
        surface, part = self._find(label, ("file_input",), "")
        return self._counted(lambda: self.seat.put_in(surface, part, [(name, content)]))

    def chooses(self, label: str, *options: str, near: str = "", confirms: bool = True) -> Delivery | None:
        """Choose in a menu, radio group or overflow by the options' words; several where allowed, none to clear."""
        surface, part = self._find(label, (), near)
        offered = [*transcript.options(part.element), *surface.suggested.get((part.block_id, part.action_id), [])]
        values = [self._value(offered, option, label) for option in options]
        raw = values if part.kind in _MANY else next(iter(values), None)
        return self._acted(surface, part, raw, confirms=confirms)

    def searches(self, label: str, query: str, *, near: str = "") -> list[str]:
        """Type into a typeahead and read what it offers; choose with `chooses`."""
        surface, part = self._find(label, ("external_select", "multi_external_select"), near)
        found = self._counted(lambda: self.seat.suggest(surface, part, query))
        return [entry["text"]["text"] for entry in found]

    def ticks(self, label: str, *, near: str = "") -> Delivery | None:
        """Tick a box by its words."""
        return self._box(label, near, ticked=True)

    def unticks(self, label: str, *, near: str = "") -> Delivery | None:
        """Take a tick away."""
        return self._box(label, near, ticked=False)

    def submits(self) -> Delivery | None:
        """Press the modal's submit button; None when the client itself asks for more."""
        self._top()
        return self._counted(self.seat.submit)

    def closes(self, *, everything: bool = False) -> Delivery | None:
        """Close the top modal, or with `everything` the whole stack."""
        self._top()
        return self._counted(lambda: self.seat.close(everything=everything))

    def value(self, label: str, *, near: str = "") -> str:
        """Read what is in an element, in visible words."""
        surface, part = self._find(label, (), near)
        return transcript.entered(self.ws, payloads.values(surface, self.id)[part.block_id][part.action_id])

    def sees(self) -> str:
        """Write down the whole screen: messages, Home if it is open, and modals from the bottom up."""
        parts = [self._thread(message) for message in self.messages]
        if self._home and self.home:
            parts.append("== Home ==\n" + transcript.surface(self.ws, self.home, self.id))
        parts += [self.reads(shown) for shown in self.seat.stack]
        return "\n\n".join([*parts, *([f"({self.notice})"] if self.notice else [])])

    def reads(self, shown: Surface) -> str:
        """Write down one message or view."""
        text = transcript.surface(self.ws, shown, self.id)
        if not isinstance(shown, OpenView):
            return text
        buttons = [shown.view[name]["text"] for name in ("close", "submit") if shown.view.get(name)]
        title = shown.view["title"]["text"] if "title" in shown.view else "Home"
        return "\n".join([f"== {title} ==", text, *(f"<{button}>" for button in buttons)])

    def _thread(self, message: Message) -> str:
        """Write down a message, and what hangs under it set in."""
        replies = [self._message(reply).replace("\n", "\n    ") for reply in self.replies(message)]
        return "\n".join([self._message(message), *(f"  ↳ {reply}" for reply in replies)])

    def _files(self) -> list[Upload]:
        return [self.ws.uploads[fact["id"]] for message in self.ws.visible_to(self.id) for fact in message.files]

    def _message(self, message: Message) -> str:
        author = "Slack" if message.author == SYSTEM else self.ws.users[message.author].real_name
        mark = " (only you)" if message.visible_to else ""
        body = transcript.surface(self.ws, message, self.id) if message.blocks else message.text
        files = "".join(f"\n({file['title']})" for file in message.files)
        return f"{author}{mark}: {body}{files}"

    def _top(self) -> OpenView:
        if self.modal is None:
            raise NotOnScreenError(f"No modal is open. On the screen:\n{self.sees()}")
        return self.modal

    def _surfaces(self) -> Iterator[Surface]:
        if self.modal is not None:
            yield self.modal
            return
        home = [self.home] if self.home else []
        messages = list(reversed(self.ws.visible_to(self.id)))
        yield from [*home, *messages] if self._home else [*messages, *home]

    def _find(self, label: str, kinds: tuple[str, ...], near: str) -> tuple[Surface, Placed]:
        found = finding.find(self._surfaces(), label, kinds, near)
        if found is not None:
            return found
        wanted = f"{label!r}" + (f" near {near!r}" if near else "")
        raise NotOnScreenError(f"{wanted} is not there. On the screen:\n{self.sees()}")

    def _box(self, label: str, near: str, *, ticked: bool) -> Delivery | None:
        found = finding.find_box(self._surfaces(), label, near)
        if found is None:
            raise NotOnScreenError(f"No box says {label!r}. On the screen:\n{self.sees()}")
        return self._acted(*found, self._boxes_after(*found, label, ticked=ticked))

    def _boxes_after(self, surface: Surface, part: Placed, label: str, *, ticked: bool) -> Any:
        value = self._value(transcript.options(part.element), label, label)
        if part.kind == "radio_buttons":
            return value
        entry = payloads.values(surface, self.id)[part.block_id][part.action_id]
        others = [one["value"] for one in entry["selected_options"] if one["value"] != value]
        wanted = {*others, value} if ticked else {*others}
        return [one["value"] for one in part.element["options"] if one["value"] in wanted]

    def _value(self, offered: list[Json], text: str, label: str) -> str:
        for entry in offered:
            if text in (entry["text"]["text"], entry["value"]):
                return str(entry["value"])
        texts = [entry["text"]["text"] for entry in offered]
        raise NotOnScreenError(f"{label!r} offers no {text!r} but {texts}")

    def _user(self, name: str) -> str:
        for user in self.ws.users.values():
            if name in (user.id, user.name, user.real_name):
                return user.id
        raise NotOnScreenError(f"Nobody here is called {name!r}")

    def _acted(self, surface: Surface, part: Placed, raw: Any, *, confirms: bool = True) -> Delivery | None:
        asked = part.element.get("confirm")
        if asked:
            self.confirmation = transcript.confirmation(asked)
            self.action_count += 1
        if asked and not confirms:
            return self._counted(lambda: None)
        chosen = [entry for entry in part.element.get("options") or [] if entry["value"] == raw]
        self.links += [one["url"] for one in (part.element, *chosen) if one.get("url")]
        return self._counted(lambda: self.seat.act(surface, part, raw))

    def _counted(self, deed: Callable[[], T]) -> T:
        self.action_count += 1
        done = deed()
        shown = [(view.id, view.hash) for view in self.seat.stack[-1:]]
        self.view_count += len(set(shown) - self._seen)
        self._seen |= set(shown)
        return done
