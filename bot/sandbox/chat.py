"""Messages: post, change and delete them; answers through a response_url and an HTTP answer's body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.gate import check_message, refusing
from bot.sandbox.refused import Refused
from bot.sandbox.state import Json, Message
from bot.sandbox.values import kept_values, with_ids

if TYPE_CHECKING:
    from bot.sandbox.triggers import Address
    from bot.sandbox.workspace import Workspace


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


def post(ws: Workspace, channel: str, payload: Json, *, visible_to: str = "") -> Message:
    """Post what the gate let through."""
    with ws.changing():
        message = Message(
            ts=ws.new_ts(),
            channel=channel,
            author=ws.seed.bot_user_id,
            text=payload.get("text") or "",
            blocks=with_ids(payload.get("blocks") or []),
            visible_to=visible_to,
            metadata=payload.get("metadata"),
            thread_ts=payload.get("thread_ts") or "",
        )
        ws.messages.append(message)
    return message


def say(ws: Workspace, user_id: str, channel: str, text: str) -> Message:
    """Post a person's own words."""
    with ws.changing():
        message = Message(ts=ws.new_ts(), channel=channel, author=user_id, text=text)
        ws.messages.append(message)
    return message


def change(ws: Workspace, message: Message, payload: Json) -> None:
    """Replace a message's text, blocks and metadata; what people chose in it stays where it still fits."""
    with ws.changing():
        message.text = payload.get("text") or ""
        message.blocks = with_ids(payload.get("blocks") or [])
        message.metadata = payload.get("metadata", message.metadata)
        message.edited = ws.new_ts()
        message.entered = {user: kept_values(values, message.blocks) for user, values in message.entered.items()}


def delete(ws: Workspace, message: Message) -> None:
    """Take a message away."""
    with ws.changing():
        ws.messages.remove(message)


def find(ws: Workspace, channel: str, ts: Any) -> Message:
    """Find the app's own message that everybody in the channel sees."""
    for message in ws.messages:
        if message.ts == ts and message.channel == channel and not message.visible_to:
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
