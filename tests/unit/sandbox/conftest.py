"""A workspace without a network: an app that takes whatever comes, and Slack's Web API to be called."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from bot.sandbox.person import Person
from bot.sandbox.workspace import Workspace
from tests.unit.sandbox.calling import Page, Slack

HOME = "http://127.0.0.1:8765"


@pytest.fixture
def ws() -> Iterator[Workspace]:
    workspace = Workspace()
    workspace.url = HOME
    workspace.connect("http://app.example", transport=httpx.MockTransport(lambda _: httpx.Response(200)))
    yield workspace
    workspace.close()


@pytest.fixture
def slack(ws: Workspace) -> Slack:
    return Slack(ws)


@pytest.fixture
def ana(ws: Workspace) -> Person:
    return ws.person("U_ANA")


@pytest.fixture
def sam(ws: Workspace) -> Person:
    return ws.person("U_SAM")


@pytest.fixture
def dm(ws: Workspace) -> str:
    """Give the direct messages between Sam and the app."""
    return ws.dm("U_SAM").id


@pytest.fixture
def page(ws: Workspace) -> Page:
    return Page(ws)
