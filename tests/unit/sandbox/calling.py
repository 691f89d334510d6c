"""Slack's Web API called without a network, and payloads to call it with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx

from bot.sandbox import api, api_files
from bot.sandbox.server import Connections, sandbox_app
from bot.sandbox.workspace import Workspace

Json = dict[str, Any]


@dataclass(frozen=True)
class Slack:
    """What an app says to a workspace."""

    ws: Workspace

    def __call__(self, method: str, **arguments: Any) -> Json:
        """Call a method that must be answered with ok."""
        answer = self.ask(method, **arguments)
        assert answer["ok"], answer
        return answer

    def ask(self, method: str, **arguments: Any) -> Json:
        """Call a method and return whatever is answered."""
        return dict(api.call(self.ws, method, arguments, self.ws.seed.bot_token).body)

    def refuses(self, method: str, **arguments: Any) -> str:
        """Call a method that must be refused; return why."""
        answer = self.ask(method, **arguments)
        assert not answer["ok"], answer
        return str(answer["error"])

    def posts(self, channel: str, text: str = "Words", **more: Any) -> str:
        """Post a message and return its ts."""
        return str(self("chat.postMessage", channel=channel, text=text, **more)["ts"])

    def sends(self, name: str, text: str) -> str:
        """Take the first two steps of an upload; return the file's id."""
        content = text.encode()
        place = self("files.getUploadURLExternal", filename=name, length=len(content))
        *_, file_id, secret = place["upload_url"].split("/")
        api_files.receive(self.ws, file_id, secret, content)
        return str(file_id)

    def uploads(self, channel: str, name: str, text: str, **more: Any) -> Json:
        """Upload a file into a channel in all three steps; return its facts."""
        done = self(
            "files.completeUploadExternal", files=[{"id": self.sends(name, text)}], channel_id=channel, **more
        )
        return dict(done["files"][0])

    def history(self, channel: str) -> list[Json]:
        """Read a channel, newest first."""
        return list(self("conversations.history", channel=channel)["messages"])

    def thread(self, channel: str, ts: str) -> list[Json]:
        """Read a message and what hangs under it."""
        return list(self("conversations.replies", channel=channel, ts=ts)["messages"])

    def opens(self, user: str, *blocks: Json) -> None:
        """Open a modal with these blocks before somebody."""
        view = {"type": "modal", "title": plain("A modal"), "submit": plain("Send"), "blocks": list(blocks)}
        self("views.open", trigger_id=self.ws.permissions.new_trigger(user, "main"), view=view)


@dataclass(frozen=True)
class Page:
    """What the page asks of a workspace's server."""

    ws: Workspace

    def get(self, address: str, **more: Any) -> httpx.Response:
        return asyncio.run(self._ask("GET", address, **more))

    def post(self, address: str, **more: Any) -> httpx.Response:
        return asyncio.run(self._ask("POST", address, **more))

    def state(self, user: str = "U_SAM") -> Json:
        """Return what is on somebody's screen."""
        return dict(self.get("/page/state", params={"user": user}).json())

    def does(self, user: str = "U_SAM", **deed: Any) -> int:
        """Do what a hand does; return the status."""
        return self.post("/page/do", json={"user": user, **deed}).status_code

    async def _ask(self, verb: str, address: str, **more: Any) -> httpx.Response:
        transport = httpx.ASGITransport(sandbox_app(self.ws, Connections()))
        async with httpx.AsyncClient(transport=transport, base_url=self.ws.url) as client:
            return await client.request(verb, address, **more)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str = "", **more: Any) -> Json:
    return {"text": plain(text), "value": value or text, **more}


def button(text: str, **more: Any) -> Json:
    return {"type": "button", "action_id": text.lower(), "text": plain(text), **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def words(text: str) -> Json:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}],
    }


def asked(label: str, block_id: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "a", **element},
        **more,
    }
