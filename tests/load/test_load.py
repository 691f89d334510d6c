"""Many people at once against `goalframe run`: everybody is answered while Slack still waits."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from bot.cli.demo_story import seed
from bot.sandbox.deliveries import FORM, signature
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace
from tests.integration.run.program import running, settings_for

AT_ONCE = 200
WITHIN = 1.0
"""Seconds in which 99 of 100 are answered."""

pytestmark = pytest.mark.load


def command(server: SandboxServer, number: int) -> bytes:
    """Return one person's command; the first of each person also makes the app ask Slack who that is."""
    seed_ = server.workspace.seed
    fields = {
        "team_id": seed_.team_id,
        "channel_id": "C0GENERAL",
        "user_id": seed_.users[number % len(seed_.users)].id,
        "command": "/goals",
        "text": "account executive P4",
        "response_url": f"{server.url}/response/none",
        "trigger_id": f"{number}.load",
    }
    return urlencode(fields).encode()


async def seconds_of_each(server: SandboxServer, url: str, secret: str) -> list[float]:
    """Send all commands at once; return how long each waited for its answer."""
    limits = httpx.Limits(max_connections=AT_ONCE)
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=10, limits=limits) as client:

        async def one(number: int) -> float:
            body, stamp = command(server, number), str(int(time.time()))
            signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature(secret, stamp, body)}
            started = time.perf_counter()
            answer = await client.post("/slack/events", content=body, headers={"Content-Type": FORM, **signed})
            spent = time.perf_counter() - started
            assert answer.status_code == 200
            assert "Account Executive / Field Sales" in answer.json()["text"]
            return spent

        return sorted(await asyncio.gather(*(one(number) for number in range(AT_ONCE))))


def test_two_hundred_commands_at_once_are_answered_within_a_second(tmp_path: Path) -> None:
    with (
        SandboxServer(Workspace(seed())) as server,
        running("run", "--port", "0", environ=settings_for(server, tmp_path), folder=tmp_path) as program,
    ):
        spent = asyncio.run(seconds_of_each(server, program.url, server.workspace.seed.signing_secret))
        p50, p99 = spent[len(spent) // 2], spent[int(len(spent) * 0.99) - 1]
        print(f"\n{AT_ONCE} commands at once: p50 {p50:.3f} s, p99 {p99:.3f} s, last {spent[-1]:.3f} s")  # noqa: T201
        assert p99 <= WITHIN
