"""Files that people put into a form: what the client itself refuses, and what the app is told of them."""

from __future__ import annotations

import mimetypes
import secrets
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.sandbox import payloads
from bot.sandbox.state import Json, Surface, Upload
from bot.sandbox.values import Placed

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

LARGEST = 10 * 1024 * 1024
"""Bytes of a file in a form; Slack's own limit."""
MOST = 10


def put_in(ws: Workspace, user: str, surface: Surface, part: Placed, files: Sequence[tuple[str, bytes]]) -> str:
    """Put files, as names and bytes, in the place of those that an element held; return why not, if so."""
    refused = _refused(part, files)
    if not refused:
        facts = [payloads.file(ws, _kept(ws, user, *file)) for file in files]
        values = payloads.values(surface, user)
        values[part.block_id][part.action_id] = {"type": part.kind, "files": facts}
    return refused


def _refused(part: Placed, files: Sequence[tuple[str, bytes]]) -> str:
    most, kinds = part.element.get("max_files", MOST), part.element.get("filetypes")
    if len(files) > most:
        return f"You can add {most} {'file' if most == 1 else 'files'} here."
    if any(len(content) > LARGEST for _, content in files):
        return "A file here may have 10 MB at most."
    if kinds and any(PurePath(name).suffix.lstrip(".").lower() not in kinds for name, _ in files):
        return f"Files here have to be of the type {', '.join(kinds)}."
    return ""


def _kept(ws: Workspace, user: str, name: str, content: bytes) -> Json:
    file = Upload(
        id=f"F{ws.number():08d}",
        name=name,
        secret=secrets.token_hex(8),
        length=len(content),
        title=name,
        content=content,
        finished=True,
        owner=user,
    )
    ws.uploads[file.id] = file
    return facts_of(file)


def facts_of(file: Upload) -> Json:
    """Lay out a finished file's facts, without its address."""
    facts: Json = {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": mimetypes.guess_type(file.name)[0] or "application/octet-stream",
        "filetype": file.name.rpartition(".")[2],
        "size": file.length,
    }
    return facts | ({"user": file.owner} if file.owner else {})
