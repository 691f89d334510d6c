"""The canon in git: what changed in words, who wrote a row when, and faults beside the lines of a review."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import git_lines
from bot.cli.canon import canon

Golden = Callable[[str, str], None]
OLD = """format: 1
canon: {name: Test, tag: TST, source: A book}
levels:
  P2: {dimensions: {Scope: Own work}}
  P4: {label: P4 — Senior, dimensions: {Scope: A system, Impact: Many teams}}
roles:
  - id: SALES
    focus: Account Executive
    aliases: [AE]
    description: |
      Sells to customers.
      Carries a quota.
    levels:
      P2: {responsibilities: [Prepares sales contracts and order forms]}
      P4:
        responsibilities:
          - Owns a portfolio of high-value key accounts
          - text: >-
              Conducts discovery
              and contract negotiation
            id: deals
          - Leads the weekly forecast
          - Mentors junior colleagues
        rubric: {knowledge_application: Knows the trade}
  - {id: GONE, focus: Telephonist, responsibilities: [Answers calls]}
  - {id: TWIN, focus: Seller, levels: {P4: {components: [Plans the quarter]}}}
"""
NEW = """format: 1
canon: {name: Test, tag: TST, source: Another book}
levels:
  P2: {dimensions: {Scope: Own work}}
  P4: {label: P4 — Senior, dimensions: {Scope: Several systems, Impact: Many teams}}
roles:
  - id: SALES
    focus: Account Executive
    aliases: [AE, Closer]
    description: |
      Sells to customers.
      Carries a target.
    levels:
      P4:
        responsibilities:
          - Mentors junior colleagues
          - {text: Owns a portfolio of strategic key accounts, kind: accountability}
          - text: Runs discovery
            id: deals
            name: Deals
            details: [Legal terms]
          - Speaks for the customer at the board
        components: [{text: Leads the weekly forecast, id: forecast}]
        rubric: {knowledge_application: Knows the trade well}
      P5: {responsibilities: [Sets the strategy]}
  - {id: TWIN, focus: Seller, levels: {P4: {components: [Plans the quarter]}}}
  - {id: NEW, focus: Sales Engineer, levels: {P4: {responsibilities: [Shows the product, Answers tenders]}}}
"""
ANA = "a" * 40
PORCELAIN = f"""{ANA} 17 17 2
author Ana Ruiz
author-mail <ana@example.com>
author-time 1767222000
author-tz +0100
committer Ana Ruiz
summary Contracts are deals
filename a.yaml
\t          - text: >-
{"b" * 40} 18 18
author Sam Okafor
author-time 1700000000
author-tz -0330
summary First
boundary
filename a.yaml
\t              Conducts discovery
{ANA} 19 19
\t              and contract negotiation
"""


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOALFRAME_CANON", "GOALFRAME_PACKAGED_CANON"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a.yaml"
    made.write_text(OLD, encoding="utf-8")
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(canon, arguments)


def blame(file: Path, row: str) -> list[str]:
    result = run("blame", row, "--canon", str(file))
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def _git_says(monkeypatch: pytest.MonkeyPatch, out: str, code: int = 0, error: str = "") -> list[tuple[str, ...]]:
    """Put an answer in the place of git's; return the list of what it is asked."""
    asked: list[tuple[str, ...]] = []

    def answer(command: tuple[str, ...], **_: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess(command, code, out.encode(), error.encode())

    monkeypatch.setattr(shutil, "which", lambda _: "git")
    monkeypatch.setattr(subprocess, "run", answer)
    return asked


def test_diff_tells_every_kind_of_change_in_words(tmp_path: Path, golden: Golden) -> None:
    for name, text in (("old.yaml", OLD), ("new.yaml", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"))
    assert (result.exit_code, result.stderr) == (0, "")
    golden("cli/canon-diff.txt", result.stdout)


def test_diff_of_a_role_without_levels_names_none(file: Path, tmp_path: Path) -> None:
    details = "responsibilities: [{text: Answers calls, details: [a, b]}]"
    texts = (OLD.replace("responsibilities: [Answers calls]", details), OLD.replace("[Answers calls]", "[Calls]"))
    for name, text in zip(("one.yaml", "two.yaml"), (texts[0], texts[0].replace("[a, b]", "[b, a]")), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("diff", str(tmp_path / "one.yaml"), str(tmp_path / "two.yaml")).stdout.splitlines() == [
        "Telephonist (GONE)",
        "  Without levels",
        "    responsibility 1 changed beside the text [two.yaml:25]",
        "        Answers calls",
        "      details in another order",
        "",
        "1 role changed. 1 row changed beside the text.",
    ]
    (tmp_path / "two.yaml").write_text(texts[1].replace("A book", "B"), encoding="utf-8")
    said = run("diff", str(file), str(tmp_path / "two.yaml")).stdout
    assert "  Without levels\n    responsibility 1 reworded, taken for the same row by its words (67% alike)" in said


def test_diff_of_a_header_alone_changes_no_role(file: Path, tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text(OLD.replace("A book", "B"), encoding="utf-8")
    assert run("diff", str(file), str(tmp_path / "two.yaml")).stdout.endswith("\n\nNo role changed.\n")


def test_diff_of_the_same_says_so(file: Path) -> None:
    assert run("diff", str(file), str(file)).stdout == "Nothing changed.\n"


def test_diff_refuses_a_faulty_side(file: Path, tmp_path: Path) -> None:
    result = run("diff", str(file), str(tmp_path / "none"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no canon file is here" in result.stderr


def test_blame_asks_for_all_lines_of_a_row_and_names_the_newest_commit(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _git_says(monkeypatch, PORCELAIN)
    assert blame(file, "SALES.P4#o:deals") == [
        "Conducts discovery and contract negotiation",
        f"{file}:18",
        f"commit {ANA}, 2026-01-01, Ana Ruiz: Contracts are deals",
    ]
    assert [command[1:] for command in asked] == [
        ("-C", str(file.parent.resolve()), "blame", "--porcelain", "-L18,20", "--", "a.yaml")
    ]


def test_blame_asks_for_one_line_where_a_row_has_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _git_says(monkeypatch, PORCELAIN)
    blame(file, "SALES.P4#d:Scope")
    assert asked[0][5] == "-L5,5"


def test_lines_that_are_not_committed_yet_are_newest(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _git_says(monkeypatch, PORCELAIN.replace("b" * 40, "0" * 40))
    assert blame(file, "SALES.P4#o:deals")[2] == git_lines.NOT_YET


def test_without_git_blame_names_file_and_line_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert blame(file, "GONE#o:" + blame_key("Answers calls"))[1:] == [
        f"{file}:25",
        "The program git is not installed here, so the commit is not known.",
    ]


def blame_key(text: str) -> str:
    from canon.keys import text_key

    return text_key(text)


def test_outside_a_repository_blame_says_what_git_says(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _git_says(monkeypatch, "", 128, "fatal: not a git repository\nmore\n")
    assert blame(file, "SALES.P2#d:Scope")[2] == "git knows no commit of this file: fatal: not a git repository"


def test_a_git_that_does_not_answer_is_not_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(command: tuple[str, ...], **_: Any) -> None:
        raise subprocess.TimeoutExpired(command, 60)

    monkeypatch.setattr(shutil, "which", lambda _: "git")
    monkeypatch.setattr(subprocess, "run", late)
    assert blame(file, "SALES.P2#d:Scope")[2].startswith("git has not answered within 60 s")


def test_the_real_git_is_asked_where_there_is_one(file: Path) -> None:
    program = shutil.which("git")
    said = blame(file, "SALES.P4#o:deals")[2]
    if program is None:
        assert said.startswith("The program git is not installed")
        return
    assert said.startswith("git knows no commit of this file: ")
    run_git = (program, "-C", str(file.parent), "-c", "user.name=Ana", "-c", "user.email=a@example.com")
    for words in (("init", "-q"), ("add", "a.yaml"), ("commit", "-q", "--no-gpg-sign", "-m", "First roles")):
        subprocess.run((*run_git, *words), check=True)
    assert blame(file, "SALES.P4#o:deals")[2].endswith("Ana: First roles")
    file.write_text(OLD.replace("and contract", "and difficult contract"), encoding="utf-8")
    assert blame(file, "SALES.P4#o:deals")[2] == git_lines.NOT_YET


def test_of_two_files_of_one_name_the_one_with_the_row_is_named(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "a.yaml"
    other.parent.mkdir()
    other.write_text("# nothing\n" + OLD.replace("Test", "Other").replace("id: ", "id: X"), encoding="utf-8")
    result = run("blame", "XSALES.P4#d:Scope", "--canon", str(file), "--canon", str(other.parent))
    assert result.stdout.splitlines()[1] == f"{other}:6"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("SALES.P4", "“SALES.P4” names no row; write PROFILE#KEY"),
        ("SALES.P9#d:Scope", "no role at a level has the id “SALES.P9”"),
        ("TWIN.P4#x", f"TWIN.P4 has no row “x”; its rows are c:{blame_key('Plans the quarter')}, d:Scope, d:Impact."),
    ],
)
def test_blame_refuses_what_it_does_not_know(file: Path, row: str, sentence: str) -> None:
    result = run("blame", row, "--canon", str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(sentence)


def test_faults_stand_beside_the_lines_of_a_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tmp_path / "100%,a:b.yaml"
    odd.write_text("format: 1\ncanon: {name: A, tag: NO}\n")
    monkeypatch.chdir(tmp_path)
    for named in (str(odd), odd.name):
        result = run("check", "--format", "github", named)
        assert (result.exit_code, result.stderr) == (1, "1 fault in the canon.\n")
        assert result.stdout == (
            "::error file=100%25%2Ca%3Ab.yaml,line=2,col=23::canon.tag: NO is read by YAML as true or false; "
            'put it in quotes: "NO"\n'
        )


def test_help_has_examples() -> None:
    for arguments in (("diff", "--help"), ("blame", "--help")):
        assert "goalframe canon" in run(*arguments).stdout.partition("Example")[2]
