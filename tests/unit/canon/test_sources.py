"""A look at role files sees every change without reading them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from canon.sources import Mark, Sources

TEXT = "format: 1\ncanon: {name: N, tag: T}\nroles: [{id: R, focus: F, responsibilities: [r]}]\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a.yaml"
    made.write_text(TEXT)
    return made


def _look(file: Path) -> Mark:
    return Sources((file.parent,)).mark()


def test_files_that_stay_as_they_are_look_the_same(file: Path) -> None:
    assert _look(file) == _look(file)
    (file.parent / "notes.txt").write_text("no role file")
    before = _look(file)
    assert len(before) == 1


@pytest.mark.parametrize("change", ["written", "added", "removed", "renamed", "touched", "replaced"])
def test_every_change_is_seen(file: Path, change: str) -> None:
    before = _look(file)
    match change:
        case "written":
            file.write_text(TEXT + "# more\n")
        case "added":
            (file.parent / "b.yml").write_text("format: 1\ncanon: {name: M, tag: M}\n")
        case "removed":
            file.unlink()
        case "renamed":
            file.rename(file.with_name("c.yaml"))
        case "touched":
            os.utime(file, ns=(1, 1))
        case "replaced":
            found, other = file.stat(), file.with_name("new")
            other.write_text(TEXT.replace("focus: F", "focus: G"))
            os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
            other.replace(file)
    assert _look(file) != before


def test_a_file_that_vanishes_under_the_look_is_a_change(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _look(file)
    plain = Path.stat
    looked: list[Path] = []

    def gone(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        looked.append(self)
        if self == file and looked.count(file) > 1:  # after it was found in its folder
            raise FileNotFoundError(2, "gone")
        return plain(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", gone)
    assert _look(file) != before


def test_sources_load_their_library_and_keep_it_where_they_are_told(file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    sources = Sources((file,), kept)
    assert sources.load() == sources.load()
    assert len(list(kept.iterdir())) == 1
