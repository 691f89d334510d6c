"""The embedded workspace: all its state, and the records that tests look at."""

from __future__ import annotations

import dataclasses
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.sandbox import store
from bot.sandbox.deliveries import Courier
from bot.sandbox.demo_time import DemoTime
from bot.sandbox.faults import Faults
from bot.sandbox.people import Seed, User, three_people
from bot.sandbox.state import Call, Channel, Delivery, Json, Message, OpenView, Refusal, Screen, Upload
from bot.sandbox.story import Story
from bot.sandbox.triggers import Permissions

if TYPE_CHECKING:
    import httpx

    from bot.sandbox.gate import Fault
    from bot.sandbox.person import Person

Clock = Callable[[], float]


class Workspace:
    """One made-up Slack workspace; safe to use from several threads under `with ws.changing()`."""

    def __init__(
        self,
        seed: Seed | None = None,
        *,
        story: Story | None = None,
        folder: Path | None = None,
        clock: Clock = time.time,
    ) -> None:
        self.seed = seed or three_people()
        self.story = story or Story()
        self.folder = folder
        self.clock = clock
        self.url = ""
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []
        self.homes: dict[str, OpenView] = {}
        self.screens: dict[tuple[str, str], Screen] = {}
        self.permissions = Permissions(clock)
        self.faults = Faults()
        self.codes: set[str] = set()
        self.uploads: dict[str, Upload] = {}
        self.demo_time: DemoTime | None = None
        self.calls: list[Call] = []
        self.deliveries: list[Delivery] = []
        self.refusals: list[Refusal] = []
        self.warnings: list[Refusal] = []
        self.story_done: set[int] = set()
        self.version = 0
        self.closing = False
        self._count = itertools.count(1)
        self._lock = threading.RLock()
        self.courier = Courier(self.seed.signing_secret)
        self._furnish()

    def connect(self, app_url: str, *, transport: httpx.BaseTransport | None = None) -> None:
        """Say where the app listens: deliveries go to `{app_url}/slack/events`."""
        self.courier.connect(app_url, transport)

    def forget(self) -> None:
        """Go back to the seed and forget all that happened: what one test leaves for the next."""
        with self.changing():
            for kept in (self.messages, self.calls, self.deliveries, self.refusals, self.warnings):
                kept.clear()
            for held in (self.users, self.channels, self.homes, self.screens, self.uploads):
                held.clear()
            self.faults.clear()
            self.story_done.clear()
            self.permissions.triggers.clear()
            self.permissions.addresses.clear()
            self._furnish()

    def close(self) -> None:
        """Drop the connection to the app."""
        self.courier.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the state for one change; pages are told, and a kept workspace is written, when it is done."""
        with self._lock:
            yield
            self.version += 1
            if self.folder is not None:
                store.save(self.folder, self._kept())

    @contextmanager
    def changing_nothing(self) -> Iterator[None]:
        """Hold the state still while it is read."""
        with self._lock:
            yield

    def number(self) -> int:
        """Give the next number; ids and timestamps are made of it."""
        return next(self._count)

    def new_ts(self) -> str:
        """Give a message's timestamp: unique, and later than all before."""
        return f"{int(self.clock())}.{self.number():06d}"

    def new_message(self, channel: str, author: str, text: str, **more: Any) -> Message:
        """Put a message in its place: at the end of its channel, or of its thread."""
        demo_ms = self.demo_time.wall_ms() if self.demo_time else None
        message = Message(ts=self.new_ts(), channel=channel, author=author, text=text, demo_ms=demo_ms, **more)
        self.messages.append(message)
        if message.is_reply and not message.visible_to:
            parent = self.message(message.thread_ts)
            parent.reply_count, parent.latest_reply = parent.reply_count + 1, message.ts
        return message

    def person(self, user_id: str, tab: str = "main") -> Person:
        """Take the place of a person; another `tab` is another device with modals of its own."""
        from bot.sandbox.person import Person

        self.users[user_id]
        return Person(self, user_id, tab)

    def screen(self, user_id: str, tab: str = "main") -> Screen:
        """Give what the person has open in this tab."""
        return self.screens.setdefault((user_id, tab), Screen())

    def dm(self, user_id: str) -> Channel:
        """Give the direct messages between the person and the app."""
        return next(channel for channel in self.channels.values() if channel.person == user_id)

    def message(self, ts: str) -> Message:
        """Find a message by its timestamp; KeyError when it is gone."""
        for message in reversed(self.messages):
            if message.ts == ts:
                return message
        raise KeyError(ts)

    def visible_to(self, user_id: str) -> list[Message]:
        """List what the person can read, oldest first."""
        mine = {c.id for c in self.channels.values() if c.person in ("", user_id)}
        return [m for m in self.messages if m.channel in mine and m.visible_to in ("", user_id)]

    def file(self, file_id: str, user_id: str) -> Upload:
        """Find a file that the person can read in some message; KeyError when there is none."""
        if any(fact["id"] == file_id for message in self.visible_to(user_id) for fact in message.files):
            return self.uploads[file_id]
        raise KeyError(file_id)

    def view(self, view_id: str) -> OpenView:
        """Find an open modal or a Home tab by its id; KeyError when it is closed."""
        modals = [view for screen in list(self.screens.values()) for view in screen.stack]
        for view in [*modals, *self.homes.values()]:
            if view.id == view_id:
                return view
        raise KeyError(view_id)

    def add_user(self, user: User) -> None:
        """Take a person in, with direct messages to the app; no event goes out."""
        with self.changing():
            self._settle(user)

    def join(self, user: User) -> Delivery:
        """Let a person join: the app gets `team_join`."""
        self.add_user(user)
        return self.tell("team_join", user.id, {"user": user.as_slack()})

    def change_user(self, user_id: str, **changes: Any) -> Delivery:
        """Change a person's fields: the app gets `user_change`."""
        with self.changing():
            self.users[user_id] = dataclasses.replace(self.users[user_id], **changes)
        return self.tell("user_change", user_id, {"user": self.users[user_id].as_slack()})

    def tell(self, event: str, user_id: str, facts: Json) -> Delivery:
        """Deliver an Events API event of this type."""
        from bot.sandbox import payloads

        return self.sent(self.courier.send_json("event", user_id, payloads.event(self, event, facts)))

    def replay(self, delivery: Delivery | None = None) -> Delivery:
        """Send the identical bytes of a delivery (the last one by default) again."""
        return self.sent(self.courier.again(delivery or self.deliveries[-1]))

    def sent(self, delivery: Delivery) -> Delivery:
        """Record a delivery and tick the story off."""
        with self.changing():
            self.deliveries.append(delivery)
            if not delivery.failed:
                self.story_done |= self.story.ticked(delivery)
        return delivery

    def refuse(self, where: str, payload: Any, faults: list[Fault]) -> None:
        """Record that the gate refused a payload, or only warns of it."""
        kept = self.warnings if all(fault.warn for fault in faults) else self.refusals
        kept.append(Refusal(where, payload, tuple(faults)))

    def _settle(self, user: User) -> None:
        self.users[user.id] = user
        if not any(channel.person == user.id for channel in self.channels.values()):
            dm = f"D0{user.id.removeprefix('U').strip('_')}"
            self.channels[dm] = Channel(dm, "directmessage", user.id)

    def _furnish(self) -> None:
        for name in self.seed.channels:
            self.channels[f"C0{name.upper()}"] = Channel(f"C0{name.upper()}", name)
        self.users[self.seed.bot_user_id] = self.seed.bot()
        kept = store.load(self.folder) if self.folder is not None else None
        for user in [*self.seed.users, *(kept.users if kept else ())]:
            if not user.is_bot:
                self._settle(user)
        if kept:
            self.messages = kept.messages
            self.homes = {view.user: view for view in kept.homes}
            self.uploads = {file.id: file for file in kept.files}
            self.story_done = set(kept.story_done)
            self._count = itertools.count(kept.count + 1)

    def _kept(self) -> store.Kept:
        return store.Kept(
            users=list(self.users.values()),
            messages=[message for message in self.messages if not message.visible_to],
            homes=list(self.homes.values()),
            files=[file for file in self.uploads.values() if file.finished],
            story_done=sorted(self.story_done),
            count=self.number(),
        )
