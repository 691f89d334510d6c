"""A canon is loaded with its places, and its version is that of what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from canon.loader import load, packaged
from canon.model import CanonInfo, Library, Profile

LoadText = Callable[..., Library]


def test_the_packaged_canon_is_the_account_executive(library: Library) -> None:
    (role,) = library.roles
    assert role.id == "DIRECT.ACCOUNTEA038"
    assert [profile.code for profile in role.profiles] == ["P1", "P2", "P3", "P4", "P5"]
    assert [len(profile.responsibilities) for profile in role.profiles] == [5] * 5
    assert [len(profile.rubric) for profile in role.profiles] == [4] * 5
    assert [profile.label is not None for profile in role.profiles] == [False, True, False, True, True]
    assert [len(profile.dimensions) for profile in role.profiles] == [0, 6, 0, 6, 6]
    assert len(role.skills) == 10
    assert [(found.scheme, found.code, found.source) for found in role.classifications] == [
        ("O*NET / SOC", "41-4012", "jfm-factory.resolve")
    ]
    (info,) = library.canons
    assert (info.name, info.tag, info.licence) == ("JobFrame", "JFM", "not stated")
    assert (packaged() / "NOTICE").read_text("utf-8").startswith("The texts in this folder are not under")


def test_every_text_is_found_again_at_its_place(library: Library) -> None:
    lines = (packaged() / "account-executive.yaml").read_text("utf-8").splitlines()
    for profile in library.roles[0].profiles:
        for row in profile.rows:
            assert row.text in lines[row.place.line - 1]
        for fact in (profile.focus, profile.function, profile.label, *profile.rubric.values()):
            assert fact is None or fact.text in lines[fact.place.line - 1]
        assert profile.code_place
        assert f"{profile.code}:" in lines[profile.code_place.line - 1]
        assert profile.tag_place
        assert "tag: JFM" in lines[profile.tag_place.line - 1]
        assert profile.canon_place
        assert "name: JobFrame" in lines[profile.canon_place.line - 1]


def test_a_library_finds_by_id(library: Library) -> None:
    role = library.role("DIRECT.ACCOUNTEA038")
    assert role
    assert role.at("p4") == library.profile("DIRECT.ACCOUNTEA038.P4")
    assert role.at("P9") is None
    assert library.role("x") is None
    assert library.profile("x") is None


FULL = """
format: 1
canon: {name: A, tag: T, source: s, licence: l, quality: {depth: 4, width: 4.5}, pass_at: 4}
levels: {P: {label: wide, summary: sum, dimensions: {Scope: wide, Impact: wide}}}
roles:
  - id: R
    focus: F
    title: Own title
    aliases: [Boss]
    skills: [{name: n, description: "d\\ne", source: s}, {name: m}]
    levels:
      P:
        id: OWN
        track: IC
        label: mine
        dimensions: {Scope: mine}
        responsibilities:
          - id: key
            name: Short
            text: >-
              folded over
              two lines
            details: [sub]
            kind: accountability
          - |
            block
      Q: {title: Q title, rubric: {knowledge_application: k}}
"""


def test_all_optional_fields_arrive(load_text: LoadText) -> None:
    library = load_text(FULL)
    assert library.canons == (CanonInfo("A", "T", "s", "l", {"depth": 4, "width": 4.5}, 4),)
    (role,) = library.roles
    first, second = role.profiles
    assert (first.id, first.title, first.track, second.id, second.title) == (
        "OWN",
        "Own title",
        "IC",
        "R.Q",
        "Q title",
    )
    assert first.title_place
    assert first.title_place.path == "roles[0].title"
    assert first.label
    assert first.label.text == "mine"
    assert first.summary
    assert first.summary.text == "sum"
    assert [row.text for row in first.dimensions] == ["mine", "wide"]
    row, block = first.responsibilities
    assert (row.key, row.text, row.name, row.details) == ("o:key", "folded over two lines", "Short", ("sub",))
    assert row.source_kind_place
    assert row.source_kind_place.path.endswith("responsibilities[0].kind")
    assert (block.key, block.text, block.source_kind) == ("o:496aca80", "block", "responsibility")
    assert [skill.name.text for skill in role.skills] == ["n", "m"]
    assert role.aliases == ("Boss",)


def test_sections_are_kept_as_they_are(load_text: LoadText) -> None:
    library = load_text(
        """
        roles:
          - id: R
            focus: F
            responsibilities: [r]
            sections:
              Note: |
                one
                two
              Partners: [{Who: text}]
        """
    )
    assert library.roles[0].sections == {"Note": "one\ntwo", "Partners": [{"Who": "text"}]}


def test_facts_of_one_canon_do_not_leak_into_another(load_text: LoadText) -> None:
    other = "format: 1\ncanon: {name: B, tag: B}\nroles: [{id: S, focus: G, levels: {P: {responsibilities: [r]}}}]"
    profile = load_text(FULL, other).profile("S.P")
    assert profile
    assert (profile.label, profile.dimensions, profile.tag) == (None, (), "B")


def test_facts_in_another_file_of_the_canon_hold(load_text: LoadText) -> None:
    facts = "levels: {P: {label: L}}"
    role = "roles: [{id: S, focus: G, levels: {P: {responsibilities: [r]}}}]"
    profile: Profile | None = load_text(role, facts).profile("S.P")
    assert profile
    assert profile.label
    assert profile.label.place.file == "1.yaml"


ONE = """
roles:
  - {id: A, focus: F, responsibilities: [a, b]}
  - {id: B, focus: G, responsibilities: [c]}
"""
SAME = [
    (("# note\nroles:\n  - responsibilities: ['a', \"b\"]\n    focus: F\n    id: A\n"
     "  - {focus: G, id: B, responsibilities: [c]}\n"),),
    ("roles: [{id: B, focus: G, responsibilities: [c]}]", "roles: [{id: A, focus: F, responsibilities: [a, b]}]"),
    ("roles:\n  - {id: B, focus: G, responsibilities: [c]}\n  - {id: A, focus: F, responsibilities: [a, b]}\n",),
]  # fmt: skip


@pytest.mark.parametrize("texts", SAME)
def test_the_version_is_that_of_the_content_alone(
    load_text: LoadText, tmp_path: Path, texts: tuple[str, ...]
) -> None:
    version = load_text(ONE).version
    assert load_text(*texts).version == version
    assert len(version) == 64


@pytest.mark.parametrize(
    "text",
    [
        ONE.replace("[c]", "[d]"),
        ONE.replace("[a, b]", "[b, a]"),
        ONE.replace("F,", "F, aliases: [x],"),
        ONE + "levels: {P: {label: unused}}",
    ],
)
def test_any_text_changes_the_version(load_text: LoadText, text: str) -> None:
    assert load_text(ONE).version != load_text(text).version


def test_files_in_hidden_folders_are_no_canon(tmp_path: Path) -> None:
    for name in ("sales/a.yaml", ".github/b.yml", "c.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("format: 1\ncanon: {name: A, tag: T}\nroles: [{id: R, focus: F, responsibilities: [r]}]")
    assert load([tmp_path]).roles[0].place.file == "sales/a.yaml"


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("\ufeffformat: 1\ncanon: {name: A, tag: T}\n", encoding="utf-8")
    assert load([tmp_path]).canons[0].name == "A"
