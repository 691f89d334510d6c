"""Slack's Web API, as much of it as the app uses: who calls, what goes wrong on demand, and the answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from bot.sandbox import api_chat, api_files, api_people, api_views
from bot.sandbox.faults import CutReply, LateError, RateLimited, Says, ServerError, Slow, Trouble
from bot.sandbox.refused import Refused
from bot.sandbox.state import Call, Json

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

Method = Callable[["Workspace", Json], Json]
TOO_MANY = 429
OPEN_TO_ALL = ("oauth.v2.access",)

METHODS: Mapping[str, Method] = {
    **api_people.METHODS,
    **api_chat.METHODS,
    **api_views.METHODS,
    **api_files.METHODS,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over the wire; `cut` closes the connection instead, `wait` comes before it."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: bool = False


def arguments_of(content_type: str, body: bytes, query: str) -> Json:
    """Read a call's arguments: from the query, and from a form or JSON body."""
    arguments: Json = dict(parse_qsl(query, keep_blank_values=True))
    if "json" in content_type and body:
        said = json.loads(body)
        return arguments | (said if isinstance(said, dict) else {})
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return arguments | {name: _form_value(name, value) for name, value in form.items()}


def _form_value(name: str, value: str) -> object:
    if name in ("blocks", "view", "metadata", "files") and value[:1] in "[{":
        return json.loads(value)
    return value


def call(ws: Workspace, method: str, arguments: Json, token: str) -> Reply:
    """Answer one call and keep a record of it."""
    token = token or str(arguments.pop("token", ""))
    reply = _answer(ws, method, arguments, token)
    ws.calls.append(Call(method, arguments, reply.body, ws.clock(), reply.status))
    return reply


def _answer(ws: Workspace, method: str, arguments: Json, token: str) -> Reply:
    trouble = ws.faults.next_for(method)
    refusal = _without_effect(trouble)
    if refusal is not None:
        return refusal
    try:
        _let_in(ws, method, token)
        answer = {"ok": True, **METHODS[method](ws, arguments)}
    except Refused as refused:
        answer = _refusal(refused)
    if isinstance(trouble, LateError):
        return Reply({"ok": False, "error": "internal_error"}, trouble.status)
    wait = trouble.seconds if isinstance(trouble, Slow) else 0.0
    return Reply(answer, wait=wait, cut=isinstance(trouble, CutReply))


def _without_effect(trouble: Trouble | None) -> Reply | None:
    if isinstance(trouble, RateLimited):
        headers = {"Retry-After": str(trouble.retry_after)}
        return Reply({"ok": False, "error": "ratelimited"}, TOO_MANY, headers)
    if isinstance(trouble, ServerError):
        return Reply({"ok": False, "error": "internal_error"}, trouble.status)
    if isinstance(trouble, Says):
        return Reply({"ok": False, "error": trouble.error})
    return None


def _let_in(ws: Workspace, method: str, token: str) -> None:
    if method not in METHODS:
        raise Refused("unknown_method", req_method=method)
    if method in OPEN_TO_ALL:
        return
    if not token:
        raise Refused("not_authed")
    if token != ws.seed.bot_token:
        raise Refused("invalid_auth")


def _refusal(refused: Refused) -> Json:
    answer: Json = {"ok": False, "error": refused.error, **refused.extra}
    if refused.messages:
        answer["errors"] = refused.messages
        answer["response_metadata"] = {"messages": refused.messages}
    return answer
