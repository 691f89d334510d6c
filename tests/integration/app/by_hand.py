"""Interactions made by hand: well-formed, whatever they carry, delivered straight to the app; and what it answers."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest

from bot.sandbox.state import Json, OpenView
from bot.sandbox.workspace import Workspace

NUMBERS = itertools.count(1)
KINDS = {
    "value": "plain_text_input",
    "selected_option": "static_select",
    "selected_options": "checkboxes",
    "selected_user": "users_select",
    "selected_users": "multi_users_select",
    "selected_date": "datepicker",
    "files": "file_input",
}
FORM: dict[str, str | Sequence[str]] = {"content-type": ["application/x-www-form-urlencoded"]}


@dataclass(frozen=True)
class Answer:
    """All that went out after an interaction: its answer, and the calls of Slack, without ids of views."""

    body: str
    calls: tuple[tuple[str, str], ...]
    responses: tuple[str, ...]

    @property
    def text(self) -> str:
        """Everything as one text."""
        return "\n".join([self.body, *(f"{method} {said}" for method, said in self.calls), *self.responses])

    @property
    def errors(self) -> dict[str, str]:
        """The sentences under fields."""
        said: dict[str, Any] = json.loads(self.body) if self.body.startswith("{") else {}
        return dict(said.get("errors") or {})


def text(value: str) -> Json:
    return {"value": value}


def option(value: str) -> Json:
    return {"selected_option": {"text": {"type": "plain_text", "text": "…"}, "value": value}}


def ticked(*values: str) -> Json:
    return {"selected_options": [{"text": {"type": "plain_text", "text": "…"}, "value": value} for value in values]}


def user(user_id: str) -> Json:
    return {"selected_user": user_id}


def users(*user_ids: str) -> Json:
    return {"selected_users": list(user_ids)}


def day(value: str) -> Json:
    return {"selected_date": value}


@dataclass(frozen=True)
class Interaction:
    """What somebody does, or says that they do.

    `value` is a button's, `chosen` an option's, `metadata` that of the view it happens in, `fields` are what stands
    in the view by action id. A press stands in a view where `inside` is set, else in a message.
    """

    kind: str
    name: str
    value: str = ""
    chosen: str = ""
    metadata: str = ""
    fields: Mapping[str, Json] = field(default_factory=dict)
    inside: bool = False

    def about(self, old: str, new: str) -> Interaction:
        """Return the same about something else: an id replaced wherever it stands."""
        fields: dict[str, Json] = json.loads(json.dumps(dict(self.fields)).replace(old, new))
        texts = {name: getattr(self, name).replace(old, new) for name in ("value", "chosen", "metadata")}
        return replace(self, fields=fields, **texts)


@dataclass(frozen=True)
class Hand:
    """Somebody who can send everything."""

    ws: Workspace
    bolt: App

    def sends(self, user_id: str, what: Interaction, *, team_id: str = "") -> Answer:
        """Deliver an interaction in somebody's name and return all that came of it."""
        payload = self._payload(user_id, what)
        if team_id:
            payload["team"]["id"] = payload["user"]["team_id"] = team_id
        return self.delivers({"payload": json.dumps(payload)})

    def delivers(self, form: Mapping[str, str]) -> Answer:
        """Deliver a form to the app."""
        self.ws.calls.clear()
        before = len(self.ws.messages)
        answer = self.bolt.dispatch(BoltRequest(body=urlencode(form), headers=FORM))
        assert answer.status == 200, answer.status
        calls = tuple((call.method, _shown(call.arguments)) for call in self.ws.calls)
        said = tuple(json.dumps([one.text, one.blocks], ensure_ascii=False) for one in self.ws.messages[before:])
        return Answer(_plain(answer.body or ""), calls, said)

    def _payload(self, user_id: str, what: Interaction) -> Json:
        number = next(NUMBERS)
        seed = self.ws.seed
        payload: Json = {
            "type": what.kind,
            "user": {"id": user_id, "name": user_id, "team_id": seed.team_id},
            "team": {"id": seed.team_id, "domain": seed.team_domain},
            "api_app_id": seed.app_id,
            "is_enterprise_install": False,
        }
        if what.kind == "block_actions":
            payload |= self._press(user_id, what, number)
        elif what.kind == "block_suggestion":
            payload |= {"action_id": what.name, "block_id": "b", "value": "a", **self._view(user_id, what, number)}
        elif what.kind == "shortcut":
            payload |= {"callback_id": what.name, "trigger_id": self._trigger(user_id), "action_ts": f"{number}.0"}
        else:
            payload |= {"trigger_id": self._trigger(user_id), **self._view(user_id, what, number)}
        return payload

    def _press(self, user_id: str, what: Interaction, number: int) -> Json:
        action: Json = {"action_id": what.name, "block_id": f"b{number}", "action_ts": f"{number}.1"}
        chosen: Json = {"type": "static_select", **option(what.chosen)}
        action |= chosen if what.chosen else {"type": "button", "value": what.value}
        press: Json = {"actions": [action]}
        if what.inside:
            view = self._view(user_id, what, number)
            return {**press, **view, "trigger_id": self._trigger(user_id, view["view"]["id"])}
        channel = self.ws.dm(user_id).id if self._has_dm(user_id) else next(iter(self.ws.channels))
        secret = self.ws.permissions.new_address(channel, user_id)
        place = {"container": {"type": "message", "channel_id": channel}, "channel": {"id": channel, "name": "dm"}}
        url = f"{self.ws.url}/response/{secret}"
        return {**press, **place, "response_url": url, "trigger_id": self._trigger(user_id)}

    def _has_dm(self, user_id: str) -> bool:
        return any(channel.person == user_id for channel in self.ws.channels.values())

    def _view(self, user_id: str, what: Interaction, number: int) -> Json:
        """Lay out a view that is open on somebody's screen."""
        view_id, blocks = f"V{number:08d}", _inputs(what.fields)
        view: Json = {"type": "modal", "callback_id": what.name, "private_metadata": what.metadata}
        shown = OpenView(id=view_id, user=user_id, tab="main", view=view, hash=f"h{number}", root=view_id)
        self.ws.screen(user_id).stack[:] = [shown]
        values = {f"b:{name}": {name: {"type": _kind(entry), **entry}} for name, entry in what.fields.items()}
        state = {"values": values}
        return {"view": {**view, "id": view_id, "hash": f"h{number}", "blocks": blocks, "state": state}}

    def _trigger(self, user_id: str, view_id: str = "") -> str:
        return self.ws.permissions.new_trigger(user_id, "main", view_id)


def _kind(entry: Json) -> str:
    return next(kind for part, kind in KINDS.items() if part in entry)


def _inputs(fields: Mapping[str, Json]) -> Sequence[Json]:
    return [
        {
            "type": "input",
            "block_id": f"b:{name}",
            "label": {"type": "plain_text", "text": "…"},
            "element": {"type": _kind(entry), "action_id": name},
        }
        for name, entry in fields.items()
    ]


def _plain(body: str) -> str:
    """Return an answer with every character as it is read."""
    return json.dumps(json.loads(body), ensure_ascii=False) if body.startswith("{") else body


def _shown(arguments: Json) -> str:
    """Return what a call shows, without the ids by which it is addressed."""
    addressed = {"view_id", "hash", "trigger_id", "token"}
    return json.dumps({name: value for name, value in arguments.items() if name not in addressed}, ensure_ascii=False)
