"""Write every pin of the project: constraints in pyproject.toml and the image's hash-locked requirements.txt.

    uv run python -m tests.project.pins              after a direct dependency was changed in pyproject.toml
    uv run python -m tests.project.pins --upgrade    to move the indirect ones to their newest as well

Needs the network. `test_pins.py` holds the result together without it.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PYPROJECT = ROOT / "pyproject.toml"
REQUIREMENTS = ROOT / "requirements.txt"

EDITABLE_BUILD = "editables"
"""hatchling asks for it by a hook, not by its metadata, when it installs a checkout in place."""

OLDEST_PYTHON = "3.11"
ADDRESS = re.compile(r"://|--(extra-)?index-url|--find-links|--trusted-host")


def declared() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))


def named(lines: Iterable[str]) -> dict[str, Requirement]:
    """Return requirements by their normalised name; hashes and line continuations are left out."""
    plain = (line.split(" --hash", 1)[0].rstrip("\\ ") for line in lines)
    found = [Requirement(line) for line in plain if line.strip()]
    return {re.sub(r"[-_.]+", "-", each.name).lower(): each for each in found}


def runtime_lines() -> list[str]:
    """Return the lines of requirements.txt that name a distribution."""
    return [line for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if "==" in line]


def main(*, upgrade: bool) -> None:
    """Resolve the closure for every platform and Python, then the build's and the image's, and write all three."""
    said = declared()
    project, groups, settings = said["project"], said["dependency-groups"], said.get("tool", {}).get("uv", {})
    everything = [*project["dependencies"], *(line for group in groups.values() for line in group)]
    build = [*said["build-system"]["requires"], EDITABLE_BUILD]
    kept = () if upgrade else settings.get("constraint-dependencies", ())
    kept_build = () if upgrade else settings.get("build-constraint-dependencies", ())

    closure = _resolve(everything, prefer=kept)
    _write_array("constraint-dependencies", closure)
    _write_array("build-constraint-dependencies", _resolve(build, prefer=(*kept_build, *closure)))
    hashed = _resolve(project["dependencies"], prefer=closure, options=("--generate-hashes",))
    REQUIREMENTS.write_text(_without_addresses(hashed), encoding="utf-8", newline="\n")
    click.echo(f"{len(closure)} pins, {len(named(runtime_lines()))} of them in requirements.txt")


def _resolve(wanted: Sequence[str], *, prefer: Iterable[str], options: Sequence[str] = ()) -> list[str]:
    """Resolve for all platforms at once; versions in `prefer` stay where the wanted ones allow it."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder, "answer.txt")
        answer.write_text("\n".join(prefer), encoding="utf-8")
        Path(folder, "wanted.in").write_text("\n".join(wanted), encoding="utf-8")
        uv = os.environ.get("UV", "uv")
        shape = ("--universal", "--python-version", OLDEST_PYTHON, "--no-header", "--no-annotate", "--quiet")
        command = (uv, "pip", "compile", "wanted.in", "--output-file", answer.name, *shape, *options)
        subprocess.run(command, cwd=folder, check=True)
        return answer.read_text(encoding="utf-8").splitlines()


def _write_array(key: str, lines: Sequence[str]) -> None:
    """Put the lines into the array of that name in pyproject.toml, one to a line."""
    body = "".join(f'  "{line}",\n' for line in _without_addresses(lines).splitlines())
    text = PYPROJECT.read_text(encoding="utf-8")
    array = re.compile(rf"^{key} = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)
    new, found = array.subn(lambda _: f"{key} = [\n{body}]\n", text)
    if found != 1:
        raise click.ClickException(f"pyproject.toml needs one array {key}, with its brackets on lines of their own.")
    PYPROJECT.write_text(new, encoding="utf-8", newline="\n")


def _without_addresses(lines: Sequence[str]) -> str:
    for line in lines:
        if ADDRESS.search(line):
            raise click.ClickException("A pin came with an address; pins name versions and hashes alone.")
    return "".join(f"{line}\n" for line in lines)


@click.command(help=__doc__)
@click.option("--upgrade", is_flag=True, help="Move indirect dependencies to their newest versions.")
def _command(*, upgrade: bool) -> None:
    main(upgrade=upgrade)


if __name__ == "__main__":
    _command()
