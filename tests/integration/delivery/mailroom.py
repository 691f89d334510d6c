"""A mailroom: an outbox before a made-up workspace, with clocks that a test moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from bot.delivery.drawn import Drawn, File, HomeTab, Message, Renderer
from bot.delivery.outbox import Outbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.state import Message as Posted
from bot.sandbox.workspace import Workspace
from db.engine import Database, open_database
from db.facts import Post, PostKind
from tests.integration.db.clockwork import passes

T0 = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
TEAM = "T0DEMO"
SECRET = "€2.4M booked"
"""Stands in all that is sent, and in no log."""
OWN = "own:s1:U_ANA"
RECEIPT = "receipt:s1:1:U_ANA"


@dataclass
class Mailroom:
    """The outbox, what it draws, and what the people in the workspace see of it."""

    server: SandboxServer
    file: Path
    now: list[datetime]
    words: str = "First"
    thread_of: str = ""
    delivered: list[Post] = field(default_factory=list)
    renderers: dict[str, Renderer] = field(default_factory=dict)
    opened: list[Database] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.database = self.open()
        self.renderers = {"own": self.message, "receipt": self.receipt, "home": self.home}
        self.outbox = self.new_outbox()

    @property
    def ws(self) -> Workspace:
        return self.server.workspace

    def open(self) -> Database:
        """Open the database once more, as another process would."""
        self.opened.append(open_database(f"sqlite:///{self.file}", patience=30))
        return self.opened[-1]

    def new_outbox(self, **options: Any) -> Outbox:
        """Make a sender; the newest one sends."""
        client = WebClient(self.ws.seed.bot_token, base_url=self.server.api_url, retry_handlers=[], timeout=5)
        settings = {"database": self.database, "per_minute": 6000, "delivered": self.delivered.append, **options}
        self.outbox = Outbox(client, renderers=self.renderers, clock=lambda: self.now[0], **settings)
        return self.outbox

    def message(self, post: Post) -> Drawn | None:
        text = f"{self.words} {SECRET}"
        return Message({"text": text, "blocks": [_section(text)]})

    def receipt(self, post: Post) -> Drawn | None:
        return File("goals.txt", f"Goals of {post.sheet_id}", f"{self.words} {SECRET}", "Yours", self.thread_of)

    def home(self, post: Post) -> Drawn | None:
        return HomeTab({"type": "home", "blocks": [_section(f"{self.words} {SECRET}")]})

    def wants(self, key: str = OWN, *, person: str = "U_ANA", due_at: datetime | None = None) -> None:
        """Ask for a post, whose kind is the beginning of its key."""
        kind: PostKind = key.split(":", maxsplit=1)[0]  # type: ignore[assignment]
        with self.database.writing() as uow:
            uow.posts.want(TEAM, key, kind, person, at=self.now[0], sheet_id="s1", due_at=due_at)
            uow.commit()

    def sends(self) -> int:
        return self.outbox.send()

    def passes(self, seconds: float) -> None:
        """Let time pass on every clock."""
        self.now[0] += timedelta(seconds=seconds)
        passes(self.database, seconds)

    def post(self, key: str = OWN) -> Post:
        """Return a post as it is stored."""
        with self.database.reading() as uow:
            post = uow.posts.get(TEAM, key)
        assert post is not None
        return post

    def posted(self, person: str = "U_ANA") -> list[Posted]:
        """Return what stands in a person's DM."""
        return [message for message in self.ws.messages if message.channel == self.ws.dm(person).id]

    def reads(self, person: str = "U_ANA") -> list[str]:
        """Return the words of what stands in a person's DM, without those that are always there."""
        return [message.text.removesuffix(f" {SECRET}") for message in self.posted(person)]

    def calls(self, method: str) -> int:
        return sum(call.method == method for call in self.ws.calls)

    def close(self) -> None:
        for database in self.opened:
            database.close()


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": text}}
