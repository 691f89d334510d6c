"""`goalframe canon import` and `canon template`: files in, a role library file and a plain report out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.canon import canon
from bot.cli.frames import frames
from canon.importers.kinds import KINDS
from canon.loader import load

CARD = "# {0}\n\n**Role Code:** {1}\n\n## Responsibilities\n\n* First of {0}.\n\n## Notes\n\nSome.\n\n## Empty\n"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("GOALFRAME_CANON", "GOALFRAME_PACKAGED_CANON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(canon, arguments)


def cards(count: int) -> None:
    Path("cards").mkdir()
    for at in range(count):
        Path(f"cards/{at:04}.md").write_text(CARD.format(f"Cook {at}", f"C{at}"), encoding="utf-8")


def test_a_card_becomes_a_file_and_the_report_says_what_of_it() -> None:
    cards(1)
    result = run("import", "role-card", "cards", "--out", "roles.yaml", "--name", "Acme", "--tag", "ACME")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Taken: 1 role",
        "  Cook 0 (C0): 1 responsibility",
        "Kept aside, word for word, in the role's sections",
        "  Cook 0: Notes (1)",
        "Left out (1): a heading with nothing of its own below it",
        "  0000.md:13: Empty",
        "Written: roles.yaml, as role library “Acme” with the tag “ACME”",
    ]
    assert run("check", "roles.yaml").exit_code == 0


def test_of_a_thousand_files_one_bad_one_is_named_and_the_rest_is_taken() -> None:
    cards(1000)
    Path("cards/0500.md").write_bytes(b"# K\xf6chin\n")
    result = run("import", "role-card", "cards", "--out", "roles.yaml")
    assert result.exit_code == 1
    assert result.stderr == (
        "Not imported: 0500.md:1: it is not UTF-8 from here on; save it as UTF-8. 999 roles in roles.yaml.\n"
    )
    assert len(load([Path("roles.yaml")]).roles) == 999
    assert len(result.stdout.splitlines()) < 80


def test_nothing_imported_writes_nothing() -> None:
    Path("a.md").write_text("Hello", encoding="utf-8")
    result = run("import", "role-card", "a.md", "--out", "roles.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Nothing was imported. a.md: it is no role card")
    assert not Path("roles.yaml").exists()


def test_a_file_that_could_not_be_loaded_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    cards(3)
    monkeypatch.setattr("canon.loader.SIZE_LIMIT", 700)
    result = run("import", "role-card", "cards", "--out", "roles.yaml")
    assert (result.exit_code, result.stdout, Path("roles.yaml").exists()) == (1, "", False)
    assert "import fewer at a time, into several files of one folder. Nothing was written." in result.stderr


def test_what_cannot_be_written_is_said() -> None:
    cards(1)
    result = run("import", "role-card", "cards", "--out", "none/roles.yaml")
    assert (result.exit_code, result.stderr) == (1, "none/roles.yaml can't be written: No such file or directory.\n")


def test_a_file_that_is_there_is_replaced_only_when_asked() -> None:
    cards(1)
    Path("roles.yaml").write_text("mine", encoding="utf-8")
    result = run("import", "role-card", "cards", "--out", "roles.yaml")
    assert (result.exit_code, Path("roles.yaml").read_text(encoding="utf-8")) == (1, "mine")
    assert "add --replace to write over it" in result.stderr
    assert run("import", "role-card", "cards", "--out", "roles.yaml", "--replace").exit_code == 0


def test_standard_output_gets_the_file_and_standard_error_the_report() -> None:
    cards(1)
    result = run("import", "role-card", "cards", "--out", "-")
    assert result.stdout.startswith("# Imported with Goalframe.")
    assert result.stderr.startswith("Taken: 1 role\n")
    assert not Path("-").exists()


def test_the_whole_report_goes_to_a_file() -> None:
    cards(30)
    result = run("import", "role-card", "cards", "--out", "roles.yaml", "--report", "report.txt")
    assert "  … and 10 more; --report FILE lists all" in result.stdout
    assert Path("report.txt").read_text(encoding="utf-8").count("0029.md:13: Empty") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("role-card", "cards", "--id", "X"), "--id means nothing for role-card; leave it out."),
        (("role-card", "cards", "--per-level", "5,5"), "--per-level means nothing for role-card; leave it out."),
        (("role-card", "nowhere"), "nowhere: nothing is here; name a file or a folder with some."),
        (("progression-yaml", "cards", "--mapping", "none.yaml"), "none.yaml: it cannot be read: No such file"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    cards(1)
    result = run("import", *arguments, "--out", "roles.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "cards", "cards", "--out", "x"),
        ("import", "role-card", "--out", "x"),
        ("import", "role-card", "cards"),
        ("import", "table", "cards", "--out", "x", "--columns", "Rolle"),
        ("import", "profile-page", "cards", "--out", "x", "--per-level", "five"),
    ],
)
def test_wrong_usage_ends_with_two(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_the_template_is_written_and_imports_without_a_mapping() -> None:
    result = run("template", "--out", "ladder.csv")
    assert result.stdout == (
        "Written: ladder.csv. Fill it in, then: goalframe canon import table ladder.csv --out roles.yaml\n"
    )
    assert Path("ladder.csv").read_bytes().startswith(b"\xef\xbb\xbfrole,level,kind,name,text,source\r\n")
    assert run("import", "table", "ladder.csv", "--out", "roles.yaml").exit_code == 0
    assert run("list", "--canon", "roles.yaml").stdout == "SUPPORT-ENGINEER\tS1 S2\tSupport Engineer\tCareer ladder\n"


def test_headings_are_mapped_by_hand() -> None:
    Path("l.csv").write_text("Rolle;Aufgabe\nKoch;Kocht.\n", encoding="utf-8")
    options = ("--columns", "Rolle=role", "--columns", "Aufgabe=text")
    assert run("import", "table", "l.csv", "--out", "roles.yaml", *options).exit_code == 0


def test_a_printed_page_gives_back_the_same_layouts_to_the_byte() -> None:
    profile = "DIRECT.ACCOUNTEA038.P4"
    html = CliRunner().invoke(frames, [profile, "--format", "html"]).stdout
    Path("p4.html").write_text(html, encoding="utf-8")
    assert run("import", "goal-page", "p4.html", "--id", "DIRECT.ACCOUNTEA038", "--out", "ae.yaml").exit_code == 0
    for name in ("smart", "okr", "mbo", "scorecard"):
        one, two = (
            CliRunner().invoke(frames, [profile, "--frame", name, *rest]).stdout
            for rest in ([], ["--canon", "ae.yaml"])
        )
        assert one == two != ""


def test_the_help_names_every_kind() -> None:
    text = run("import", "--help").stdout
    assert [name for name in KINDS if f"\n    {name} " not in text] == []
