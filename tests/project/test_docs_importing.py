"""What the page about the role library says of importing is what the program does."""

from __future__ import annotations

import re
import shlex
from typing import get_args

import pytest

from canon.importers.fields import dimension_of, field_of
from canon.importers.kinds import KINDS
from canon.importers.mapping import read_mapping
from canon.importers.sources import SourceFile
from canon.importers.table_columns import Column
from canon.loader import examples
from tests.project.pins import ROOT
from tests.project.test_readme import helps

PAGE = (ROOT / "docs" / "role-library.md").read_text(encoding="utf-8")
PART = re.split(r"^## ", PAGE.partition("## Importing\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
LINES = re.findall(r"^uv run goalframe (.+)$", PART, re.MULTILINE)


def test_every_kind_is_explained_once() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \| \S", PART, re.MULTILINE) == list(KINDS)


@pytest.mark.parametrize("line", LINES)
def test_every_command_exists_with_its_options(line: str) -> None:
    words = shlex.split(line)
    text = helps(words[:2])
    assert [word for word in words if word.startswith("--") and word not in text] == []
    assert words[2] in {*KINDS, "--out"}


def test_every_option_that_is_named_exists() -> None:
    named = set(re.findall(r"`(--[a-z-]+)", PART))
    text = helps(["canon", "import"])
    assert named >= {"--columns", "--replace", "--report", "--per-level"}
    assert [option for option in named if option not in text] == []


def test_every_column_is_named() -> None:
    part = PART.partition("**Tables.**")[2].partition("The kind says")[0]
    assert [column for column in get_args(Column) if f"`{column}`" not in part and f"={column}" not in part] == []


def test_every_kind_of_text_that_is_named_is_known() -> None:
    part = " ".join(PART.partition("The kind says what a text is:")[2].partition("Any other word")[0].split())
    words = (
        re.sub(r"\([^)]*\)|[.]", "", part)
        .replace("a guideline by its name", "")
        .replace("a dimension by its name", "")
    )
    named = [word.strip() for word in words.split(",") if word.strip()]
    assert len(named) > 8
    assert [word for word in (*named, "Knowledge & Application") if not field_of(word)] == []
    assert (dimension_of("Scope"), dimension_of("dimension Warmth")) == ("Scope", "Warmth")


def test_the_mapping_that_is_shown_can_be_read() -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", PART, re.DOTALL)
    found = read_mapping(SourceFile("map.yaml", shown))
    assert (found.theme("scope").dimension, found.levels) == ("Scope", {"junior": "E1"})


def test_the_examples_are_where_the_page_says() -> None:
    assert "`canon/examples`" in PART
    assert examples() == ROOT / "canon" / "examples"
