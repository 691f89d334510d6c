"""Web API: chat.* and conversations.*."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import chat, payloads
from bot.sandbox.paging import page
from bot.sandbox.refused import Refused
from bot.sandbox.state import Json, Message

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

FALSE = (None, False, "", "0", "false")


def _post(ws: Workspace, arguments: Json) -> Json:
    channel = chat.channel_of(ws, arguments.get("channel"))
    metadata = arguments.get("metadata")
    if metadata and not {"event_type", "event_payload"} <= set(metadata):
        raise Refused("invalid_metadata_format")
    chat.gated(ws, "chat.postMessage", arguments)
    message = chat.post(ws, channel, arguments)
    return {"channel": channel, "ts": message.ts, "message": payloads.message(ws, message)}


def _post_ephemeral(ws: Workspace, arguments: Json) -> Json:
    channel = chat.channel_of(ws, arguments.get("channel"))
    user = arguments.get("user")
    if user not in ws.users or ws.channels[channel].person not in ("", user):
        raise Refused("user_not_in_channel")
    chat.gated(ws, "chat.postEphemeral", arguments)
    return {"message_ts": chat.post(ws, channel, arguments, visible_to=user).ts}


def _update(ws: Workspace, arguments: Json) -> Json:
    channel = chat.channel_of(ws, arguments.get("channel"))
    message = chat.find(ws, channel, arguments.get("ts"))
    chat.gated(ws, "chat.update", arguments, update=True)
    chat.change(ws, message, arguments)
    shown = payloads.message(ws, message)
    return {"channel": channel, "ts": message.ts, "text": message.text, "message": shown}


def _delete(ws: Workspace, arguments: Json) -> Json:
    channel = chat.channel_of(ws, arguments.get("channel"))
    message = chat.find(ws, channel, arguments.get("ts"))
    chat.delete(ws, message)
    return {"channel": channel, "ts": message.ts}


def _open(ws: Workspace, arguments: Json) -> Json:
    people = [name for name in str(arguments.get("users", "")).split(",") if name]
    if len(people) != 1:
        raise Refused("users_list_not_supplied" if not people else "not_enough_users")
    if people[0] not in ws.users:
        raise Refused("user_not_found")
    if ws.users[people[0]].deleted:
        raise Refused("user_disabled")
    return {"channel": {"id": ws.dm(people[0]).id}}


def _list(ws: Workspace, arguments: Json) -> Json:
    kinds = str(arguments.get("types", "public_channel")).split(",")
    listed = [
        {"id": channel.id, "name": channel.name, "is_im": bool(channel.person), "is_member": True}
        | ({"user": channel.person} if channel.person else {})
        for channel in ws.channels.values()
        if ("im" if channel.person else "public_channel") in kinds
    ]
    shown, cursor = page(listed, arguments)
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _history(ws: Workspace, arguments: Json) -> Json:
    messages = [m for m in _readable(ws, arguments) if not m.is_reply]
    return _listed(ws, arguments, list(reversed(messages)))


def _replies(ws: Workspace, arguments: Json) -> Json:
    first, readable = arguments.get("ts"), _readable(ws, arguments)
    everything = _readable(ws, {"channel": arguments.get("channel")})
    if not any(first in (m.ts, m.thread_ts) for m in everything):
        raise Refused("thread_not_found")
    return _listed(ws, arguments, [m for m in readable if first in (m.ts, m.thread_ts)])


def _readable(ws: Workspace, arguments: Json) -> list[Message]:
    channel = arguments.get("channel")
    if channel not in ws.channels:
        raise Refused("channel_not_found")
    oldest, latest = str(arguments.get("oldest") or ""), str(arguments.get("latest") or "")
    inclusive = arguments.get("inclusive") not in FALSE
    return [
        message
        for message in ws.messages
        if message.channel == channel
        and not message.visible_to
        and _within(float(message.ts), oldest, latest, inclusive=inclusive)
    ]


def _within(ts: float, oldest: str, latest: str, *, inclusive: bool) -> bool:
    after = not oldest or ts > float(oldest) or (inclusive and ts == float(oldest))
    before = not latest or ts < float(latest) or (inclusive and ts == float(latest))
    return after and before


def _listed(ws: Workspace, arguments: Json, messages: list[Message]) -> Json:
    shown, cursor = page(messages, arguments)
    with_metadata = arguments.get("include_all_metadata") not in FALSE
    out = [_shown(ws, message, with_metadata=with_metadata) for message in shown]
    more = {"response_metadata": {"next_cursor": cursor}} if cursor else {}
    return {"messages": out, "has_more": bool(cursor), **more}


def _shown(ws: Workspace, message: Message, *, with_metadata: bool) -> Json:
    extra: dict[str, Any] = {}
    if with_metadata and message.metadata:
        extra["metadata"] = message.metadata
    return {**payloads.message(ws, message), **extra}


METHODS = {
    "chat.postMessage": _post,
    "chat.postEphemeral": _post_ephemeral,
    "chat.update": _update,
    "chat.delete": _delete,
    "conversations.open": _open,
    "conversations.list": _list,
    "conversations.history": _history,
    "conversations.replies": _replies,
}
