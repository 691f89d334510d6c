"""What the tests of the importers share: sources written on the spot, and what an import makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from canon.format import LevelSpec, RoleSpec, RowSpec, RubricSpec, SkillSpec
from canon.importers.draft import Wish
from canon.importers.kinds import kind
from canon.importers.running import Import, run
from canon.loader import load
from canon.model import Library
from tests.conftest import Golden, GoldenFiles

FIELDS = {name for spec in (RowSpec, RoleSpec, LevelSpec, RubricSpec, SkillSpec) for name in spec.model_fields}
"""The format's own words, which stand between texts."""
Bring = Callable[..., Import]
LoadImport = Callable[[Import], Library]


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    """Return a function that writes sources into a folder and imports it; a text alone is one file."""

    def bring_them(of_kind: str, sources: str | bytes | Mapping[str, str | bytes], /, **wish: object) -> Import:
        folder = tmp_path / "sources"
        ending = kind(of_kind).endings[0]
        for file, text in ({f"source{ending}": sources} if isinstance(sources, str | bytes) else sources).items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return run(kind(of_kind), [folder], Wish(**wish))  # type: ignore[arg-type]

    return bring_them


@pytest.fixture
def load_import(tmp_path: Path) -> LoadImport:
    """Return a function that loads what an import has written."""

    def load_it(done: Import) -> Library:
        (tmp_path / "made.yaml").write_bytes(done.text.encode())
        return load([tmp_path / "made.yaml"])

    return load_it


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Hold a text against its golden file, to the byte."""
    files = request.config.pluginmanager.get_plugin("golden-files")
    assert isinstance(files, GoldenFiles)
    return files.hold


def why(done: Import) -> list[str]:
    """Return why sources were refused."""
    return [str(refused) for refused in done.refused]


def all_words(done: Import) -> str:
    """Return every text that an import has put somewhere: into the file, or into the list of what was left out."""
    return "\n".join((*_words(yaml.safe_load(done.text or "{}")), *(note.fact.text for note in done.left)))


def _words(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from [] if key in FIELDS else [str(key)]
            yield from _words(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _words(value)
    else:
        yield str(tree)


def left(done: Import) -> dict[str, str]:
    """Return what was left out, and why."""
    return {note.fact.text: note.why for note in done.left}
