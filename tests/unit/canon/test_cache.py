"""A kept library is the loaded one, to the last line number; whatever is wrong with it, the files are read anew."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given

from canon import cache
from canon.cache import MOST_KEPT, content_key, load_cached
from canon.cards import cards_of
from canon.faults import CanonError
from canon.loader import load, packaged
from canon.model import Library
from canon.shelf import packed_lines, unpacked
from tests.unit.canon.many_roles import write_roles
from tests.unit.canon.test_properties import Made, canons

FULL = """format: 1
canon: {name: N, tag: T, source: s, licence: l, quality: {rows: 0.5}, pass_at: 0.4}
levels:
  P2: {label: P2 — Two, summary: s, typical_experience: 2 yrs, dimensions: {Scope: small}}
roles:
  - id: R
    focus: F
    function: Fn / Part
    title: Title
    description: |
      one
      two
    differential: d
    aliases: [A, B]
    classifications: [{scheme: S, code: 1-1, source: x}, {scheme: S, code: 2-2}]
    skills: [{name: K, description: d, source: s}, {name: M}]
    sections: {Note: "one\\ntwo", Partners: [{Who: text}, [deep]]}
    levels:
      P2:
        title: Own
        track: Tr
        core_outputs: [{id: i, name: n, text: "a — ⟨b⟩", details: [x, y], kind: accountability}]
        responsibilities: [r]
        components: [c]
        rubric: {knowledge_application: k, typical_degree_years: y}
        dimensions: {Impact: big}
      P3: {id: OWN.ID, components: [c]}
  - {id: CARD, focus: C, responsibilities: [only]}
"""


@pytest.fixture
def roles(tmp_path: Path) -> Path:
    folder = tmp_path / "roles"
    folder.mkdir()
    (folder / "a.yaml").write_text(FULL, encoding="utf-8")
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the list of what was truly loaded."""
    seen: list[object] = []

    def counted(paths: list[Path]) -> Library:
        seen.append(paths)
        return load(paths)

    monkeypatch.setattr(cache, "load", counted)
    return seen


def _the_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_a_kept_library_is_the_loaded_one(roles: Path, kept: Path, loads: list[object]) -> None:
    first, second = load_cached([roles], kept), load_cached([roles], kept)
    assert len(loads) == 1
    assert second == first == load([roles])
    assert second.roles[0].profiles[0].core_outputs[0].place.line == 22
    assert second.roles[-1].id == "CARD"
    assert [role.id for role in second.roles[:1]] == ["R"]
    assert hash(second) == hash(second)
    assert cards_of(second.roles) == cards_of(first.roles)


def test_what_is_kept_is_for_its_owner_alone(roles: Path, kept: Path) -> None:
    load_cached([roles], kept)
    assert kept.stat().st_mode & 0o777 == 0o700
    assert _the_file(kept).stat().st_mode & 0o777 == 0o600


@given(canons())
def test_any_canon_is_packed_without_loss(made: Made) -> None:
    with TemporaryDirectory() as folder:
        text = yaml.safe_dump(made.document, allow_unicode=True, sort_keys=False)
        (Path(folder) / "a.yaml").write_text(text, encoding="utf-8", newline="")
        library = load([Path(folder)])
    assert unpacked(list(packed_lines(library))) == library


def test_the_packaged_library_is_packed_without_loss() -> None:
    library = load([packaged()])
    assert unpacked(list(packed_lines(library))) == library


@pytest.mark.parametrize("change", ["text", "name", "more", "gone"])
def test_changed_files_are_loaded_anew(roles: Path, kept: Path, loads: list[object], change: str) -> None:
    more = roles / "b.yaml"
    more.write_text("format: 1\ncanon: {name: M, tag: M}\n")
    load_cached([roles], kept)
    match change:
        case "text":
            (roles / "a.yaml").write_text(FULL.replace("only", "changed"), encoding="utf-8")
        case "name":
            (roles / "a.yaml").rename(roles / "c.yaml")
        case "more":
            (roles / "d.yaml").write_text("format: 1\ncanon: {name: D, tag: D}\n")
        case "gone":
            more.unlink()
    assert load_cached([roles], kept) == load([roles])
    assert len(loads) == 2
    assert load_cached([roles], kept) == load([roles])
    assert len(loads) == 2


def test_another_program_s_library_is_loaded_anew(
    roles: Path, kept: Path, loads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_cached([roles], kept)
    monkeypatch.setattr(cache, "_program", lambda: b"another")
    load_cached([roles], kept)
    assert len(loads) == 2


@pytest.mark.parametrize("damage", ["empty", "other", "cut", "turned", "tail"])
def test_a_spoilt_file_is_ignored_and_made_anew(roles: Path, kept: Path, loads: list[object], damage: str) -> None:
    load_cached([roles], kept)
    file = _the_file(kept)
    whole = file.read_bytes()
    spoilt = {
        "empty": b"",
        "other": b"hello\n{}",
        "cut": whole[: len(whole) // 2],
        "turned": whole.replace(b"only", b"0nly"),
        "tail": whole + b"\n{}",
    }
    file.write_bytes(spoilt[damage])
    assert load_cached([roles], kept) == load([roles])
    assert len(loads) == 2
    assert _the_file(kept).read_bytes() == whole


def test_a_file_with_a_right_sum_over_other_json_is_ignored(roles: Path, kept: Path, loads: list[object]) -> None:
    load_cached([roles], kept)
    file = _the_file(kept)
    for body in (b"[]", b"{}\n[]", b"not json", b'{"canons": 1}\n[]'):
        first = file.read_bytes().partition(b"\n")[0]
        file.write_bytes(first + b"\n" + cache._sum(body) + b"\n" + body)
        assert load_cached([roles], kept).roles[0].id == "R"
    assert len(loads) == 5


def test_a_file_or_folder_that_others_can_write_is_not_trusted(
    roles: Path, kept: Path, loads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    load_cached([roles], kept)
    _the_file(kept).chmod(0o666)
    load_cached([roles], kept)
    assert len(loads) == 2
    kept.chmod(0o777)
    load_cached([roles], kept)
    assert len(loads) == 3
    kept.chmod(0o700)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    load_cached([roles], kept)
    assert len(loads) == 4


def test_where_the_system_knows_no_owners_what_is_kept_is_taken(
    roles: Path, kept: Path, loads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "getuid", raising=False)
    load_cached([roles], kept)
    load_cached([roles], kept)
    assert len(loads) == 1


def test_without_a_folder_or_where_it_cannot_be_made_the_files_are_loaded(
    roles: Path, tmp_path: Path, loads: list[object]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    for folder in (None, blocked / "kept"):
        assert load_cached([roles], folder) == load([roles])
    assert len(loads) == 2


def test_a_folder_that_cannot_be_written_keeps_nothing(
    roles: Path, kept: Path, loads: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", full)
    for _ in range(2):
        assert load_cached([roles], kept) == load([roles])
    assert len(loads) == 2
    assert list(kept.iterdir()) == []


def test_a_faulty_library_is_never_kept(roles: Path, kept: Path) -> None:
    (roles / "a.yaml").write_text("format: 2\n")
    for _ in range(2):
        with pytest.raises(CanonError):
            load_cached([roles], kept)
    assert list(kept.iterdir()) == []


def test_files_that_change_while_they_are_read_are_not_kept(
    roles: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(paths: list[Path]) -> Library:
        library = load(paths)
        (roles / "a.yaml").write_text(FULL + "# changed\n", encoding="utf-8")
        return library

    monkeypatch.setattr(cache, "load", meanwhile)
    load_cached([roles], kept)
    assert list(kept.iterdir()) == []


def test_a_file_that_cannot_be_read_has_a_key_too(roles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readable = content_key([roles])
    plain = Path.read_bytes

    def unreadable(self: Path) -> bytes:
        if self.suffix == ".yaml":
            raise PermissionError(13, "no")
        return plain(self)

    monkeypatch.setattr(Path, "read_bytes", unreadable)
    assert content_key([roles]) != readable


def test_only_the_newest_libraries_are_kept(tmp_path: Path, kept: Path) -> None:
    for number in range(MOST_KEPT + 3):
        load_cached([write_roles(tmp_path / str(number), 1)], kept)
    assert len(list(kept.iterdir())) == MOST_KEPT
