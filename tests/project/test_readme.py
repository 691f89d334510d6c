"""The README cannot rot: its first screen, its commands and its tables are held against the project."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from itertools import takewhile

import pytest

from bot.cli.manifest import SCOPES
from tests.project.pins import ROOT
from tests.project.test_pins import BUILD, GROUPS, RUNTIME, SAID

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line.strip() for block in re.findall(r"```\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()]
START = "python3 -m venv .venv && .venv/bin/pip install -q uv==0.13.9 && .venv/bin/uv run "
GOALFRAME = [line for line in COMMANDS if re.search(r"\buv run( --env-file \S+)? goalframe ", line)]
MODULES = re.findall(r"python -m (tests[\w.]+)", TEXT)
MARKS = re.findall(r"pytest -m (\w+)", TEXT)


def section(heading: str) -> str:
    """Return what stands between a heading and the next one."""
    below = re.split(rf"^#+ {heading}$", TEXT, flags=re.MULTILINE)[1]
    return re.split(r"^#+ ", below, maxsplit=1, flags=re.MULTILINE)[0]


def helps(words: list[str]) -> str:
    """Return the help of the deepest command that the words name."""
    names = list(takewhile(lambda word: re.fullmatch(r"[a-z]+", word), words))
    command = [sys.executable, "-m", "bot", *names, "--help"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_first_screen_holds_both_commands() -> None:
    screen = TEXT.splitlines()[:20]
    assert f"{START}goalframe demo" in screen
    assert f"{START}pytest" in screen


def test_every_direct_dependency_is_explained_once() -> None:
    named = re.findall(r"^\| `([^`]+)` \| \S", section("Dependencies"), re.MULTILINE)
    assert sorted(named) == sorted({*RUNTIME, *GROUPS, *BUILD})


def test_every_scope_is_explained_in_the_program_s_own_words() -> None:
    rows = re.findall(r"^\| `([a-z:.]+)` \| (.+) \|$", section("What it may do in Slack"), re.MULTILINE)
    assert dict(rows) == SCOPES


@pytest.mark.parametrize("line", GOALFRAME)
def test_every_goalframe_command_exists_with_its_options(line: str) -> None:
    words = shlex.split(line.rpartition(" goalframe ")[2])
    text = helps(words)
    assert [word for word in words if word.startswith("--") and word not in text] == []


@pytest.mark.parametrize("module", sorted(set(MODULES)))
def test_every_module_to_run_exists(module: str) -> None:
    assert importlib.util.find_spec(module)


def test_every_mark_to_run_exists() -> None:
    marks = {line.partition(":")[0] for line in SAID["tool"]["pytest"]["ini_options"]["markers"]}
    assert set(MARKS) == marks


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"`((?:docs|canon|tests|\.ci)/[\w./-]+|[A-Z]+|\.env\.example)`", TEXT)
    assert [path for path in named if path != "PATH" and not (ROOT / path).exists()] == []
