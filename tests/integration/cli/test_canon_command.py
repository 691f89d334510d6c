"""`goalframe canon` lists and checks roles."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.canon import canon


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOALFRAME_CANON", "GOALFRAME_PACKAGED_CANON"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(canon, arguments)


def test_list_gives_every_role_with_its_levels(tmp_path: Path) -> None:
    assert run("list").stdout == ("DIRECT.ACCOUNTEA038\tP1 P2 P3 P4 P5\tAccount Executive / Field Sales\tJobFrame\n")
    text = "format: 1\ncanon: {name: A, tag: B}\nroles: [{id: R, focus: F, responsibilities: [r]}]"
    (tmp_path / "a.yaml").write_text(text)
    assert run("list", "--canon", str(tmp_path)).stdout == "R\t-\tF\tA\n"


def test_check_says_that_all_is_well() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith("No faults: 1 canon, 1 roles, 5 levels, ")


def test_check_prints_every_fault_on_a_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("format: 1\ncanon: {name: A, tag: NO}\nrolez: []\n")
    result = run("check", str(file))
    assert (result.exit_code, result.stderr) == (1, "2 faults in the canon.\n")
    assert result.stdout.splitlines() == [
        f'{file}:2:23: canon.tag: NO is read by YAML as true or false; put it in quotes: "NO"',
        f"{file}:3:8: rolez: the key 'rolez' is not known; did you mean 'roles'?",
    ]
    file.write_text("format: 1\ncanon: {name: A, tag: NO}\n")
    assert run("check", str(file)).stderr == "1 fault in the canon.\n"


def test_check_names_a_path_that_is_not_there(tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{tmp_path / 'none'}:1:1: (file): no canon file is here")


def test_help_has_examples() -> None:
    for arguments in (("--help",), ("list", "--help"), ("check", "--help")):
        assert "goalframe canon" in run(*arguments).stdout.partition("Example")[2]
