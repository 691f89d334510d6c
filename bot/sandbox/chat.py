"""Messages: post, change and delete them; answers through a response_url and an HTTP answer's body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.sandbox.gate import check_message, refusing
from bot.sandbox.refused import Refused
from bot.sandbox.state import Json, Message
from bot.sandbox.values import kept_values, with_ids

if TYPE_CHECKING:
    from bot.sandbox.triggers import Address
    from bot.sandbox.workspace import Workspace

GONE = "This message was deleted."


def gated(ws: Workspace, where: str, payload: Json, *, update: bool = False) -> None:
    """Let a message through the gate or raise `Refused` as the Web API does."""
    faults = check_message(payload, update=update)
    if faults:
        ws.refuse(where, payload, faults)
    bad = refusing(faults)
    if bad:
        error = next((fault.error for fault in bad if fault.error), "invalid_blocks")
        raise Refused(error, [str(fault) for fault in bad])


def channel_of(ws: Workspace, name: Any) -> str:
    """Find a channel by its id, a person's id (then their DM) or its #name."""
    if name in ws.channels:
        return str(name)
    if name in ws.users and not ws.users[name].deleted and not ws.users[name].is_bot:
        return ws.dm(name).id
    for channel in ws.channels.values():
        if not channel.person and channel.name == str(name).lstrip("#"):
            return channel.id
    raise Refused("channel_not_found")


def thread_of(ws: Workspace, channel: str, ts: Any) -> str:
    """Check that a thread can hang on this message; stricter than Slack, which takes a `ts` that is not there."""
    if not ts:
        return ""
    for message in ws.messages:
        if message.ts == ts and message.channel == channel and not message.visible_to:
            if message.is_reply:
                raise Refused("cannot_reply_to_message")
            return message.ts
    raise Refused("thread_not_found")


def post(ws: Workspace, channel: str, payload: Json, *, visible_to: str = "", files: Sequence[Json] = ()) -> Message:
    """Post what the gate let through."""
    with ws.changing():
        return ws.new_message(
            channel,
            ws.seed.bot_user_id,
            payload.get("text") or "",
            blocks=with_ids(payload.get("blocks") or []),
            visible_to=visible_to,
            metadata=payload.get("metadata"),
            thread_ts=thread_of(ws, channel, payload.get("thread_ts")),
            files=list(files),
        )


def say(ws: Workspace, user_id: str, channel: str, text: str) -> Message:
    """Post a person's own words."""
    with ws.changing():
        return ws.new_message(channel, user_id, text)


def change(ws: Workspace, message: Message, payload: Json) -> None:
    """Replace a message's text, blocks and metadata; what people chose in it stays where it still fits."""
    with ws.changing():
        message.text = payload.get("text") or ""
        message.blocks = with_ids(payload.get("blocks") or [])
        message.metadata = payload.get("metadata", message.metadata)
        message.edited = ws.new_ts()
        message.entered = {user: kept_values(values, message.blocks) for user, values in message.entered.items()}


def delete(ws: Workspace, message: Message) -> None:
    """Take a message away; where a thread hangs on it, its place stays."""
    with ws.changing():
        if message.reply_count:
            message.deleted, message.text, message.blocks = True, GONE, []
            message.files, message.metadata = [], None
            return
        ws.messages.remove(message)
        if message.is_reply and not message.visible_to:
            _leaves_thread(ws, ws.message(message.thread_ts))


def _leaves_thread(ws: Workspace, parent: Message) -> None:
    stamps = [m.ts for m in ws.messages if m.is_reply and m.thread_ts == parent.ts and not m.visible_to]
    parent.reply_count, parent.latest_reply = len(stamps), stamps[-1] if stamps else ""
    if parent.deleted and not stamps:
        ws.messages.remove(parent)


def find(ws: Workspace, channel: str, ts: Any) -> Message:
    """Find the app's own message that everybody in the channel sees."""
    for message in ws.messages:
        if message.ts == ts and message.channel == channel and not (message.visible_to or message.deleted):
            if message.author != ws.seed.bot_user_id:
                raise Refused("cant_update_message")
            return message
    raise Refused("message_not_found")


def respond(ws: Workspace, secret: str, payload: Json) -> None:
    """Do what a POST to a response_url asks: replace, delete or add a message."""
    address = ws.permissions.take_address(secret)
    if payload.get("delete_original"):
        delete(ws, _original(ws, address))
        return
    gated(ws, "response_url", payload)
    _answer(ws, address, payload)


def answer_command(ws: Workspace, secret: str, payload: Json) -> None:
    """Show the body of the app's answer to a command."""
    gated(ws, "command answer", payload)
    _answer(ws, ws.permissions.addresses[secret], payload)


def _answer(ws: Workspace, address: Address, payload: Json) -> None:
    if payload.get("replace_original") and address.ts:
        change(ws, _original(ws, address), payload)
        return
    everybody = payload.get("response_type") == "in_channel"
    message = post(ws, address.channel, payload, visible_to="" if everybody else address.user)
    address.ts = address.ts or message.ts


def _original(ws: Workspace, address: Address) -> Message:
    try:
        return ws.message(address.ts)
    except KeyError:
        raise Refused("message_not_found") from None
