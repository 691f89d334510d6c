"""Every version is pinned in the project's own files; the pins agree with each other and with what is installed."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

from tests.project.pins import (
    ADDRESS,
    EDITABLE_BUILD,
    PYPROJECT,
    REQUIREMENTS,
    ROOT,
    declared,
    named,
    runtime_lines,
)

SAID = declared()
RUNTIME = named(SAID["project"]["dependencies"])
GROUPS = named(line for group in SAID["dependency-groups"].values() for line in group)
BUILD = named(SAID["build-system"]["requires"])
PINS = named(SAID["tool"]["uv"]["constraint-dependencies"])
BUILD_PINS = named(SAID["tool"]["uv"]["build-constraint-dependencies"])
IMAGE = named(runtime_lines())

LOCKS = {"uv.lock", "package-lock.json", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "yarn.lock"}
PLATFORMS = {
    "Linux on x86": {"sys_platform": "linux", "os_name": "posix", "platform_machine": "x86_64"},
    "Linux on ARM": {"sys_platform": "linux", "os_name": "posix", "platform_machine": "aarch64"},
    "macOS on ARM": {"sys_platform": "darwin", "os_name": "posix", "platform_machine": "arm64"},
    "macOS on x86": {"sys_platform": "darwin", "os_name": "posix", "platform_machine": "x86_64"},
    "Windows": {"sys_platform": "win32", "os_name": "nt", "platform_machine": "AMD64"},
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLACES = {
    f"{platform}, Python {python}": {**values, "python_version": python, "python_full_version": f"{python}.0"}
    for platform, values in PLATFORMS.items()
    for python in PYTHONS
}


def version(requirement: Requirement) -> str:
    return str(requirement.specifier)


def applies(requirement: Requirement, place: Mapping[str, str], extras: Iterable[str] = ()) -> bool:
    if requirement.marker is None:
        return True
    here = {key: str(value) for key, value in default_environment().items()}
    asked = ("", *extras)
    return any(requirement.marker.evaluate({**here, **place, "extra": extra}) for extra in asked)


def closure(direct: Iterable[Requirement], place: Mapping[str, str]) -> set[str]:
    """Follow what the installed distributions say they need; one that is not installed here ends its branch."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [each for each in direct if applies(each, place)]
    while waiting:
        each = waiting.pop()
        name = re.sub(r"[-_.]+", "-", each.name).lower()
        if (name, frozenset(each.extras)) in found:
            continue
        found.add((name, frozenset(each.extras)))
        waiting += [need for need in needs(name) if applies(need, place, each.extras)]
    return {name for name, _ in found}


def needs(name: str) -> list[Requirement]:
    try:
        return [Requirement(line) for line in importlib.metadata.requires(name) or ()]
    except importlib.metadata.PackageNotFoundError:
        return []


def tracked_files() -> list[str]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = (git, "ls-files", "--cached", "--others", "--exclude-standard")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("pins", [RUNTIME, GROUPS, BUILD, PINS, BUILD_PINS, IMAGE])
def test_every_requirement_names_exactly_one_version(pins: dict[str, Requirement]) -> None:
    assert [str(each) for each in pins.values() if not re.fullmatch(r"==[\w.+!]+", version(each))] == []


def test_every_direct_dependency_is_in_the_constraints_at_its_version() -> None:
    direct = {name: version(each) for name, each in {**RUNTIME, **GROUPS}.items()}
    assert {name: version(PINS[name]) for name in direct} == direct
    assert {name: version(BUILD_PINS[name]) for name in BUILD} == {name: version(BUILD[name]) for name in BUILD}
    assert EDITABLE_BUILD in BUILD_PINS


def test_what_is_installed_stands_at_its_pin() -> None:
    installed = {
        name: importlib.metadata.version(name)
        for name in closure({**RUNTIME, **GROUPS}.values(), {})
        if is_installed(name)
    }
    assert installed == {name: version(PINS[name]).removeprefix("==") for name in installed}
    assert closure(RUNTIME.values(), {}) <= set(installed)


def is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


@pytest.mark.parametrize("place", PLACES)
def test_the_constraints_hold_the_whole_closure_of_every_platform(place: str) -> None:
    needed = closure({**RUNTIME, **GROUPS}.values(), PLACES[place])
    assert needed - {name for name, each in PINS.items() if applies(each, PLACES[place])} == set()


@pytest.mark.parametrize("place", PLACES)
def test_the_image_installs_the_runtime_closure_and_nothing_else(place: str) -> None:
    wanted = {name for name, each in IMAGE.items() if applies(each, PLACES[place])}
    assert wanted == closure(RUNTIME.values(), PLACES[place])


def test_the_image_s_versions_are_the_constraints() -> None:
    assert {name: version(each) for name, each in IMAGE.items()} == {name: version(PINS[name]) for name in IMAGE}


def test_every_line_of_the_image_s_list_is_a_pin_or_a_hash_and_every_pin_has_hashes() -> None:
    text = REQUIREMENTS.read_text(encoding="utf-8")
    entries = text.replace("\\\n", "").splitlines()
    assert [each for each in entries if not re.fullmatch(r"[^#]+?( +--hash=sha256:[0-9a-f]{64})+", each)] == []
    assert len(entries) == len(IMAGE)


def test_no_pin_records_an_address() -> None:
    uv_settings = PYPROJECT.read_text(encoding="utf-8").partition("[tool.uv]")[2].partition("\n[tool.")[0]
    assert ADDRESS.search(uv_settings) is None
    assert ADDRESS.search(REQUIREMENTS.read_text(encoding="utf-8")) is None
    assert set(SAID["tool"]["uv"]) == {"constraint-dependencies", "build-constraint-dependencies"}


def test_no_lock_file_is_kept() -> None:
    assert [path for path in tracked_files() if path.rpartition("/")[2] in LOCKS] == []


def test_one_uv_is_named_everywhere() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "Dockerfile")]
    named_versions = [re.findall(r"\buv==([\w.]+)", text) for text in texts]
    assert all(named_versions)
    assert len({each for found in named_versions for each in found}) == 1
