"""A demo as a person starts it: a process of its own, known by the address that it prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.project.pins import ROOT

PATIENCE = 60
DEMO = (sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "0")
OPENING = ("Goals for Priya Nair", "Priya Nair asked for changes", "Draft for Sam Okafor")
"""What Ana has in her direct messages before anybody does anything; Slack takes one a second."""
P4 = "DIRECT.ACCOUNTEA038.P4"


@contextmanager
def running(data: Path) -> Iterator[str]:
    """Run the demo over a folder and give its page's address; at the end it must go of its own accord."""
    new = not data.exists()
    started = subprocess.Popen([*DEMO, "--data", data], cwd=ROOT, stdout=subprocess.PIPE, text=True, env=plain())
    with started as demo:
        assert demo.stdout is not None
        try:
            line = demo.stdout.readline()
            address = re.search(r"http://\S+", line)
            assert address, f"the demo said no address: {line!r}"
            if new:
                has_opened(address[0])
            yield address[0]
        finally:
            demo.terminate()
            assert demo.wait(PATIENCE) == 0


def has_opened(url: str) -> None:
    """Wait until everything stands there that the demo begins with: what comes later is the test's own."""
    end = time.monotonic() + PATIENCE
    with httpx.Client(base_url=url, params={"user": "U_ANA", "tab": "before", "known": -1}) as state:
        while not all(words in state.get("/page/state").text for words in OPENING):
            assert time.monotonic() < end, "the demo's first messages did not come"
            time.sleep(0.1)


def printed(layout: str) -> str:
    """Return a layout of the account executive at P4 as `goalframe frames` prints it, without its last newline."""
    command = (sys.executable, "-m", "bot", "frames", P4, "--frame", layout, "--format", "text")
    done = subprocess.run(command, cwd=ROOT, env=plain(), capture_output=True, text=True, check=True)
    return done.stdout.removesuffix("\n")


def plain() -> dict[str, str]:
    """Return the environment without what a developer may have set for the app."""
    ours = ("GOALFRAME_", "SLACK_", "DATABASE_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {"PYTHONUTF8": "1"}
