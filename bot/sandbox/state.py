"""What a workspace remembers: channels, messages, open views, and the record of what went in and out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.sandbox.gate import Fault

Json = dict[str, Any]
Values = dict[str, dict[str, Json]]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, or the direct messages between the app and the person named."""

    id: str
    name: str
    person: str = ""


@dataclass(slots=True, kw_only=True)
class Surface:
    """Anything with blocks on a person's screen, with what each person entered in it."""

    blocks: list[Json] = field(default_factory=list)
    entered: dict[str, Values] = field(default_factory=dict)
    suggested: dict[tuple[str, str], list[Json]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Message(Surface):
    """One message; an ephemeral one is visible to one person and kept under its response_url alone."""

    ts: str
    channel: str
    author: str
    text: str
    visible_to: str = ""
    thread_ts: str = ""
    reply_count: int = 0
    latest_reply: str = ""
    edited: str = ""
    deleted: bool = False
    demo_ms: int | None = None
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread, under another message."""
        return self.thread_ts not in ("", self.ts)


@dataclass(slots=True, kw_only=True)
class Upload:
    """A file: first a place and a length that were asked for, then its bytes, then what it is called.

    `owner` is the person who put it into a form; the app's own files have none.
    """

    id: str
    name: str
    secret: str
    length: int
    title: str = ""
    content: bytes | None = None
    finished: bool = False
    owner: str = ""

    @property
    def text(self) -> str:
        """What stands in it, read as UTF-8."""
        return (self.content or b"").decode(errors="replace")


@dataclass(slots=True, kw_only=True)
class OpenView(Surface):
    """A modal on somebody's screen, or somebody's Home tab."""

    id: str
    user: str
    tab: str
    view: Json
    hash: str
    root: str
    previous: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    busy: bool = False


@dataclass(slots=True)
class Screen:
    """What one person has open in one tab, and the last thing Slack itself told them."""

    stack: list[OpenView] = field(default_factory=list)
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API by the app, with Slack's answer."""

    method: str
    arguments: Json
    answer: Json
    at: float
    status: int = 200


@dataclass(frozen=True, slots=True)
class Refusal:
    """A payload that the gate did not let through."""

    where: str
    payload: Any
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return f"{self.where}: " + "; ".join(str(fault) for fault in self.faults)


Kind = Literal["command", "block_actions", "view_submission", "view_closed", "block_suggestion", "shortcut", "event"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request to the app: the bytes as sent, and what came back within three seconds."""

    kind: Kind
    user: str
    payload: Json
    body: bytes
    headers: dict[str, str]
    status: int = 0
    answer: bytes = b""
    content_type: str = ""
    seconds: float = 0.0
    failed: str = ""

    @property
    def said(self) -> Json:
        """The answer as a JSON object; empty when it is none."""
        if not self.answer.strip() or "json" not in self.content_type:
            return {}
        answer = json.loads(self.answer)
        return answer if isinstance(answer, dict) else {}
