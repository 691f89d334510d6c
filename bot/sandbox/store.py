"""Keep a workspace in a folder, so that a demo that is started again finds it as it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from bot.sandbox.people import User
from bot.sandbox.state import Json, Message, OpenView, Upload

FILE_NAME = "workspace.json"
FILES = "files"


@dataclass(slots=True)
class Kept:
    """What outlives a restart: no open modals, no ephemerals, no triggers."""

    users: list[User] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    homes: list[OpenView] = field(default_factory=list)
    files: list[Upload] = field(default_factory=list)
    story_done: list[int] = field(default_factory=list)
    count: int = 0


def load(folder: Path) -> Kept | None:
    """Read what was kept; nothing when the folder is new."""
    path = folder / FILE_NAME
    if not path.exists():
        return None
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Kept(
        users=[User(**user) for user in kept["users"]],
        messages=[Message(**message) for message in kept["messages"]],
        homes=[OpenView(**view) for view in kept["homes"]],
        files=[_with_bytes(folder, Upload(**file)) for file in kept.get("files", [])],
        story_done=kept["story_done"],
        count=kept["count"],
    )


def save(folder: Path, kept: Kept) -> None:
    """Write all at once: the old file stays whole until the new one is."""
    folder.mkdir(parents=True, exist_ok=True)
    path, fresh = folder / FILE_NAME, folder / f"{FILE_NAME}.new"
    facts = {
        "users": [asdict(user) for user in kept.users],
        "messages": _without_suggestions(kept.messages),
        "homes": _without_suggestions(kept.homes),
        "files": [_beside(folder, file) for file in kept.files],
        "story_done": kept.story_done,
        "count": kept.count,
    }
    fresh.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def _without_suggestions(surfaces: Sequence[Message] | Sequence[OpenView]) -> list[Json]:
    return [{**asdict(surface), "suggested": {}} for surface in surfaces]


def _beside(folder: Path, file: Upload) -> Json:
    """Write a file's bytes once, beside the rest."""
    path = folder / FILES / file.id
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.content or b"")
    return asdict(replace(file, content=None))


def _with_bytes(folder: Path, file: Upload) -> Upload:
    return replace(file, content=(folder / FILES / file.id).read_bytes())
