"""The pages for administrators cannot rot: their commands, files, settings, columns and words are the program's."""

from __future__ import annotations

import re
import shlex
from typing import get_args

import pytest

from bot.services.roster_columns import Column
from bot.settings import VARIABLES
from bot.views.privacy import LOGGED
from bot.views.shared_parts import MEANING
from tests.project.pins import ROOT
from tests.project.test_readme import helps

PAGES = {name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("administer", "privacy")}
TEXT = "\n".join(PAGES.values())
LINES = re.findall(r"^uv run --env-file \.env goalframe (.+)$", TEXT, re.MULTILINE)


@pytest.mark.parametrize("line", LINES)
def test_every_command_exists_with_its_options(line: str) -> None:
    words = shlex.split(line)
    text = helps(words)
    assert [word for word in words if word.startswith("--") and word not in text] == []


def test_every_option_that_is_named_belongs_to_the_import() -> None:
    named = set(re.findall(r"`(--[\w-]+)", PAGES["administer"]))
    assert [option for option in named if option not in helps(["people", "import"])] == []


def test_every_setting_that_is_named_exists() -> None:
    named = set(re.findall(r"`((?:GOALFRAME|SLACK)_\w+)`", TEXT))
    assert named >= {"GOALFRAME_HR_RUNNERS", "GOALFRAME_HR_READERS"}
    assert named <= {variable.name for variable in VARIABLES}


def test_every_column_that_is_named_is_read() -> None:
    part = PAGES["administer"].partition("It needs a column")[2].partition("Usual other names")[0]
    named = set(re.findall(r"`([a-z -]+)`", part))
    assert named
    assert named <= set(get_args(Column))


def test_every_page_that_is_named_exists() -> None:
    named = re.findall(r"`(docs/[\w./-]+)`", TEXT)
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_what_is_said_of_the_log_and_of_confirming_is_said_in_the_program_s_own_words() -> None:
    flat = " ".join(PAGES["privacy"].split())
    assert MEANING in flat
    assert LOGGED.lower() in flat.lower()
