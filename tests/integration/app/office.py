"""An office: a made-up workspace, the whole app behind its real endpoint, and clocks that a test moves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from bot.app import Goalframe, build_app
from bot.cli.demo import demo_settings
from bot.cli.demo_story import seed
from bot.cli.run import listen, make_server
from bot.facts import Goals
from bot.jobs.library import Followed
from bot.sandbox.person import Person
from bot.sandbox.server import SandboxServer
from bot.sandbox.state import Delivery, Message
from bot.sandbox.workspace import Workspace
from bot.settings import Settings
from bot.web import build_web
from canon.model import Library
from db.engine import open_database
from db.facts import RosterEntry
from tests.integration.db import clockwork

T0 = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
EXECUTIVE = "Account Executive / Field Sales — P4"
COMMAND = "/goals account executive P4"
START = "Start goals for someone"
PATIENCE = 5.0
BEATS = 50


def eventually(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something holds; fail when it takes too long."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.005)


class Door:
    """One HTTP server for a whole run of tests; behind it stands the app of the test that runs."""

    def __init__(self) -> None:
        self.app: Starlette | None = None
        self._socket = listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._server: uvicorn.Server = make_server(self)  # type: ignore[arg-type]
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, name="door")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None, "no app stands behind the door"
        await self.app(scope, receive, send)

    @contextmanager
    def open(self) -> Iterator[Door]:
        """Serve until the end."""
        self._thread.start()
        try:
            yield self
        finally:
            self._server.should_exit = True
            self._thread.join()
            self._socket.close()


@dataclass
class SlackTime:
    """Slack's own clock: the real one, which a test can put ahead."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass
class Timers:
    """What the app wanted done later; it is done when the test says that the time has come."""

    waiting: list[Callable[[], None]] = field(default_factory=list)

    def __call__(self, seconds: float, call: Callable[[], None]) -> None:
        self.waiting.append(call)

    def run_out(self) -> None:
        """Let the time pass for everything that waits now."""
        due, self.waiting = self.waiting, []
        for call in due:
            call()


@dataclass
class Office:
    """The workspace and the app in it, in the words of the people who work there."""

    ws: Workspace
    goalframe: Goalframe
    timers: Timers
    slack_time: SlackTime
    now: list[datetime]
    ana: Person
    sam: Person

    def passes(self, **time: float) -> None:
        """Let the app's time pass."""
        self.now[0] += timedelta(**time)
        clockwork.passes(self.goalframe.database, timedelta(**time).total_seconds())

    def beats(self) -> int:
        """Let the heartbeat beat until nothing more is due; return how many posts were shown."""
        shown = 0
        for _ in range(BEATS):
            now = self.goalframe.outbox.send()
            self.passes(seconds=2)
            if not now:
                break
            shown += now
        return shown

    def lists(self, *entries: RosterEntry) -> None:
        """Put people into the company's list."""
        with self.goalframe.database.writing() as uow:
            uow.roster.put_all(entries)
            uow.commit()

    def plans(self) -> None:
        """Let everything happen that the heartbeat does at leisure: people come and go, reminders are planned."""
        self.goalframe.heartbeat._leisurely()

    def beats_of_cycles(self) -> int:
        """Let a beat turn due reminders into messages, and all messages go out."""
        self.goalframe.heartbeat._job()
        return self.beats()

    def looks(self) -> None:
        """Let the app do all that it does by itself at this moment."""
        self.plans()
        self.beats_of_cycles()

    def a_day(self, days: int = 1, *, every: int = 3) -> None:
        """Let days pass; the app looks at its clock every so many hours, always at full ones."""
        self.until(self.now[0] + timedelta(days=days), every=every)

    def until(self, moment: datetime, *, every: int = 3) -> None:
        """Let time pass up to a moment; the app looks at its clock every so many hours, always at full ones."""
        self.looks()
        while self.now[0] < moment:
            hours = timedelta(hours=every)
            following = self.now[0].replace(minute=0, second=0, microsecond=0) + hours
            self.passes(seconds=(min(following, moment) - self.now[0]).total_seconds())
            self.looks()

    def starts(self, who: Person, subject: str = "Tom Berg", *, role: str = COMMAND) -> None:
        """Start goals for somebody as far as the goals to keep, a minute after what was before."""
        self.passes(minutes=1)
        if who.modal is not None:
            who.closes(everything=True)
        who.types(role)
        who.clicks(START)
        who.picks("Who are these goals for?", subject)
        who.submits()

    def drafts(self, who: Person, subject: str = "Tom Berg", *, role: str = COMMAND) -> None:
        """Start goals for somebody as far as the first field of the first goal."""
        self.starts(who, subject, role=role)
        who.submits()

    def goals_of(self, who: str = "U_ANA", *, newest: int = 0) -> Goals:
        """Read a person's goals back, the newest ones unless told otherwise."""
        services = self.goalframe.services
        actor = services.people.actor(self.ws.seed.team_id, who)
        lines, _ = services.sheets.lines(actor, 50)
        return services.sheets.open(actor, lines[newest].id)

    def count_goals(self, who: str = "U_ANA") -> int:
        services = self.goalframe.services
        return services.sheets.lines(services.people.actor(self.ws.seed.team_id, who), 1)[1]

    def values(self, *, number: int = 1, who: str = "U_ANA") -> dict[str, str]:
        """Read the values of the newest goals' line with this number."""
        goal = self.goals_of(who).goals[number - 1]
        return {slot: value for slot, value in goal.values.items() if value}

    def posts(self, person: str = "U_ANA") -> list[Message]:
        """Return what the app has posted into a person's direct messages, for good."""
        dm = self.ws.dm(person).id
        bot = self.ws.seed.bot_user_id
        return [m for m in self.ws.messages if m.channel == dm and m.author == bot and not m.visible_to]

    def sends(self, kind: Any, user: str, payload: dict[str, Any]) -> Delivery:
        """Deliver a made-up interaction."""
        return self.ws.sent(self.ws.courier.send_interaction(kind, user, payload))

    def calls(self, method: str) -> int:
        return sum(call.method == method for call in self.ws.calls)


@dataclass(frozen=True)
class Landlord:
    """What a whole run of tests shares, and what it makes an office of."""

    server: SandboxServer
    door: Door
    library: Library
    template: Path
    slack_time: SlackTime

    @contextmanager
    def lets(
        self, folder: Path, *, library: Library | None = None, followed: Followed | None = None, **settings: Any
    ) -> Iterator[Office]:
        """Open an office in a folder; it is empty unless the folder has a database already."""
        database_file = folder / "goalframe.db"
        if not database_file.exists():
            database_file.write_bytes(self.template.read_bytes())
        ws, now, timers = self.server.workspace, [T0], Timers()
        nobody: dict[str, Any] = {"runners": frozenset(), "readers": frozenset(), "offer_changes": False}
        plain = replace(demo_settings(self.server, folder), **nobody)
        chosen: Settings = replace(plain, **settings)
        goalframe = build_app(
            chosen,
            open_database(chosen.database_url),
            library or self.library,
            clock=lambda: now[0],
            later=timers,
            followed=followed,
        )
        self.door.app = build_web(goalframe.bolt, chosen.signing_secret, goalframe.ready)
        ws.connect(self.door.url)
        try:
            yield Office(ws, goalframe, timers, self.slack_time, now, ws.person("U_ANA"), ws.person("U_SAM"))
        finally:
            goalframe.stop()
            self.door.app = None
            self.slack_time.ahead = 0.0


def make_server_of_workspace(slack_time: SlackTime) -> SandboxServer:
    """Return the server of the workspace that all tests use one after the other."""
    return SandboxServer(Workspace(seed(), clock=slack_time))
