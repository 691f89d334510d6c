"""The golden fixture itself, in runs of pytest on a small project."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
SETTINGS = """[tool.pytest.ini_options]
testpaths = ["tests"]
addopts = ["-m", "not browser"]
markers = ["browser: left out"]
"""
TESTS = """import pytest

def test_that_draws_a_view(golden):
    golden("views/home.txt", "Hello\\r\\nSam\\n")

@pytest.mark.browser
def test_in_a_browser():
    pass
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    for path, text in {"pyproject.toml": SETTINGS, "tests/test_view.py": TESTS}.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "tests" / "conftest.py").write_bytes(CONFTEST.read_bytes())
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pytest", "-p", "no:cov", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "tests" / "golden" / "views" / "home.txt"


def test_the_flag_writes_what_is_then_held_to_the_byte(run: Run, home: Path) -> None:
    assert run("--golden-update").returncode == 0
    assert home.read_bytes() == b"Hello\r\nSam\n"
    assert run().returncode == 0
    home.write_bytes(b"Hello\nSam\n")
    assert "views/home.txt differs" in run().stdout


def test_a_missing_golden_file_fails(run: Run) -> None:
    assert "no golden file views/home.txt" in run().stdout


def test_a_golden_file_that_no_test_uses_fails_the_whole_run_alone(run: Run, home: Path) -> None:
    run("--golden-update")
    home.with_name("gone.txt").write_text("old", encoding="utf-8")
    elsewhere = home.parents[1] / "frames" / "other.txt"
    elsewhere.parent.mkdir()
    elsewhere.write_text("held by something else", encoding="utf-8")

    whole = run()

    assert whole.returncode == 1
    assert "tests/golden/views/gone.txt" in whole.stdout
    assert "other.txt" not in whole.stdout
    assert run("tests/test_view.py").returncode == 0
    assert run("-m", "browser").returncode == 0
