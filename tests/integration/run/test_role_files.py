"""`goalframe run` follows its role files: changed ones are loaded anew, broken ones change nothing."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from bot.sandbox.server import SandboxServer
from tests.integration.run.program import Program, eventually

Runs = Callable[..., AbstractContextManager[Program]]
ROLES = "format: 1\ncanon: {name: N, tag: T}\nroles: [{id: W, focus: Writer, responsibilities: [%s]}]\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "roles" / "a.yaml"
    made.parent.mkdir()
    made.write_text(ROLES % "Writes books.")
    return made


def test_roles_are_loaded_anew_when_asked_and_a_broken_edit_changes_nothing(
    server: SandboxServer, runs: Runs, file: Path
) -> None:
    with runs(GOALFRAME_CANON=str(file.parent), GOALFRAME_CACHE=str(file.parents[1] / "kept")) as program:
        server.workspace.connect(program.url)
        ana = server.workspace.person("U_ANA")
        ana.types("/goals writer")
        assert "Writes books." in ana.sees()

        file.write_text(ROLES % "Writes letters.")
        program.sends(signal.SIGHUP)
        eventually(lambda: "The role library was loaded anew: 1 role." in program.text)
        ana.types("/goals writer")
        assert "Writes letters." in ana.sees()

        file.write_text(ROLES.replace("focus", "focu") % "Writes nothing.")
        program.sends(signal.SIGHUP)
        eventually(lambda: f"stays in use: {file}:3:9: " in program.text)
        said = httpx.get(f"{program.url}/readyz", trust_env=False)
        assert (said.status_code, said.text.startswith("ready\nThe role library that was loaded before ")) == (
            200,
            True,
        )
        ana.types("/goals writer")
        assert "Writes letters." in ana.sees()
        program.sends(signal.SIGTERM)
        assert program.ends() == 0
