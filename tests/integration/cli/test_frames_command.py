"""`goalframe frames` prints what was asked for and refuses the rest in one sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.frames import frames

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "canon"
P4 = "DIRECT.ACCOUNTEA038.P4"
ROLES = """
format: 1
canon: {name: Test, tag: TST}
roles:
  - {id: CARD, focus: Writer, responsibilities: [r]}
  - {id: PART, focus: Baker, levels: {L1: {components: [c]}, L2: {components: [c]}}}
  - {id: BARE, focus: Guard, levels: {L: {rubric: {knowledge_application: k}}}}
  - {id: BARE2, focus: Guard / Night, levels: {L: {rubric: {knowledge_application: k}}}}
  - {id: BARE3, focus: Nurse / Night, levels: {L: {rubric: {knowledge_application: k}}}}
"""


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOALFRAME_CANON", "GOALFRAME_PACKAGED_CANON"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def roles(tmp_path: Path) -> str:
    (tmp_path / "roles.yaml").write_text(ROLES)
    return str(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(frames, arguments)


@pytest.mark.parametrize("code", ["P2", "P4"])
@pytest.mark.parametrize("name", ["smart", "okr", "mbo", "scorecard"])
def test_one_frame_as_text_is_the_seeds_block_and_a_newline(code: str, name: str) -> None:
    result = run(f"DIRECT.ACCOUNTEA038.{code}", "--frame", name, "--format", "text")
    assert result.stdout_bytes == (GOLDEN / f"{code}.{name}.txt").read_bytes() + b"\n"
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("DIRECT.ACCOUNTEA038", "--level", "p4"),
        ("account executive", "--level", "P4"),
        ("Field Sales", "--level", "senior"),
        ("account executive p4",),
    ],
)
def test_a_role_is_named_by_id_or_by_words(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).stdout == run(P4).stdout


def test_without_a_frame_all_four_stand_under_their_headings() -> None:
    lines = run(P4).stdout.splitlines()
    assert [line for line in lines if line in ("SMART goals", "OKRs", "MBO areas", "Scorecard")] == [
        "SMART goals",
        "OKRs",
        "MBO areas",
        "Scorecard",
    ]


def test_other_formats_carry_the_same_frames() -> None:
    page = run(P4, "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    assert page.endswith("</html>\n")
    made = json.loads(run(P4, "--format", "json").stdout)
    assert [frame["name"] for frame in made["frames"]] == ["smart", "okr", "mbo", "scorecard"]
    assert made["frames"][1]["text"].encode() == (GOLDEN / "P4.okr.txt").read_bytes()
    assert run(P4, "--format", "markdown").stdout.startswith("# Account Executive / Field Sales — P4\n")
    assert run(P4, "--format", "markdown", "--frame", "mbo").stdout.startswith("## MBO areas\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("DIRECT.ACCOUNTEA038",),
            "Account Executive / Field Sales has several levels; name one with --level: P1, P2, P3, P4, P5.\n",
        ),
        (
            ("DIRECT.ACCOUNTEA038", "--level", "P9"),
            "Account Executive / Field Sales has no level “P9”; name one with --level: P1, P2, P3, P4, P5.\n",
        ),
        (
            ("account executive", "--level", "professional"),
            (
                "“professional” fits several levels of Account Executive / Field Sales; "
                "name one with --level: P1, P2, P3, P4, P5.\n"
            ),
        ),
        (
            ("Acount Exec",),
            "no role called “Acount Exec”; nearest: Account Executive / Field Sales (DIRECT.ACCOUNTEA038).\n",
        ),
    ],
)
def test_what_names_no_profile_is_refused_in_one_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", sentence)


def test_roles_of_another_canon_are_read_instead(roles: str) -> None:
    assert run("CARD", "--canon", roles).stdout.startswith("Writer\n")
    assert run(P4, "--canon", roles).exit_code == 1
    assert run("CARD", "--level", "P1", "--canon", roles).stderr == "Writer has no levels; leave --level out.\n"


def test_a_whole_name_comes_before_a_part_and_a_part_of_several_is_refused(roles: str) -> None:
    assert run("guard", "--canon", roles).stderr.startswith("SMART goals: nothing to print")
    sentence = "“night” fits several roles: Guard / Night (BARE2), Nurse / Night (BARE3); name one by its id.\n"
    assert run("night", "--canon", roles).stderr == sentence


def test_a_frame_with_nothing_behind_it_prints_nothing_and_says_why(roles: str) -> None:
    result = run("PART", "--level", "L1", "--frame", "okr", "--canon", roles)
    lacking = "core outputs or responsibilities, dimensions"
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"OKRs: nothing to print; the canon lacks: {lacking}.\n"
    all_four = run("BARE.L", "--canon", roles)
    assert (all_four.exit_code, all_four.stdout, len(all_four.stderr.splitlines())) == (0, "", 4)


def test_a_faulty_canon_is_refused_with_its_first_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\n")
    result = run("x", "--canon", str(tmp_path))
    assert (result.exit_code, result.stderr) == (
        1,
        f"{tmp_path / 'a.yaml'}:1:1: canon: the field 'canon' is missing; write it\n",
    )
    (tmp_path / "a.yaml").write_text("format: 2\n")
    assert "(1 more; `goalframe canon check` lists them)" in run("x", "--canon", str(tmp_path)).stderr


def test_wrong_usage_exits_with_2() -> None:
    assert [run().exit_code, run(P4, "--frame", "x").exit_code, run(P4, "--nope").exit_code] == [2, 2, 2]


def test_help_has_examples() -> None:
    assert 'goalframe frames "account executive" --level P4 --frame okr' in run("--help").stdout


def test_the_settings_name_the_canon(monkeypatch: pytest.MonkeyPatch, roles: str) -> None:
    monkeypatch.setenv("GOALFRAME_CANON", roles)
    assert run("CARD").exit_code == 0
    assert run(P4).exit_code == 1
    monkeypatch.setenv("GOALFRAME_PACKAGED_CANON", "1")
    assert [run("CARD").exit_code, run(P4).exit_code] == [0, 0]


def test_wrong_settings_are_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "many")
    result = run(P4)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "PORT" in result.stderr


def test_output_is_utf8_whatever_the_locale() -> None:
    program = "from bot.cli.frames import frames; frames()"
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", program, P4, "--frame", "scorecard"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert done.stdout == (GOLDEN / "P4.scorecard.txt").read_bytes() + b"\n"
