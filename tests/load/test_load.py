"""Many people at once against `goalframe run`: everybody is answered while Slack still waits."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from urllib.parse import urlencode

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


def request(server: SandboxServer, number: int) -> bytes:
    """Return one person's command as it goes over the wire; of a person met first the app asks Slack who that is."""
    own = server.workspace.seed
    fields = {
        "team_id": own.team_id,
        "channel_id": "C0GENERAL",
        "user_id": own.users[number % len(own.users)].id,
        "command": "/goals",
        "text": "account executive P4",
        "response_url": f"{server.url}/response/none",
        "trigger_id": f"{number}.load",
    }
    body, stamp = urlencode(fields).encode(), str(int(time.time()))
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {stamp}\r\n"
        f"X-Slack-Signature: {signature(own.signing_secret, stamp, body)}\r\n\r\n"
    )
    return head.encode() + body


async def seconds_of(port: int, sent: bytes) -> float:
    """Send one command on a connection of its own; return how long its answer took, from connecting on."""
    started = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    answer = await reader.read()
    spent = time.perf_counter() - started
    writer.close()
    await writer.wait_closed()
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"Account Executive / Field Sales" in answer
    return spent


async def all_at_once(port: int, sent: list[bytes]) -> list[float]:
    """Send all commands at once; return how long each waited, the shortest first."""
    return sorted(await asyncio.gather(*(seconds_of(port, one) for one in sent)))


def test_two_hundred_commands_at_once_are_answered_within_a_second(tmp_path: Path) -> None:
    with (
        SandboxServer(Workspace(seed())) as server,
        running("run", "--port", "0", environ=settings_for(server, tmp_path), folder=tmp_path) as program,
    ):
        port = int(program.url.rpartition(":")[2])
        spent = asyncio.run(all_at_once(port, [request(server, number) for number in range(AT_ONCE)]))
        asked = sum(call.method == "users.info" for call in server.workspace.calls)
        p50, p99 = spent[len(spent) // 2], spent[int(len(spent) * 0.99) - 1]
        told = f"p50 {p50:.3f} s, p99 {p99:.3f} s, last {spent[-1]:.3f} s; Slack was asked about people {asked} times"
        print(f"\n{AT_ONCE} commands at once: {told}")  # noqa: T201
        assert p99 <= WITHIN
