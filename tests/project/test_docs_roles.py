"""What the page about the role library says of reading and comparing is what the program does."""

from __future__ import annotations

import re
import shlex

import pytest

from bot.services.commands import WantsAboutRole, read_command
from canon.adjacent import BANDS, STEPS, WEIGHTS
from tests.project.pins import ROOT
from tests.project.test_readme import helps

PAGE = (ROOT / "docs" / "role-library.md").read_text(encoding="utf-8")
PART = re.split(r"^## ", PAGE.partition("## Reading and comparing roles\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
LINES = re.findall(r"^uv run goalframe (.+)$", PART, re.MULTILINE)
TYPED = re.findall(r"^/goals (.+)$", PART, re.MULTILINE)


def test_the_part_is_there() -> None:
    assert len(LINES) == 2
    assert len(TYPED) == 3


@pytest.mark.parametrize("line", LINES)
def test_every_command_exists(line: str) -> None:
    name = shlex.split(line)[1]
    assert f"goalframe canon {name} " in helps(["canon", name])


@pytest.mark.parametrize("line", TYPED)
def test_every_line_to_type_asks_about_roles(line: str) -> None:
    assert isinstance(read_command(line), WantsAboutRole)


def test_the_weights_and_the_bands_are_those_of_the_formula() -> None:
    rows = dict(re.findall(r"^\| (\w+) \| (\d+) % \|", PART, re.MULTILINE))
    assert rows == {name: f"{weight * 100:.0f}" for name, weight in WEIGHTS.items()}
    flat = " ".join(PART.split())
    assert f"Up to {BANDS['close']:.2f} is a close match, up to {BANDS['partial']:.2f} a partial one" in flat
    assert STEPS == 4
    assert "| four or more levels apart" in flat
