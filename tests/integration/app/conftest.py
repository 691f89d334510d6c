"""The office that the dialogues take place in, and what is held after each of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from bot.sandbox.state import Delivery
from canon.loader import load, packaged
from canon.model import Library
from db.upgrade import upgrade
from tests.integration.app.office import Door, Landlord, Office, SlackTime, make_server_of_workspace

LONG_ENOUGH = 4
"""Characters from which on a typed word would be found in a log by more than chance."""


@pytest.fixture(scope="session")
def landlord(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Landlord]:
    template = tmp_path_factory.mktemp("template") / "empty.db"
    upgrade(f"sqlite:///{template}")
    slack_time = SlackTime()
    with make_server_of_workspace(slack_time) as server, Door().open() as door:
        yield Landlord(server, door, load([packaged()]), template, slack_time)


@pytest.fixture
def lets(landlord: Landlord, tmp_path: Path) -> Callable[..., AbstractContextManager[Office]]:
    """Open an office of one's own: another library, or other settings."""

    def let(**choices: Any) -> AbstractContextManager[Office]:
        return landlord.lets(tmp_path, **choices)

    return let


@pytest.fixture
def office(lets: Callable[..., AbstractContextManager[Office]]) -> Iterator[Office]:
    with lets() as open_office:
        yield open_office


@pytest.fixture(autouse=True)
def nothing_refused_and_nothing_logged(landlord: Landlord, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Hold after each dialogue: Slack took every message and view, and no log holds what anybody typed."""
    ws = landlord.server.workspace
    ws.forget()
    caplog.set_level(logging.INFO)
    yield
    refused, typed = [str(refusal) for refusal in ws.refusals], _typed(ws.deliveries)
    logged = caplog.text
    ws.forget()
    assert refused == []
    assert [words for words in typed if words in logged] == []


def _typed(deliveries: list[Delivery]) -> set[str]:
    """Return everything that stood in a text field of any payload."""
    states = (((one.payload.get("view") or {}).get("state") or {}).get("values") or {} for one in deliveries)
    entries = (entry for state in states for block in state.values() for entry in block.values())
    return {value for entry in entries if len(value := str(entry.get("value") or "")) >= LONG_ENOUGH}


@pytest.fixture
def library_of(tmp_path: Path) -> Callable[[str], Library]:
    """Return a function that makes a library of the roles in a text."""

    def make(text: str) -> Library:
        file = tmp_path / "library.yaml"
        file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return load([file])

    return make
