"""What is wrong in a canon is refused with its place and with what to write instead, all of it at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canon import loader, yaml_text
from canon.faults import CanonError, Fault
from canon.loader import load

Refuse = Callable[..., tuple[Fault, ...]]

ROLE = "roles: [{id: R, focus: F, responsibilities: [r]}]\n"


def _one(faults: tuple[Fault, ...]) -> tuple[int, int, str, str]:
    (fault,) = faults
    return fault.line, fault.column, fault.path, fault.message


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("canon: {name: a, tag: b}\nformat: 2", (2, 9, "format"), "not format 1"),
        ("format: 1\ncanon: {name: a}", (2, 8, "canon.tag"), "the field 'tag' is missing"),
        ("roles: []\ncanons: {}", (4, 9, "canons"), "the key 'canons' is not known; did you mean 'canon'?"),
        ("roles: []\nzzz: {}", (4, 6, "zzz"), "known here: format, canon, dimensions, levels, roles"),
        ("levels: {NO: {label: a}}", (3, 10, "levels.NO"), 'read by YAML as true or false; put it in quotes: "NO"'),
        ("levels: {4: {label: a}}", (3, 10, "levels.4"), 'read by YAML as a number; put it in quotes: "4"'),
        ("levels: {P: {label: 12:30}}", (3, 21, "levels.P.label"), 'a number; put it in quotes: "12:30"'),
        ("levels: {P: {label: 1_0.5}}", (3, 21, "levels.P.label"), 'a number; put it in quotes: "1_0.5"'),
        ("levels: {P: {label: 2020-01-01}}", (3, 21, "levels.P.label"), "a time; put it in quotes"),
        ("levels: {P: {label: yes}}", (3, 21, "levels.P.label"), 'true or false; put it in quotes: "yes"'),
        ("levels: {P: {label: }}", (3, 21, "levels.P.label"), "is empty; write a text or leave the field out"),
        ("levels: {P: {label: ''}}", (3, 21, "levels.P.label"), "is empty; write a text or leave the field out"),
        ('levels: {P: {label: "a\\tb"}}', (3, 21, "levels.P.label"), "holds the control character U+0009"),
        ('levels: {P: {label: "a\\nb"}}', (3, 21, "levels.P.label"), "has a line break inside"),
        ('levels: {P: {label: "a\\Lb"}}', (3, 21, "levels.P.label"), "has a line break inside"),
        ("levels: {P: {label: [a]}}", (3, 21, "levels.P.label"), "a text is expected here, not a list"),
        ("levels: {P: {dimensions: {Scop: a}}}", (3, 33, "levels.P.dimensions.Scop"), "did you mean 'Scope'?"),
        ("levels: {P: {labl: a}}", (3, 20, "levels.P.labl"), "did you mean 'label'?"),
        ("levels: {P: []}", (3, 13, "levels.P"), "a mapping of fields is expected here, not a list"),
        ('levels: {" ": {}}', (3, 10, "levels. "), "is empty"),
        (
            f"levels: {{{'x' * 61}: {{}}}}",
            (3, 10, f"levels.{'x' * 61}"),
            "has 61 characters; a name holds at most 60",
        ),
        (f"roles: [{{id: {'x' * 61}, focus: F}}]", (3, 14, "roles[0].id"), "a name holds at most 60"),
        ("dimensions: [a, a]", (3, 13, "dimensions"), "a dimension stands here twice"),
        ("dimensions: a", (3, 13, "dimensions"), "a list is expected here, not a single value"),
        ("roles: {}", (3, 8, "roles"), "a list is expected here, not a mapping"),
        ("roles: []\nroles: []", (4, 1, "roles"), "the key 'roles' stands here twice, first in line 3"),
        ("roles: []\n? [a]\n: b", (4, 3, ""), "a key must be a text, not a list or a mapping"),
        ("roles: !!python/tuple []", (3, 8, "roles"), "the tag 'tag:yaml.org,2002:python/tuple' is not allowed"),
        ("<<: {roles: []}", (3, 1, "<<"), 'read by YAML as a merge; put it in quotes: "<<"'),
        ("a: &x [*x]", (3, 8, ""), "the alias *x has no finished anchor before it"),
        ("roles: [\n", (4, 1, ""), "this is not YAML"),
        ("a: b: c", (3, 5, ""), "this is not YAML"),
        ("roles: []\n--- \na: b", (4, 1, ""), "a second YAML document starts here"),
        ("roles: [{id: R, focus: F}]", (3, 9, "roles[0]"), "the role has neither levels nor rows"),
        ("roles: [x]", (3, 9, "roles[0]"), "a mapping of fields is expected here, not a single value"),
    ],
)
def test_a_fault_is_named_with_its_place_and_its_cure(
    refuse: Refuse, text: str, place: tuple[int, int, str], message: str
) -> None:
    faults = refuse(text)
    found = [fault for fault in faults if message in fault.message]
    assert [(fault.line, fault.column, fault.path) for fault in found] == [place], faults


def test_a_required_text_left_empty_is_named_once(refuse: Refuse) -> None:
    found = _one(refuse("format: 1\ncanon: {name: a, tag: }"))
    assert found == (2, 23, "canon.tag", "is empty; write a text or leave the field out")


def _role(level: str) -> str:
    return f"roles: [{{id: R, focus: F, levels: {{P: {{{level}}}}}}}]"


@pytest.mark.parametrize(
    ("level", "path", "message"),
    [
        ("label: a", "", "the level has neither rows nor a rubric"),
        ("rubric: {}", "", "the level has neither rows nor a rubric"),
        ("responsibilities: []", "", "the level has neither rows nor a rubric"),
        ("responsibilities: [a, b, a]", ".responsibilities[2]", "the same row as in"),
        ("core_outputs: [a], responsibilities: [a]", ".responsibilities[0]", "the same row as in"),
        (
            "responsibilities: [{id: k, text: a}, {id: k, text: b}]",
            ".responsibilities[1]",
            "give each an `id` of its own",
        ),
        ("responsibilities: [{txt: a, text: b}]", ".responsibilities[0].txt", "did you mean 'text'?"),
        ("responsibilities: [{id: a}]", ".responsibilities[0].text", "the field 'text' is missing"),
        ("responsibilities: [{text: [a]}]", ".responsibilities[0].text", "a text is expected here, not a list"),
        ("responsibilities: [[a]]", ".responsibilities[0]", "a text is expected here, not a list"),
        ("responsibilities: [5]", ".responsibilities[0]", 'put it in quotes: "5"'),
        ("responsibilities: [a], rubric: {x: y}", ".rubric.x", "the key 'x' is not known"),
        ("responsibilities: [a], dimensions: {Impackt: b}", ".dimensions.Impackt", "did you mean 'Impact'?"),
        ("responsibilities: [a], titel: b", ".titel", "did you mean 'title'?"),
    ],
)
def test_a_fault_of_a_level_is_named(refuse: Refuse, level: str, path: str, message: str) -> None:
    (_, _, found, sentence) = _one(refuse(_role(level)))
    assert (found, message in sentence) == (f"roles[0].levels.P{path}", True), sentence


@pytest.mark.parametrize(
    ("field", "path", "message"),
    [
        ("skills: [{nam: x, name: y}]", "skills[0].nam", "did you mean 'name'?"),
        ("classifications: [{scheme: s, kode: c, code: c}]", "classifications[0].kode", "did you mean 'code'?"),
        ("sections: {Pay: 1.10}", "sections.Pay", 'put it in quotes: "1.10"'),
        ('sections: {Deep: [{Note: ["a\\u0007"]}]}', "sections.Deep[0].Note[0]", "control character U+0007"),
        ("sections: {Deep: [~]}", "sections.Deep[0]", "~ is read by YAML as nothing"),
        ("levels: {P: {responsibilities: [a]}}", "", "move `responsibilities` into a level"),
        ("core_outputs: [r]", "responsibilities[0]", "the same row as in"),
        ("description: [a]", "description", "a text is expected here, not a list"),
    ],
)
def test_a_fault_of_a_role_is_named(refuse: Refuse, field: str, path: str, message: str) -> None:
    (_, _, found, sentence) = _one(refuse(f"roles: [{{id: R, focus: F, responsibilities: [r], {field}}}]"))
    assert (found, message in sentence) == (f"roles[0].{path}".rstrip("."), True), sentence


@pytest.mark.parametrize(
    ("quality", "message"),
    [
        ('{a: "4"}', "a number without quotes is expected here, not a single value"),
        ("{a: .nan}", "a number without quotes is expected here"),
        ("{a: []}", "a number without quotes is expected here, not a list"),
    ],
)
def test_a_score_is_a_number(refuse: Refuse, quality: str, message: str) -> None:
    text = f"format: 1\ncanon: {{name: a, tag: b, quality: {quality}}}\n"
    assert message in _one(refuse(text))[3]


def test_every_fault_of_every_file_is_named_at_once(refuse: Refuse) -> None:
    first = "roles: [{id: R, focus: 5, x: y, levels: {P: {}}}]\nlevels: {NO: {label: ''}}"
    second = "roles: [{focus: F, responsibilities: [r, r]}]"
    faults = refuse(first, second)
    assert [(Path(fault.file).name, fault.path) for fault in faults] == [
        ("0.yaml", "roles[0].focus"),
        ("0.yaml", "roles[0].x"),
        ("0.yaml", "roles[0].levels.P"),
        ("0.yaml", "levels.NO"),
        ("0.yaml", "levels.NO.label"),
        ("1.yaml", "roles[0].id"),
        ("1.yaml", "roles[0].responsibilities[1]"),
    ]
    assert str(faults[0]).endswith(
        '0.yaml:3:24: roles[0].focus: 5 is read by YAML as a number; put it in quotes: "5"'
    )


def test_the_same_role_twice_names_both_places(refuse: Refuse) -> None:
    line, _, path, message = _one(refuse(ROLE, "\n" + ROLE))
    assert (line, path) == (3, "roles[0]")
    assert message.startswith("the role R stands in ")
    assert "0.yaml:3 too" in message


def test_two_roles_cannot_share_a_level_id(refuse: Refuse) -> None:
    first = _role("id: X, responsibilities: [a]")
    assert "the level id X is taken by the role in" in _one(refuse(first, first.replace("id: R", "id: S")))[3]


def test_two_files_of_a_canon_must_agree_on_its_header(refuse: Refuse) -> None:
    head = "format: 1\ncanon: {name: a, tag: b, source: s}\nlevels: {P: {label: x}}\n"
    faults = refuse(head, head.replace("source: s", "source: t").replace("label: x", "label: y"))
    assert [fault.path for fault in faults] == ["canon.source", "levels.P.label"]
    assert all("0.yaml:" in fault.message and "1.yaml" in fault.file for fault in faults)


def test_a_missing_path_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CanonError) as raised:
        load([tmp_path / "none", tmp_path])
    assert [fault.message.split(";")[0] for fault in raised.value.faults] == ["no canon file is here"] * 2


def test_a_file_that_is_no_utf8_is_refused_at_its_byte(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("format: 1\nö: é".encode() + b"\xff")
    with pytest.raises(CanonError) as raised:
        load([tmp_path])
    assert _one(raised.value.faults)[:2] == (2, 5)


@pytest.mark.parametrize(("text", "sentence"), [("", "the file is empty"), ("# only\n", "the file is empty")])
def test_an_empty_file_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "a.yml").write_text(text)
    with pytest.raises(CanonError, match=sentence):
        load([tmp_path / "a.yml"])


def test_a_character_that_yaml_forbids_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\na: \x07b\x00")
    with pytest.raises(CanonError) as raised:
        load([tmp_path])
    assert [(fault.line, fault.column) for fault in raised.value.faults] == [(2, 4), (2, 6)]


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "SIZE_LIMIT", 10)
    (tmp_path / "a.yaml").write_text("format: 1\n# more")
    with pytest.raises(CanonError, match="larger than 20 MB"):
        load([tmp_path])


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("format: 1")

    def deny(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", deny)
    with pytest.raises(CanonError, match="cannot be read: Permission denied"):
        load([tmp_path])


def test_a_bomb_of_aliases_is_refused(refuse: Refuse) -> None:
    bomb = 'a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]\n'
    for name, before in zip("bcdefghi", "abcdefgh", strict=True):
        bomb += f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    assert "expand to more than 1 MB" in _one(refuse(bomb))[3]


def test_deep_nesting_is_refused(refuse: Refuse) -> None:
    assert "nested deeper than" in _one(refuse("a: " + "[" * 100_000))[3]
    assert yaml_text.read("a: " + "[" * 20 + "]" * 20, "f")[0] is not None


def test_a_slash_is_no_file_and_one_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("format: 1\ncanon: {name: a, tag: b}\n" + ROLE)
    assert len(load([file, tmp_path]).roles) == 1


CANON = """format: 1
canon: {name: N, tag: T, source: s, quality: {a: 4.5}, pass_at: 4}
dimensions: [Scope, Autonomy]
levels: {P: {label: l, dimensions: {Scope: s}}}
roles: [{id: R, focus: F, skills: [{name: n}], sections: {S: [a, {b: c}]}, classifications: [{scheme: s, code: c}],
  levels: {P: {responsibilities: [a, {id: i, text: t, details: [d]}], rubric: {knowledge_application: k}}}}]
"""
ODD = [
    "~",
    "[]",
    "{}",
    "5",
    ".nan",
    "yes",
    "2020-01-01",
    '"\\n"',
    "&a b",
    "*a",
    "!!int 5",
    "!x y",
    "[a, [b]]",
    "? ",
    "<<",
]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(re.findall(r"[\w.]+", CANON)), st.sampled_from([*ODD, "=", "%", "---\n", "\t", "9" * 5000]))
def test_a_broken_canon_is_refused_or_loaded_and_never_crashes(word: str, odd: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.yaml").write_text(CANON.replace(word, odd, 1), encoding="utf-8")
        with suppress(CanonError):
            assert load([Path(folder)]).version
