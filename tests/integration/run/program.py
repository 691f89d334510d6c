"""The program as its own process: started, waited for, talked to and ended as an operator does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.sandbox.server import SandboxServer

PATIENCE = 30.0
GRACE = 25.0
"""Seconds that a process has to end in after SIGTERM."""
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


def eventually(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something holds; fail when it takes too long."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.01)


class Program:
    """A running `goalframe`."""

    def __init__(self, *arguments: str, environ: Mapping[str, str], folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=folder,
            env={**_plain_environment(), **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.said: list[str] = []
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        pipes = (self.process.stdout, self.process.stderr)
        self._readers = [threading.Thread(target=self._read, args=(pipe,)) for pipe in pipes]
        for reader in self._readers:
            reader.start()

    @property
    def text(self) -> str:
        return "".join(self.said)

    @property
    def url(self) -> str:
        """The address that it says it listens on."""
        eventually(lambda: _ADDRESS.search(self.text) or self.process.poll() is not None)
        found = _ADDRESS.search(self.text)
        assert found, self.text
        return found[0]

    def sends(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def ends(self, within: float = GRACE) -> int:
        """Wait for the end; return the exit code."""
        code = self.process.wait(within)
        for reader in self._readers:
            reader.join()
        return code

    def close(self) -> None:
        """End it whatever it does, and let go of its pipes."""
        if self.process.poll() is None:
            self.process.kill()
        self.ends()
        for pipe in (self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()

    def _read(self, pipe: IO[str]) -> None:
        for line in pipe:
            self.said.append(line)


def _plain_environment() -> dict[str, str]:
    kept = ("PATH", "PYTHONPATH", "HOME", "LANG", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV", "GOALFRAME_CACHE")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONUNBUFFERED": "1"}


@contextmanager
def running(*arguments: str, environ: Mapping[str, str], folder: Path) -> Iterator[Program]:
    """Run the program; it has ended when the block has."""
    program = Program(*arguments, environ=environ, folder=folder)
    try:
        yield program
    finally:
        program.close()


def settings_for(server: SandboxServer, folder: Path, **more: str) -> dict[str, str]:
    """Return the environment in which the program finds the made-up workspace."""
    seed = server.workspace.seed
    return {
        "SLACK_BOT_TOKEN": seed.bot_token,
        "SLACK_SIGNING_SECRET": seed.signing_secret,
        "SLACK_API_URL": server.api_url,
        "DATABASE_URL": f"sqlite:///{folder / 'goals.db'}",
        **more,
    }
