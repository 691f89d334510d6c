"""Deliveries: signed requests to the app's own HTTP endpoint, and what came back within three seconds."""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import httpx

from bot.sandbox.state import Delivery, Json, Kind

ACK_SECONDS = 3.0
OK = 200
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Sign a body as Slack does (scheme v0)."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256)
    return f"v0={digest.hexdigest()}"


class NotConnectedError(RuntimeError):
    """No app listens to this workspace yet."""


class Courier:
    """Brings payloads to the app and times the answers."""

    def __init__(self, signing_secret: str) -> None:
        self._secret = signing_secret
        self._client: httpx.Client | None = None

    def connect(self, app_url: str, transport: httpx.BaseTransport | None = None) -> None:
        """Deliver to this app from now on."""
        self.close()
        self._client = httpx.Client(base_url=app_url, transport=transport, timeout=ACK_SECONDS, trust_env=False)

    def close(self) -> None:
        """Drop the connection."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def send_command(self, user: str, fields: dict[str, str]) -> Delivery:
        """Deliver a slash command: plain form fields."""
        return self._send(Delivery("command", user, dict(fields), urlencode(fields).encode(), self._head(FORM)))

    def send_interaction(self, kind: Kind, user: str, payload: Json) -> Delivery:
        """Deliver an interaction: a form with one field of JSON."""
        body = urlencode({"payload": json.dumps(payload, ensure_ascii=False)}).encode()
        return self._send(Delivery(kind, user, payload, body, self._head(FORM)))

    def send_json(self, kind: Kind, user: str, payload: Json) -> Delivery:
        """Deliver an event: plain JSON."""
        body = json.dumps(payload, ensure_ascii=False).encode()
        return self._send(Delivery(kind, user, payload, body, self._head(JSON)))

    def again(self, delivery: Delivery) -> Delivery:
        """Deliver the identical bytes again, as Slack's retries do: signed anew, events with retry headers."""
        headers = self._head(delivery.headers["Content-Type"])
        if delivery.kind == "event":
            headers |= {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
        return self._send(dataclasses.replace(delivery, headers=headers))

    def _head(self, content_type: str) -> dict[str, str]:
        return {"Content-Type": content_type}

    def _send(self, delivery: Delivery) -> Delivery:
        if self._client is None:
            raise NotConnectedError("No app is connected to this workspace: call ws.connect(app_url) first.")
        stamp = str(int(time.time()))
        signed = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(self._secret, stamp, delivery.body),
        }
        headers = {**delivery.headers, **signed}
        started = time.perf_counter()
        try:
            answer = self._client.post("/slack/events", content=delivery.body, headers=headers)
        except httpx.HTTPError as error:
            failed = "operation_timeout" if isinstance(error, httpx.TimeoutException) else "dispatch_failed"
            spent = time.perf_counter() - started
            return dataclasses.replace(delivery, headers=headers, failed=failed, seconds=spent)
        return dataclasses.replace(
            delivery,
            headers=headers,
            status=answer.status_code,
            answer=answer.content,
            content_type=answer.headers.get("content-type", ""),
            seconds=time.perf_counter() - started,
            failed="" if answer.status_code == OK else f"http_status_{answer.status_code}",
        )
