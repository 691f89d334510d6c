"""What can be said of the image without an engine: its parts, and its health check against a small server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.project.pins import ROOT

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STEPS = [line for line in TEXT.replace("\\\n", "").splitlines() if line and not line.startswith("#")]


def steps(instruction: str) -> list[str]:
    return [line.removeprefix(instruction).strip() for line in STEPS if line.startswith(f"{instruction} ")]


@contextmanager
def server(status: int) -> Iterator[int]:
    class Health(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test's output quiet."""

    with HTTPServer(("127.0.0.1", 0), Health) as health:
        thread = threading.Thread(target=health.serve_forever)
        thread.start()
        yield health.server_port
        health.shutdown()
        thread.join()


def health_check(port: int) -> int:
    command = json.loads(steps("HEALTHCHECK")[0].partition(" CMD ")[2])
    assert command.pop(0) == "python"
    environ = {**os.environ, "PORT": str(port)}
    return subprocess.run([sys.executable, *command], env=environ, stderr=subprocess.DEVNULL, check=False).returncode


def test_both_stages_start_from_one_exact_python() -> None:
    bases = {line.split()[0] for line in steps("FROM")}
    assert len(steps("FROM")) == 2
    assert [re.fullmatch(r"python:3\.\d+\.\d+-slim", base) is not None for base in bases] == [True]


def test_it_runs_as_a_numbered_user_who_writes_to_data_alone() -> None:
    assert steps("USER") == ["10001:10001"]
    assert steps("VOLUME") == ["/data"]
    assert "DATABASE_URL=sqlite:////data/goalframe.db" in TEXT


def test_it_gets_the_signal_itself() -> None:
    assert json.loads(steps("ENTRYPOINT")[0]) == ["goalframe", "run", "--host", "0.0.0.0"]  # noqa: S104, a container
    assert steps("STOPSIGNAL") == ["SIGTERM"]


def test_dependencies_come_by_hash_and_the_wheel_alone() -> None:
    installs = [step for step in STEPS if "pip install" in step]
    assert [step for step in installs if "--require-hashes" in step and "requirements.txt" in step]
    assert [step for step in installs if "--no-deps" in step and step.endswith(".whl")]


def test_what_is_copied_is_not_ignored() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    copied = {name for line in steps("COPY") if "--from" not in line for name in line.split()[:-1]}
    assert kept == copied
    assert [name for name in copied if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_health_check_asks_the_app(status: int, code: int) -> None:
    with server(status) as port:
        assert health_check(port) == code


def test_the_health_check_fails_when_nothing_listens() -> None:
    with server(200) as port:
        pass
    assert health_check(port) == 1
