"""The hook that others use is one that pre-commit knows, and its command is there."""

from __future__ import annotations

import shlex

import yaml

from tests.project.pins import ROOT
from tests.project.test_readme import helps


def test_the_hook_names_a_command_that_exists_and_checks_the_whole_library() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language"} <= hook.keys()
    program, *words = shlex.split(hook["entry"])
    assert program == "goalframe"
    assert "Each fault is one line" in helps(words)
    assert hook["pass_filenames"] is False, "a file alone is not the library that it belongs to"
    assert hook["id"] in (ROOT / "docs" / "role-library.md").read_text(encoding="utf-8")
