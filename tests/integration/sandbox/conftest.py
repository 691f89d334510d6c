"""A small Bolt app behind a real HTTP server, and a workspace that it is installed in."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from slack_bolt import App, BoltRequest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace

ROLES = ["Account Executive", "Accountant", "Data Engineer"]


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def option(text: str, value: str | None = None) -> dict[str, Any]:
    return {"text": plain(text), "value": value or text}


def button(action_id: str, text: str, value: str = "x") -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": plain(text), "value": value}


def frames(layout: str) -> list[dict[str, Any]]:
    buttons = [button(f"layout_{name}", name) for name in ("SMART", "OKRs")]
    return [
        {"type": "header", "text": plain(f"Goals: {layout}")},
        {"type": "actions", "block_id": "layouts", "elements": [*buttons, button("start", "Start")]},
    ]


def text_input(block: str, label: str, *, autosave: bool = False) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "text", "max_length": 500}
    out = {"type": "input", "block_id": block, "label": plain(label), "element": element, "optional": True}
    if autosave:
        out["dispatch_action"] = True
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return out


def goal_modal() -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "goal",
        "title": plain("A goal"),
        "submit": plain("Save & next"),
        "close": plain("Close"),
        "notify_on_close": True,
        "private_metadata": "m1",
        "blocks": [
            text_input("baseline", "Baseline"),
            text_input("target", "Target", autosave=True),
            {
                "type": "input",
                "block_id": "due",
                "optional": True,
                "label": plain("Due date"),
                "element": {"type": "datepicker", "action_id": "day", "initial_date": "2027-06-30"},
            },
            {
                "type": "input",
                "block_id": "role",
                "optional": True,
                "label": plain("Role"),
                "element": {"type": "external_select", "action_id": "role", "min_query_length": 2},
            },
            {
                "type": "section",
                "block_id": "keep",
                "text": {"type": "mrkdwn", "text": "*Keep these*"},
                "accessory": {
                    "type": "checkboxes",
                    "action_id": "keep",
                    "options": [option("First goal", "1"), option("Second goal", "2")],
                },
            },
            {
                "type": "actions",
                "block_id": "more",
                "elements": [
                    button("deeper", "Deeper"),
                    {
                        "type": "static_select",
                        "action_id": "jump",
                        "placeholder": plain("Go to"),
                        "options": [option("One", "1"), option("Two", "2")],
                    },
                    {"type": "overflow", "action_id": "more", "options": [option("Copy", "copy")]},
                    {"type": "users_select", "action_id": "who", "placeholder": plain("Who")},
                ],
            },
        ],
    }


def toy_app(api_url: str) -> App:  # noqa: C901 - one short listener after another
    """Answer as the real app would, in small."""
    from slack_sdk import WebClient

    client = WebClient("xoxb-made-up-demo-token", base_url=api_url)
    app = App(client=client, signing_secret="made-up-signing-secret", process_before_response=True)

    @app.command("/goals")
    def goals(ack: Any, command: dict[str, Any]) -> None:
        answers = {
            "help": "Type /goals and a role.",
            "nothing": "",
            "bad": {"text": "x", "blocks": [{"type": "header", "text": plain("x" * 151)}]},
            "": {"text": "Goals", "blocks": frames("SMART")},
        }
        if command["text"] == "slow":
            time.sleep(3.3)
        ack(answers.get(command["text"], answers[""]))

    @app.action("layout_OKRs")
    def okrs(ack: Any, respond: Any) -> None:
        ack()
        respond(text="Goals", blocks=frames("OKRs"), replace_original=True)

    @app.action("start")
    def start(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=goal_modal())

    @app.action("deeper")
    def deeper(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        ack()
        deep = {"type": "modal", "title": plain("Deeper"), "blocks": [{"type": "divider"}]}
        client.views_push(trigger_id=body["trigger_id"], view=deep | {"blocks": frames("Deep")})

    for name in ("text", "day", "role", "keep", "jump", "more", "who"):
        app.action(name)(lambda ack: ack())

    @app.options("role")
    def roles(ack: Any, payload: dict[str, Any]) -> None:
        words = payload["value"].casefold()
        ack(options=[option(role) for role in ROLES if words in role.casefold()])

    @app.view("goal")
    def save(ack: Any, view: dict[str, Any]) -> None:
        baseline = view["state"]["values"]["baseline"]["text"]["value"]
        if baseline == "bad":
            ack(response_action="errors", errors={"baseline": "Not this."})
        elif baseline == "wrong answer":
            ack(response_action="errors", errors={"nowhere": "Not this."})
        elif baseline == "next":
            ack(response_action="update", view=goal_modal() | {"title": plain("The next goal")})
        else:
            ack()

    app.view_closed("goal")(lambda ack: ack())

    @app.shortcut("new_goals")
    def new_goals(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=goal_modal())

    @app.event("app_home_opened")
    def home(event: dict[str, Any], client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": frames("Home")})

    app.event("user_change")(lambda: None)
    app.event("team_join")(lambda: None)
    return app


@contextmanager
def served(app: App) -> Iterator[str]:
    """Serve a Bolt app on a free port of this computer."""

    async def events(request: Request) -> Response:
        body = (await request.body()).decode()
        asked = BoltRequest(body=body, headers=dict(request.headers))
        said = await run_in_threadpool(app.dispatch, asked)
        return Response(said.body, said.status, {k: v[0] for k, v in said.headers.items()})

    site = Starlette(routes=[Route("/slack/events", events, methods=["POST"])])
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(site, log_config=None, lifespan="off", ws="none"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


@pytest.fixture(scope="module")
def toy() -> Iterator[tuple[SandboxServer, str]]:
    with SandboxServer() as server, served(toy_app(server.api_url)) as app_url:
        yield server, app_url


@pytest.fixture
def ws(toy: tuple[SandboxServer, str]) -> Iterator[Workspace]:
    server, app_url = toy
    workspace = server.workspace
    workspace.connect(app_url)
    yield workspace
    workspace.forget()
