"""`goalframe canon show` reads a role whole, `canon compare` says what differs between two."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.canon import canon
from tests.unit.canon.rich import RICH


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOALFRAME_CANON", "GOALFRAME_PACKAGED_CANON"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def rich(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "rich.yaml").write_text(RICH)
    return ("--canon", str(tmp_path))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(canon, arguments)


def test_show_gives_a_role_whole_or_at_one_level() -> None:
    whole, one = run("show", "DIRECT.ACCOUNTEA038").stdout, run("show", "direct.accountea038.p4").stdout
    assert whole.startswith("Account Executive / Field Sales  [account-executive.yaml:42]\n")
    assert one.startswith("Account Executive / Field Sales — P4  [account-executive.yaml:42]\n")
    assert "P4 — Senior Professional · this level:\n  - Owns and grows a portfolio" in one
    assert "this level" not in whole
    assert "Near roles" not in whole
    assert one.endswith("The library has no other role with anything in common.\n")


def test_show_names_the_nearest_roles_and_how_they_are_found(rich: tuple[str, str]) -> None:
    shown = run("show", "copy editor P1", *rich).stdout
    assert "\n\nNear roles\n----------\nHow near is a number from 0" in shown
    assert "  - Proof Reader — P1 (PROOF.P1, canon: Test): Partial match · distance " in shown
    assert "Bookseller" not in shown


def test_show_folds_away_what_is_about_a_program_unless_all_is_asked_for(rich: tuple[str, str]) -> None:
    assert "Editor_Bot" not in run("show", "EDIT", *rich).stdout
    assert "  - Agent Name: Editor_Bot" in run("show", "EDIT", "--all", *rich).stdout


def test_show_says_what_a_library_says_of_itself(rich: tuple[str, str]) -> None:
    shown = run("show", "EDIT.P2", *rich).stdout
    for line in ("Source: Written for this test.", "Licence: CC0", "- Levels: 4.5", "Quality passes from: 4"):
        assert f"  {line}\n" in shown


def test_show_refuses_what_it_does_not_know() -> None:
    result = run("show", "baker")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("no role called “baker”; nearest: Account Executive")


@pytest.mark.parametrize("other", ["P4", "p4", "account executive P4", "DIRECT.ACCOUNTEA038.P4"])
def test_compare_takes_a_level_alone_or_a_whole_name(other: str) -> None:
    result = run("compare", "account executive P2", other)
    assert result.exit_code == 0
    assert result.stdout.startswith("Account Executive / Field Sales: P2 and P4\n\nLevel name\n  P2:\n")
    assert "\nScope\n  P2:\n    Defined deliverables / small features  [account-executive.yaml:13]" in result.stdout


def test_compare_takes_two_roles(rich: tuple[str, str]) -> None:
    shown = run("compare", "EDIT.P1", "PROOF.P1", *rich).stdout
    assert shown.startswith("Copy Editor — P1 and Proof Reader — P1\n")
    assert "\nDescription\n  only Copy Editor — P1:\n    Edits texts.\n    And more.  [rich.yaml:" in shown
    assert "The same in both: Function, Level name, Responsibility, Scope, Impact.\n" in shown


def test_compare_refuses_the_same_twice_and_what_it_does_not_know() -> None:
    same = run("compare", "account executive P2", "P2")
    assert (same.exit_code, same.stdout) == (1, "")
    assert same.stderr == (
        "Account Executive / Field Sales — P2 is on both sides; name another level or role as B.\n"
    )
    open_ = run("compare", "account executive", "P2")
    assert open_.stderr.startswith("Account Executive / Field Sales has several levels; name one")
    assert run("compare", "account executive P2", "baker").stderr.startswith("no role called “baker”")


def test_help_has_examples() -> None:
    for name in ("show", "compare"):
        assert f"goalframe canon {name}" in run(name, "--help").stdout.partition("Example")[2]
