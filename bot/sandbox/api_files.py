"""Web API: the three steps in which a file is uploaded."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

from bot.sandbox import chat
from bot.sandbox.refused import Refused
from bot.sandbox.state import Json

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace


def _upload_url(ws: Workspace, arguments: Json) -> Json:
    if not arguments.get("filename") or not int(arguments.get("length") or 0):
        raise Refused("invalid_arguments")
    file_id, secret = f"F{ws.number():08d}", secrets.token_hex(8)
    ws.uploads[file_id] = {"id": file_id, "name": arguments["filename"], "secret": secret, "content": None}
    return {"upload_url": f"{ws.url}/upload/{file_id}/{secret}", "file_id": file_id}


def receive(ws: Workspace, file_id: str, secret: str, content: bytes) -> None:
    """Take a file's bytes at the address that was handed out for it."""
    upload = ws.uploads.get(file_id)
    if upload is None or upload["secret"] != secret:
        raise Refused("file_not_found")
    upload["content"] = content


def _complete(ws: Workspace, arguments: Json) -> Json:
    files = arguments.get("files")
    files = json.loads(files) if isinstance(files, str) else files
    done = [_finished(ws, entry) for entry in files or []]
    if not done:
        raise Refused("invalid_arguments")
    if arguments.get("channel_id"):
        channel = chat.channel_of(ws, arguments["channel_id"])
        message = chat.post(ws, channel, {"text": arguments.get("initial_comment") or ""})
        with ws.changing():
            message.files = done
            message.thread_ts = arguments.get("thread_ts") or ""
    return {"files": done}


def _finished(ws: Workspace, entry: Json) -> Json:
    upload = ws.uploads.get(entry["id"])
    if upload is None or upload["content"] is None:
        raise Refused("file_not_found")
    return {
        "id": upload["id"],
        "name": upload["name"],
        "title": entry.get("title") or upload["name"],
        "size": len(upload["content"]),
        "url_private": f"{ws.url}/files/{upload['id']}/{upload['secret']}",
    }


METHODS = {
    "files.getUploadURLExternal": _upload_url,
    "files.completeUploadExternal": _complete,
}
