"""What all tests share: how Hypothesis runs, and golden files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

os.environ["GOALFRAME_CACHE"] = "off"  # no test leaves anything in the home of who runs it
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

Golden = Callable[[str, str], None]
"""Takes a path below tests/golden and the text that belongs there."""

OWN_RUN = {"browser", "bench", "load"}
"""Marks of the tests that the plain command leaves out; they own no golden files."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites golden files."""
    parser.addoption("--golden-update", action="store_true", help="rewrite the golden files; read the diff after it")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Spread the plain command over the processors; what is asked for by path or by mark runs by itself."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    own = config.option.markexpr in OWN_RUN
    return os.cpu_count() or 1 if whole and not own else 0


def pytest_configure(config: pytest.Config) -> None:
    """Start the record of this run's golden files."""
    config.pluginmanager.register(GoldenFiles(config), "golden-files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Hold a text against its golden file, to the byte."""
    files = request.config.pluginmanager.get_plugin("golden-files")
    assert isinstance(files, GoldenFiles)
    return files.hold


class GoldenFiles:
    """The golden files of one run: which were used, and after a whole run which nobody uses any more."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.folder = config.rootpath / "tests" / "golden"
        self.used: set[Path] = set()
        self.orphans: list[Path] = []
        self.partial = config.args_source is not pytest.Config.ArgsSource.TESTPATHS or config.getoption(
            "lf", default=False
        )

    def hold(self, path: str, text: str) -> None:
        """Compare the text to the file, or write it there when asked to."""
        file = self.folder / path
        self.used.add(file)
        if self.config.getoption("--golden-update"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
            return
        assert file.is_file(), f"no golden file {path}; write it with --golden-update"
        assert text == file.read_bytes().decode(), (
            f"{path} differs; if it should, use --golden-update and read the diff"
        )

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        """Note when more was left out than what the plain command leaves out."""
        if any(OWN_RUN.isdisjoint(mark.name for mark in item.iter_markers()) for item in items):
            self.partial = True

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a worker used."""
        told = getattr(node, "workeroutput", {})
        self.used |= {Path(file) for file in told.get("golden", ())}
        self.partial = self.partial or told.get("partial", True)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Fail a whole and otherwise green run that leaves golden files unused; a worker tells what it used."""
        told = getattr(self.config, "workeroutput", None)
        if told is not None:
            told["golden"] = [file.as_posix() for file in self.used]
            told["partial"] = self.partial
            return
        if self.partial or exitstatus != pytest.ExitCode.OK or not session.testscollected:
            return
        folders = {self.folder / file.relative_to(self.folder).parts[0] for file in self.used}
        there = {file for folder in folders for file in folder.rglob("*") if file.is_file()}
        self.orphans = sorted(there - self.used)
        if self.orphans:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name the golden files that no test uses."""
        if self.orphans:
            terminalreporter.section("golden files that no test uses", red=True)
            for orphan in self.orphans:
                terminalreporter.line(orphan.relative_to(self.config.rootpath).as_posix())
