"""What the outbox costs beside posting the same messages in a bare loop, and claims in ledgers of three sizes."""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.app import Goalframe, build_app
from bot.cli.library import open_library
from bot.delivery.drawn import Message
from bot.delivery.outbox import AT_ONCE
from bot.sandbox.people import Seed, User
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace
from bot.services.cycles.sending import AT_ONCE as SLOTS
from bot.settings import read_settings
from db.engine import Database, open_database
from db.facts import Post
from db.upgrade import upgrade
from tests.crash.company import CYCLE, RUNNING, T0, TEAM, furnish, phase, user

ROUNDS, EACH = 5, 100
PEOPLE = [user(number) for number in range(ROUNDS * EACH)]
LEAST = 0.15
"""The least share of the bare loop's rate: each message is drawn from what is true, and written down twice for good:
right before its post, and with its place right after."""
SIZES = (1_000, 100_000, 1_000_000)
TIMES = 40
FLAT = 2.0
"""The most times that a claim may take in the largest ledger, of its time in the smallest."""
LEDGER = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :size)
INSERT INTO nudges SELECT :team, :cycle, 1, 'U' || n, 'due', '2027-01-12', 'U' || n, '2027-01-12', 9, 'UTC',
  CASE WHEN n % 2 OR n <= :due THEN '2027-01-12 09:00:00.000000' ELSE '2027-03-12 09:00:00.000000' END, '',
  CASE WHEN n > :due AND n % 2 THEN 'sent' ELSE 'planned' END, '',
  CASE WHEN n > :due AND n % 2 THEN 'nudge:U' || n || ':2027-01-12' ELSE '' END, NULL FROM numbers
"""
POSTS = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :size)
INSERT INTO posts SELECT :team, lower(hex(randomblob(16))), 'nudge:U' || n || ':2027-01-12', 'nudge', 'U' || n, '', 0,
  1, n > :due, CASE WHEN n <= :due THEN '2027-01-12 09:00:00.000000' END, '2027-01-12 09:00:00.000000',
  'D' || n, CASE WHEN n > :due THEN '1.' || n ELSE '' END, NULL, 0, '', 0, '', '', '' FROM numbers
"""

pytestmark = pytest.mark.bench


def serve(people: int, says: Connection) -> None:
    """Be Slack in a process of its own, for so many people."""
    users = tuple(User(user(number), f"u{number}", f"Person {number}", tz="UTC") for number in range(people))
    with SandboxServer(Workspace(Seed(users=users))) as server:
        says.send(server.url)
        says.recv()


@contextmanager
def slack(people: int) -> Iterator[str]:
    """Give the address of a Slack."""
    nursery = multiprocessing.get_context("forkserver")
    here, there = nursery.Pipe()
    process = nursery.Process(target=serve, args=(people, there), daemon=True)
    process.start()
    yield here.recv()
    here.send(None)
    process.join()


@contextmanager
def app(folder: Path, address: str) -> Iterator[tuple[Goalframe, WebClient]]:
    """Give the app, and a client like its own."""
    url, token = f"sqlite:///{folder / 'goals.db'}", Seed().bot_token
    upgrade(url)
    database = open_database(url)
    furnish(database, PEOPLE, replace(RUNNING, phases=(phase(1, T0.date()),), steps=("due",)))
    environ = {"SLACK_BOT_TOKEN": token, "SLACK_API_URL": f"{address}/api/", "GOALFRAME_PER_MINUTE": "60000"}
    settings = read_settings(environ)
    goalframe = build_app(settings, database, open_library(()), clock=lambda: T0)
    goalframe.services.cycles.planner.follow(TEAM)
    while goalframe.services.cycles.sending.follow(TEAM):
        pass
    yield goalframe, WebClient(token, base_url=settings.slack_api_url, timeout=5, retry_handlers=[])
    goalframe.stop()


def bare(client: WebClient, posts: list[tuple[Post, dict[str, Any]]]) -> int:
    """Post messages one after the other, and do nothing else."""
    for post, fields in posts:
        metadata = {"event_type": "goalframe_post", "event_payload": {"key": post.id}}
        client.chat_postMessage(channel=post.person, metadata=metadata, **fields)
    return len(posts)


def through_outbox(goalframe: Goalframe) -> int:
    return sum(goalframe.outbox.send() for _ in range(EACH // AT_ONCE))


def rate(work: Callable[[], int]) -> float:
    """Return how much is done in a second."""
    started = time.perf_counter()
    assert work() == EACH
    return EACH / (time.perf_counter() - started)


def test_enough_of_a_bare_loops_rate_is_left(tmp_path: Path) -> None:
    with slack(ROUNDS * EACH) as address, app(tmp_path, address) as (goalframe, client):
        wanted = due(goalframe)
        shares = []
        for turn in range(ROUNDS):
            floor = rate(lambda some=wanted[turn * EACH : (turn + 1) * EACH]: bare(client, some))  # type: ignore[misc]
            ours = rate(lambda: through_outbox(goalframe))
            shares.append(ours / floor)
            print(f"\nnudges a second: bare {floor:.0f}, outbox {ours:.0f}, share {shares[-1]:.2f}")  # noqa: T201
    print(f"median share {statistics.median(shares):.2f}, at least {LEAST}")  # noqa: T201
    assert statistics.median(shares) >= LEAST


def due(goalframe: Goalframe) -> list[tuple[Post, dict[str, Any]]]:
    """Return every message that waits, drawn as the outbox draws it."""
    with goalframe.database.writing() as uow:
        posts = uow.claims.claim(T0, ROUNDS * EACH, 0.0)  # for no time at all: others may claim them right after
        uow.commit()
    found = [(post, goalframe.outbox._drawn(post)) for post in posts]
    assert len(found) == ROUNDS * EACH
    return [(post, drawn.fields) for post, drawn in found if isinstance(drawn, Message)]


def ledger_of(folder: Path, size: int) -> Database:
    """Make a ledger of so many slots and messages, of which a few are due."""
    url = f"sqlite:///{folder / f'{size}.db'}"
    upgrade(url)
    database = open_database(url)
    with database.writing() as uow:
        uow.cycles.add(RUNNING)
        uow.commit()
    with database.connected("BEGIN IMMEDIATE") as connection:
        for statement, some in ((LEDGER, SLOTS), (POSTS, AT_ONCE)):
            values = {"size": size, "due": some, "team": TEAM, "cycle": CYCLE}
            connection.exec_driver_sql(statement, values)
        connection.commit()
    return database


def claim(database: Database) -> None:
    """Find what is due and take it, as a beat does; nothing is committed, so that it can be done again."""
    with database.writing() as uow:
        assert len(uow.ledger.due(TEAM, T0, SLOTS)) == SLOTS
        assert len(uow.claims.claim(T0, AT_ONCE, 60.0)) == AT_ONCE


def milliseconds(work: Callable[[], object]) -> float:
    """Return the processor's time for one of several runs, which other programs on the machine do not change."""
    work()
    spent = []
    for _ in range(TIMES):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return statistics.median(spent) * 1000


def test_a_claim_takes_as_long_in_a_ledger_of_a_million_as_in_one_of_a_thousand(tmp_path: Path) -> None:
    spent = {}
    for size in SIZES:
        database = ledger_of(tmp_path, size)
        spent[size] = milliseconds(lambda here=database: claim(here))  # type: ignore[misc]
        database.close()
        print(f"\na claim among {size:,} slots and messages: {spent[size]:.2f} ms")  # noqa: T201
    ratio = max(spent.values()) / min(spent.values())
    print(f"the longest is {ratio:.2f} times the shortest, at most {FLAT}")  # noqa: T201
    assert ratio <= FLAT
