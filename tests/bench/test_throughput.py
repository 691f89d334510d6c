"""How much of a bare Bolt app's throughput is left, measured side by side in one run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.cli.demo_story import seed
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace
from tests.bench.throughput import Command, answer_of, measure
from tests.integration.run.program import running, settings_for

ROUNDS = 5
SECONDS = 2.0
PAGE_OF_A_ROLE, OF_A_SHEET = 0.6, 0.25
"""The least shares of the floor's throughput: without the database, and with a sheet read from it."""

pytestmark = pytest.mark.bench


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[tuple[SandboxServer, str]]:
    """Run the app, with a filled draft of Ana's in it."""
    with (
        SandboxServer(Workspace(seed())) as server,
        running("run", "--port", "0", environ=settings_for(server, tmp_path), folder=tmp_path) as program,
    ):
        server.workspace.connect(program.url)
        ana = server.workspace.person("U_ANA")
        ana.types("/goals account executive P4")
        ana.clicks("Start goals for someone")
        ana.picks("Who are these goals for?", "Tom Berg")
        ana.submits()
        ana.submits()
        for number in range(5):
            ana.enters("Baseline", f"{number} % of deals won")
            ana.enters("Target", f"3{number} % of deals won")
            ana.submits()
        ana.closes()
        yield server, program.url


@contextmanager
def bare(server: SandboxServer, answer: bytes, folder: Path) -> Iterator[str]:
    """Run the floor, which answers with the same bytes."""
    file, own = folder / "answer.json", server.workspace.seed
    file.write_bytes(answer)
    script = Path(__file__).with_name("bare.py")
    process = subprocess.Popen(
        [sys.executable, str(script), server.api_url, own.bot_token, own.signing_secret, str(file)],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr is not None
    url = process.stderr.readline().strip()
    drain = threading.Thread(target=process.stderr.read)
    drain.start()
    try:
        yield url
    finally:
        process.kill()
        process.wait()
        drain.join()
        process.stderr.close()


@pytest.mark.parametrize(
    ("text", "least"), [("account executive P4", PAGE_OF_A_ROLE), ("copy", OF_A_SHEET)], ids=["role", "sheet"]
)
def test_enough_of_the_floors_throughput_is_left(
    ours: tuple[SandboxServer, str], tmp_path: Path, text: str, least: float
) -> None:
    server, url = ours
    own = server.workspace.seed
    command = Command(own.signing_secret, own.team_id, "U_ANA", text)
    answer = answer_of(url, command)
    with bare(server, answer, tmp_path) as floor_url:
        assert answer_of(floor_url, command) == answer
        shares = []
        for turn in range(ROUNDS):
            floor = measure(floor_url, command, SECONDS, f"floor{turn}")
            app = measure(url, command, SECONDS, f"ours{turn}")
            shares.append(app.rate / floor.rate)
            lines = [f"/goals {text} ({len(answer)} bytes)", f"  floor {floor}", f"  ours  {app}"]
            ratios = f"p50 {app.p50 / floor.p50:.2f}, p99 {app.p99 / floor.p99:.2f}"
            print("\n".join([*lines, f"  share {shares[-1]:.2f}, {ratios} times the floor's"]))  # noqa: T201
    print(f"median share {statistics.median(shares):.2f}, at least {least}")  # noqa: T201
    assert statistics.median(shares) >= least
