"""What git knows of some lines of a file: asked of the `git` program, which may be missing."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

PATIENCE = 60
"""Seconds that git may take for one file."""
NOT_YET = "These lines are not committed yet."


@dataclass(frozen=True, slots=True)
class _Commit:
    """One commit as `git blame --porcelain` tells it; `time` is in seconds since 1970, `zone` like +0100."""

    hash: str
    author: str
    time: int
    zone: str
    summary: str

    @property
    def sentence(self) -> str:
        if not self.hash.strip("0"):
            return NOT_YET
        offset = timedelta(hours=int(self.zone[:3]), minutes=int(self.zone[0] + self.zone[3:]))
        day = datetime.fromtimestamp(self.time, timezone(offset)).date().isoformat()
        return f"commit {self.hash}, {day}, {self.author}: {self.summary}"


def last_commit(file: Path, lines: range) -> str:
    """Return a sentence about the newest commit behind these lines, from 1, or why there is none."""
    program = shutil.which("git")
    if program is None:
        return "The program git is not installed here, so the commit is not known."
    command = (program, "-C", str(file.resolve().parent), "blame", "--porcelain")
    span = f"-L{lines.start},{lines.stop - 1}"
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the file's name stands after --
            (*command, span, "--", file.resolve().name), capture_output=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return f"git has not answered within {PATIENCE} s, so the commit is not known."
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        return f"git knows no commit of this file: {said}"
    return _newest(done.stdout.decode("utf-8", "replace")).sentence


def _newest(porcelain: str) -> _Commit:
    """Return the newest commit; lines not committed yet count as newest."""
    found: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    for line in porcelain.split("\n"):
        word, _, rest = line.partition(" ")
        if line.startswith("\t") or not word:
            current = {}
        elif not current:
            current = found.setdefault(word, {"hash": word})
        else:
            current[word] = rest
    newest = max(found.values(), key=lambda one: (not one["hash"].strip("0"), int(one["author-time"])))
    return _Commit(
        newest["hash"], newest["author"], int(newest["author-time"]), newest["author-tz"], newest["summary"]
    )
