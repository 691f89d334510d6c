"""Check the project and change nothing: lint, format, types, import contracts, pins.

uv run python -m tests.project.check
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
IMPORTS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
STEPS = {
    "lint": ("-m", "ruff", "check", "--quiet", "."),
    "format": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "types": ("-m", "mypy"),
    "imports": ("-c", IMPORTS),
    "pins": ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/project/test_pins.py"),
}


def passes(name: str, arguments: tuple[str, ...]) -> bool:
    """Run one step and print one line; what it said follows only when it failed."""
    alone = {key: value for key, value in os.environ.items() if key != "PYTEST_ADDOPTS"}
    command = (sys.executable, *arguments)
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, check=False)
    click.echo(f"{name}: {'FAILED' if done.returncode else 'ok'}")
    if done.returncode:
        click.echo(done.stdout + done.stderr)
    return done.returncode == 0


def main() -> int:
    """Run every step, also after one failed; 1 when any did."""
    results = [passes(name, arguments) for name, arguments in STEPS.items()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
