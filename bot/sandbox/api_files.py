"""Web API: the three steps in which a file is uploaded, and what is known of one."""

from __future__ import annotations

import json
import re
import secrets
from typing import TYPE_CHECKING, Any

from bot.sandbox import chat, payloads
from bot.sandbox.forms import facts_of
from bot.sandbox.refused import Refused
from bot.sandbox.state import Json, Upload

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

CHANNEL = r"^[CGDZ][A-Z0-9]{8,}$"
"""How Slack's own refusal names the ids that it takes; the sandbox's are shorter."""
NOT_HERE = ("channels", "blocks")
"""What Slack also takes and the sandbox does not know."""


def _upload_url(ws: Workspace, arguments: Json) -> Json:
    length = str(arguments.get("length") or "0")
    if not arguments.get("filename") or length == "0":
        raise Refused("missing_argument")
    if not length.isdecimal():
        raise Refused("invalid_arguments")
    file = Upload(
        id=f"F{ws.number():08d}",
        name=str(arguments["filename"]),
        secret=secrets.token_hex(8),
        length=int(length),
    )
    ws.uploads[file.id] = file
    return {"upload_url": f"{ws.url}/upload/{file.id}/{file.secret}", "file_id": file.id}


def receive(ws: Workspace, file_id: str, secret: str, content: bytes) -> None:
    """Take a file's bytes, as many as were said, at the address that was handed out for them."""
    file = ws.uploads.get(file_id)
    if file is None or file.secret != secret or file.finished:
        raise Refused("file_not_found")
    if len(content) != file.length:
        raise Refused(f"length_mismatch: {file.length} bytes were said, {len(content)} came")
    file.content = content


def _complete(ws: Workspace, arguments: Json) -> Json:
    for name in NOT_HERE:
        if arguments.get(name):
            raise Refused("invalid_arguments", [f"[ERROR] the sandbox does not take this [json-pointer:/{name}]"])
    entries = arguments.get("files")
    entries = json.loads(entries) if isinstance(entries, str) else entries or []
    if not entries:
        raise Refused("invalid_arguments")
    channel = _channel(ws, arguments.get("channel_id"))
    thread_ts = chat.thread_of(ws, channel, arguments.get("thread_ts"))
    files = [_uploaded(ws, entry) for entry in entries]
    with ws.changing():
        facts = [_finished(file, entry) for file, entry in zip(files, entries, strict=True)]
        if channel:
            said = {"text": arguments.get("initial_comment") or "", "thread_ts": thread_ts}
            chat.post(ws, channel, said, files=facts)
    return {"files": [payloads.file(ws, fact) for fact in facts]}


def _channel(ws: Workspace, name: Any) -> str:
    """Find the channel by its id alone: a person's id is refused here, other than by chat.postMessage."""
    if not name:
        return ""
    if not re.match(r"[CGDZ]", str(name)):
        place = f"[ERROR] input must match regex pattern: {CHANNEL} [json-pointer:/channel_id]"
        raise Refused("invalid_arguments", [place])
    if name not in ws.channels:
        raise Refused("channel_not_found")
    return str(name)


def _uploaded(ws: Workspace, entry: Json) -> Upload:
    file = ws.uploads.get(entry["id"])
    if file is None or file.content is None or file.finished:
        raise Refused("file_not_found")
    return file


def _finished(file: Upload, entry: Json) -> Json:
    file.title, file.finished = str(entry.get("title") or file.name), True
    return facts_of(file)


def _info(ws: Workspace, arguments: Json) -> Json:
    file = ws.uploads.get(str(arguments.get("file")))
    if file is None or not file.finished:
        raise Refused("file_not_found")
    return {"file": payloads.file(ws, facts_of(file))}


METHODS = {
    "files.info": _info,
    "files.getUploadURLExternal": _upload_url,
    "files.completeUploadExternal": _complete,
}
