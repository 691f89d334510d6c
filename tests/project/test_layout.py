"""The top level of the repository stays what it is, and the samples in it agree with the code."""

from __future__ import annotations

import re

from bot.settings import VARIABLES
from tests.project.pins import ROOT
from tests.project.test_pins import tracked_files

TOP = {
    "bot",
    "canon",
    "db",
    "tests",
    "docs",
    "pyproject.toml",
    "requirements.txt",
    "Dockerfile",
    "README.md",
    "LICENSE",
}


def test_the_top_level_holds_what_it_should() -> None:
    top = {path.partition("/")[0] for path in tracked_files()}
    assert {name for name in top if not name.startswith(".")} == TOP


def test_every_variable_stands_in_the_sample_with_its_default_and_reason() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    found = re.findall(r"^# (.+)\n([A-Z_]+)=(.*)$", text, re.MULTILINE)
    assert found == [(each.why, each.name, each.default) for each in VARIABLES]


def test_the_licence_is_the_apache_licence_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "limitations under the License." in text
