"""The HTTP endpoint: what Slack has not signed and what cannot be read is refused, and nothing of it is logged."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from urllib.parse import quote, urlencode

import httpx
import pytest

from bot.sandbox.deliveries import FORM, JSON, signature
from bot.web import LARGEST
from tests.integration.app.office import Landlord, Office

CANARY = "canary-of-a-body"
BODY = urlencode({"command": "/goals", "text": f"help {CANARY}", "team_id": "T0DEMO", "user_id": "U_ANA"}).encode()
Posts = Callable[..., httpx.Response]


@pytest.fixture
def posts(office: Office, landlord: Landlord, caplog: pytest.LogCaptureFixture) -> Posts:
    """Post a body, signed as Slack signs unless told otherwise; hold that no log has any of it."""
    secret = office.ws.seed.signing_secret

    def post(body: bytes, *, kind: str = FORM, stamp: str | None = None, **headers: str | None) -> httpx.Response:
        made = str(int(time.time())) if stamp is None else stamp
        known: dict[str, str | None] = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": made,
            "X-Slack-Signature": signature(secret, made, body),
        }
        known |= {name.replace("_", "-"): value for name, value in headers.items()}
        sent = [(name.encode(), value.encode()) for name, value in known.items() if value is not None]
        with httpx.Client(trust_env=False) as client:
            answer = client.post(f"{landlord.door.url}/slack/events", content=body, headers=sent)
        assert CANARY not in caplog.text
        return answer

    return post


def test_a_signed_command_is_answered(posts: Posts) -> None:
    assert posts(BODY).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"X_Slack_Signature": "v0=" + "0" * 64},
        {"X_Slack_Signature": "v0=ünïcode"},
        {"X_Slack_Signature": "v1=" + "0" * 64},
        {"X_Slack_Signature": ""},
        {"X_Slack_Signature": None},
        {"X_Slack_Request_Timestamp": None},
        {"X_Slack_Request_Timestamp": "1"},
        {"stamp": ""},
        {"stamp": "yesterday"},
        {"stamp": "٣٣٣"},
        {"stamp": "-5"},
        {"stamp": "1e9"},
        {"stamp": "9" * 400},
    ],
    ids=str,
)
def test_a_bad_missing_or_senseless_signature_is_refused(posts: Posts, wrong: dict[str, str | None]) -> None:
    assert posts(BODY, **wrong).status_code == 401


@pytest.mark.parametrize("seconds", [-330, 330])
def test_an_old_signature_and_one_of_the_future_are_refused(posts: Posts, seconds: int) -> None:
    assert posts(BODY, stamp=str(int(time.time()) + seconds)).status_code == 401


def test_a_signature_of_another_body_is_refused(office: Office, posts: Posts) -> None:
    stamp = str(int(time.time()))
    other = signature(office.ws.seed.signing_secret, stamp, b"another body")
    assert posts(BODY, stamp=stamp, X_Slack_Signature=other).status_code == 401


MALFORMED = {
    "empty": (b"", FORM),
    "empty json": (b"", JSON),
    "no form": (CANARY.encode(), FORM),
    "bad json": (b'{"a": ' + CANARY.encode(), JSON),
    "bad json in a payload": (f"payload=%7B{CANARY}".encode(), FORM),
    "a payload that is a list": (b"payload=" + quote(json.dumps([CANARY])).encode(), FORM),
    "a payload that is a string": (b"payload=" + quote(json.dumps(CANARY)).encode(), FORM),
    "a payload that is null": (b"payload=null", FORM),
    "an event that is a number": (b"5", JSON),
    "deep nesting": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, JSON),
    "deep nesting in a payload": (b"payload=" + b"[" * 100_000, FORM),
    "a number too long": (b'{"a": ' + b"9" * 10_000 + b"}", JSON),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_body_is_refused_in_one_sentence(posts: Posts, name: str) -> None:
    body, kind = MALFORMED[name]
    answer = posts(body, kind=kind)
    assert (answer.status_code, answer.text) == (400, "This request can't be read.")


def test_a_body_that_is_no_text_counts_as_unsigned(posts: Posts) -> None:
    assert posts(b"payload=\xff\xfe" + CANARY.encode()).status_code == 401


def test_a_body_that_is_too_large_is_refused(posts: Posts) -> None:
    assert posts(b"text=" + b"x" * LARGEST).status_code == 413


PERSON = {"id": "U_ANA", "team_id": "T0DEMO"}
BASE = {"type": "block_actions", "user": PERSON, "team": {"id": "T0DEMO"}, "trigger_id": "1.x"}
VIEW = {"type": "view_submission", "user": PERSON, "team": {"id": "T0DEMO"}, "trigger_id": "2.x"}
LACKING = [
    {},
    {"type": CANARY},
    {"type": 5},
    {"type": "block_actions"},
    BASE,
    BASE | {"actions": []},
    BASE | {"actions": [{}]},
    BASE | {"actions": [CANARY]},
    BASE | {"actions": CANARY},
    BASE | {"actions": [{"type": "button", "action_id": "frames:show:okr", "value": CANARY}]},
    BASE | {"actions": [{"type": "button", "action_id": "frames:show:okr"}]},
    BASE | {"actions": [{"type": "button", "action_id": "goals:continue"}], "view": CANARY},
    BASE | {"actions": [{"type": "button", "action_id": "check:go"}]},
    BASE | {"user": CANARY},
    BASE | {"user": None, "team": None},
    BASE | {"team": [CANARY]},
    VIEW,
    VIEW | {"view": {"callback_id": "fill"}},
    VIEW | {"view": {"callback_id": "fill", "private_metadata": CANARY, "id": "V1", "state": CANARY}},
    VIEW | {"view": {"callback_id": "fill", "private_metadata": "[]", "state": {"values": {"a": CANARY}}}},
    VIEW | {"view": {"callback_id": "start", "private_metadata": "{}", "id": "V1", "blocks": CANARY}},
    {"type": "block_suggestion", "user": PERSON, "team": {"id": "T0DEMO"}, "action_id": "start:profile"},
    {"type": "view_closed", "user": PERSON, "team": {"id": "T0DEMO"}},
    {"type": "shortcut", "user": PERSON, "team": {"id": "T0DEMO"}, "callback_id": "new_goals"},
]


@pytest.mark.parametrize("payload", LACKING, ids=str)
def test_a_payload_that_lacks_what_it_needs_is_answered_without_a_trace_in_the_log(
    posts: Posts, payload: dict[str, object]
) -> None:
    answer = posts(urlencode({"payload": json.dumps(payload)}).encode())
    assert answer.status_code in {200, 400}


EVENTS = [
    {},
    {"event": CANARY},
    {"event": {}},
    {"event": {"type": CANARY}},
    {"event": {"type": "user_change", "user": CANARY}},
    {"event": {"type": "user_change"}},
    {"event": {"type": "user_change", "user": {"id": CANARY}}},
    {"event": {"type": "app_home_opened"}},
]


@pytest.mark.parametrize("event", EVENTS, ids=str)
def test_an_event_that_lacks_what_it_needs_is_answered_too(posts: Posts, event: dict[str, object]) -> None:
    body = json.dumps({"type": "event_callback", "team_id": "T0DEMO", **event}).encode()
    assert posts(body, kind=JSON).status_code in {200, 400}


def test_health_answers_beside_slack(office: Office, landlord: Landlord) -> None:
    with httpx.Client(trust_env=False, base_url=landlord.door.url) as client:
        assert client.get("/healthz").text == "ok"
        assert client.get("/readyz").text == "ready"
        assert client.get("/slack/events").status_code == 405


def test_readiness_fails_where_the_database_is_gone(
    office: Office, landlord: Landlord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise OSError(CANARY)

    monkeypatch.setattr(type(office.goalframe.database), "check", gone)
    with httpx.Client(trust_env=False, base_url=landlord.door.url) as client:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.text) == (503, "not ready")
        assert client.get("/healthz").status_code == 200
