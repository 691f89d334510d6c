"""A company of made-up people who all owe something, a Slack that counts what they get, and senders to be killed."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.app import build_app
from bot.cli.library import open_library
from bot.clock import ShiftedClock
from bot.sandbox.faults import CutReply, Faults, LateError, RateLimited, ServerError, Trouble
from bot.sandbox.people import Seed, User
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace
from bot.settings import read_settings
from db.engine import Database, open_database
from db.facts import FOR_NONE, Cycle, Member, Nudge, Period, Person, Phase, Post, Step
from db.upgrade import upgrade
from tests.crash.sender import Orders, send

NURSERY = multiprocessing.get_context("forkserver")
"""Where senders are born: in a process that has imported the app already."""
NURSERY.set_forkserver_preload(["tests.crash.sender"])
T0 = datetime(2027, 1, 12, 12, 0, tzinfo=UTC)
"""A Tuesday noon: the time at which the company's clocks begin to run."""
TEAM, CYCLE, OWNER = "T0DEMO", "H1-2027", "U_MIA"
LEASE, BREATHER = 6.0, 2.0
PATIENCE = 120.0
OFTEN: Sequence[tuple[float, Trouble]] = (
    (0.02, RateLimited(1)),
    (0.02, ServerError()),
    (0.02, CutReply()),
    (0.01, LateError()),
)
MORNING = T0 - timedelta(hours=3)
"""Nine in the morning, in everybody's zone."""
RUNNING = Cycle(
    team_id=TEAM,
    id=CYCLE,
    name="H1 2027 goals",
    template="half-year",
    period=Period("H1 2027", date(2027, 1, 1), date(2027, 6, 30)),
    layout="smart",
    state="running",
    owner=OWNER,
    first=date(2027, 1, 4),
    hour=9,
    holidays=True,
    apart=False,
    steps=(),
    only_to="",
    created_at=MORNING,
    launched_at=MORNING - timedelta(hours=1),
    phases=(),
    people="chosen",
)


class Rolled(Faults):
    """Troubles by chance: each call that posts a message draws one, mostly none."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance, self.drawn, self.asked = chance, Counter[str](), 0

    def next_for(self, method: str) -> Trouble | None:
        if method != "chat.postMessage":
            return None
        self.asked += 1
        drawn = self.chance.random()
        for share, trouble in OFTEN:
            drawn -= share
            if drawn < 0:
                self.drawn[type(trouble).__name__] += 1
                return trouble
        return None


def user(number: int) -> str:
    return f"U{number:05}"


def phase(position: int, due: date) -> Phase:
    """Return a part of the review that everybody owes from the cycle's first day on."""
    return Phase(position, "self review", f"Part {position}", RUNNING.first, due)


def slot(person: str, step: Step, day: date, about: Phase) -> Nudge:
    """Return a planned reminder about a person's own to-do, on a day's morning."""
    at = MORNING + (day - MORNING.date())
    due = FOR_NONE if step == "launch" else about.due
    return Nudge(TEAM, CYCLE, about.position, person, step, person, day, 9, "UTC", at, "", "planned", for_due=due)


def named(person: str) -> Person:
    name = f"Person {person[1:]}"
    flags = {"is_bot": False, "deleted": False, "restricted": False, "stranger": False}
    return Person(TEAM, person, name, "UTC", "en-GB", **flags, refreshed_at=T0)


def furnish(database: Database, people: Iterable[str], cycle: Cycle) -> None:
    """Store a company, and a review cycle of everybody in it but the organiser."""
    with database.writing() as uow:
        uow.workspaces.bind(TEAM, T0)
        for person in [*people, OWNER]:
            uow.people.put(named(person))
        uow.cycles.add(cycle)
        uow.cycles.put_members([Member(TEAM, CYCLE, person, cycle.first) for person in people])
        uow.commit()


class Sender:
    """A process that sends."""

    def __init__(self, orders: Orders) -> None:
        self._hears, says = NURSERY.Pipe(duplex=False)
        self.process = NURSERY.Process(target=send, args=(orders, says), daemon=True)
        self.process.start()
        says.close()

    def ready(self) -> Sender:
        """Wait until it sends."""
        self._hears.recv()
        return self

    def freezes(self) -> None:
        """Wait until it has frozen itself."""
        state = Path(f"/proc/{self.process.pid}/stat")
        eventually(lambda: state.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "T")

    def thaws(self) -> None:
        """Let it go on."""
        os.kill(self.process.pid or 0, signal.SIGCONT)

    def killed(self) -> None:
        """End it as a power cut does: with -9."""
        self.process.kill()
        self.process.join()
        self._hears.close()


def eventually(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something holds; fail when it takes too long."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.05)


@dataclass
class Company:
    """So many people, numbered from 0, in a workspace and in a database."""

    size: int
    folder: Path
    chance: random.Random
    began: float = field(default_factory=time.time)
    days: int = 0

    def __post_init__(self) -> None:
        self.people = [user(number) for number in range(self.size)]
        users = tuple(User(person, person.lower(), f"Person {person[1:]}", tz="UTC") for person in self.people)
        mia = User(OWNER, "mia", "Mia Vogt", tz="UTC")
        self.ws = Workspace(Seed(users=(*users, mia)), clock=lambda: time.time() + self.ahead)
        self.ws.faults = self.faults = Rolled(self.chance)
        self.file = self.folder / "goals.db"
        upgrade(f"sqlite:///{self.file}")
        self.database: Database = open_database(f"sqlite:///{self.file}", patience=30)

    @property
    def ahead(self) -> float:
        """How many seconds the company's clocks are ahead of the real one."""
        return T0.timestamp() + self.days * 86400 - self.began

    def launch(self, phases: Sequence[Phase], steps: Sequence[Step]) -> None:
        """Let a review cycle of everybody run, with its to-dos and reminders as the app itself plans them."""
        furnish(self.database, self.people, replace(RUNNING, phases=tuple(phases), steps=tuple(steps)))
        clock = ShiftedClock(timedelta(seconds=self.ahead))
        goalframe = build_app(read_settings(self.environ), self.database, open_library(()), clock=clock)
        goalframe.services.cycles.planner.follow(TEAM)

    def finish(self, people: Iterable[str], phases: Iterable[Phase]) -> None:
        """Let people do their parts of the review."""
        with self.database.writing() as uow:
            tasks = {task.key: task for task in uow.ledger.tasks(TEAM, CYCLE)}
            for person, part in itertools.product(people, phases):
                uow.ledger.mark(tasks[CYCLE, part.position, person], person, T0)
            uow.commit()

    @property
    def environ(self) -> dict[str, str]:
        """The app's settings."""
        seed = self.ws.seed
        return {
            "SLACK_BOT_TOKEN": seed.bot_token,
            "SLACK_SIGNING_SECRET": seed.signing_secret,
            "SLACK_API_URL": f"{self.ws.url}/api/",
            "DATABASE_URL": f"sqlite:///{self.file}",
            "GOALFRAME_PER_MINUTE": "60000",
        }

    def sender(self, name: str = "", freezes: int = 0) -> Sender:
        """Start one more sender; it freezes in the middle of its post with this number."""
        return Sender(Orders(self.environ, self.ahead, LEASE, BREATHER, name, freezes))

    @contextmanager
    def sending(self, count: int = 1, name: str = "", freezes: Sequence[int] = ()) -> Iterator[list[Sender]]:
        """Run senders, and one more for each that freezes once; all of them are dead at the end."""
        senders = [*(self.sender(name, post) for post in freezes), *(self.sender(name) for _ in range(count))]
        try:
            yield [sender.ready() for sender in senders]
        finally:
            for sender in senders:
                sender.killed()

    def more(self, count: int) -> None:
        """Wait until Slack was asked for so many more messages, or nothing is left to send."""
        before = self.faults.asked
        eventually(lambda: self.faults.asked >= before + count or self.done())

    def done(self) -> bool:
        """Tell whether nothing waits to be sent any more."""
        with self.database.connected("BEGIN") as connection:
            planned = "SELECT count(*) FROM nudges WHERE fate = 'planned' AND due_at <= ?"
            now = (T0 + timedelta(days=self.days, hours=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
            waiting: int = connection.exec_driver_sql(planned, (now,)).scalar_one()
            due: int = connection.exec_driver_sql("SELECT count(*) FROM posts WHERE due_at IS NOT NULL").scalar_one()
        return waiting + due == 0

    def ledger(self) -> tuple[Nudge, ...]:
        with self.database.reading() as uow:
            return uow.ledger.nudges(TEAM, CYCLE)

    def outcome(self) -> set[tuple[str, int, str, str, str, str]]:
        """Return what became of each slot, without the times."""
        return {(one.person, one.position, one.step, one.fate, one.reason, one.post_key) for one in self.ledger()}

    def posts(self) -> dict[str, Post]:
        """Return every message that the app knows of, by the key that Slack holds."""
        with self.database.reading() as uow:
            found = [uow.posts.get(TEAM, key) for key in {one.post_key for one in self.ledger() if one.post_key}]
        return {post.id: post for post in found if post is not None}

    def got(self) -> Counter[tuple[str, int, Step]]:
        """Count at Slack how often each person got each slot."""
        posts = self.posts()
        slots: dict[str, list[Nudge]] = {}
        for one in self.ledger():
            slots.setdefault(one.post_key, []).append(one)
        counted = Counter[tuple[str, int, Step]]()
        for message in self.ws.messages:
            person = self.ws.channels[message.channel].person
            post = posts[(message.metadata or {})["event_payload"]["key"]]
            counted.update((person, one.position, one.step) for one in slots[post.key])
        return counted

    def close(self) -> None:
        self.database.close()


@contextmanager
def company(size: int, folder: Path, seed: int) -> Iterator[Company]:
    """Open a company with a Slack on loopback."""
    opened = Company(size, folder, random.Random(seed))  # noqa: S311 - chance that can be had again
    try:
        with SandboxServer(opened.ws):
            yield opened
    finally:
        opened.close()


def once(nudges: Iterable[Nudge]) -> Counter[tuple[str, int, Step]]:
    """Return what is to be counted where each of these slots was got once."""
    return Counter((one.person, one.position, one.step) for one in nudges)


def stopped(nudge: Nudge, reason: str) -> Nudge:
    """Return a slot as it is when it was written off."""
    return replace(nudge, fate="stopped", reason=reason)
