"""The ASGI app: Slack's requests, checked before anything parses them, and health."""

from __future__ import annotations

import hmac
import json
import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import anyio.to_thread
from anyio import CapacityLimiter
from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

LARGEST = 1_000_000
"""Bytes of a request; Slack's own are far smaller."""
OLDEST = 300
"""Seconds that a signature may be old, or ahead of our clock."""
LONGEST_STAMP = 12
"""Digits of a time in seconds."""
THREADS = 64
UNREADABLE = "This request can't be read."

log = logging.getLogger(__name__)


class _Refusal(Exception):
    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.response = PlainTextResponse(words, status)


def build_web(bolt: App | None, signing_secret: str, ready: Callable[[], str]) -> Starlette:
    """Return the ASGI app; without `bolt` it answers health alone, beside Socket Mode.

    `ready` raises an exception where the process can't serve, and returns what is not well though it can.
    """
    health = _HealthRoutes(ready)
    routes = [Route("/healthz", health.alive), Route("/readyz", health.readiness)]
    if bolt is not None:
        routes.append(Route("/slack/events", _SlackRoute(bolt, signing_secret).answer, methods=["POST"]))
    return Starlette(routes=routes)


class _HealthRoutes:
    def __init__(self, ready: Callable[[], str]) -> None:
        self._ready = ready

    async def alive(self, request: Request) -> Response:  # noqa: ARG002 - Starlette's signature
        return PlainTextResponse("ok")

    async def readiness(self, request: Request) -> Response:  # noqa: ARG002 - Starlette's signature
        try:
            trouble = await anyio.to_thread.run_sync(self._ready)
        except Exception as error:  # noqa: BLE001 - whatever it is, the process is not ready
            log.warning("not ready: %s", type(error).__name__)
            return PlainTextResponse("not ready", 503)
        return PlainTextResponse(f"ready\n{trouble}" if trouble else "ready")


class _SlackRoute:
    def __init__(self, bolt: App, signing_secret: str) -> None:
        self._bolt, self._verifier = bolt, SignatureVerifier(signing_secret)
        self._limiter: CapacityLimiter | None = None

    async def answer(self, request: Request) -> Response:
        try:
            body = await _body(request)
            _check_signature(self._verifier, request, body)
            text = _checked(request, body)
        except _Refusal as refusal:
            return refusal.response
        self._limiter = self._limiter or CapacityLimiter(THREADS)
        return await anyio.to_thread.run_sync(self._dispatch, text, dict(request.headers), limiter=self._limiter)

    def _dispatch(self, text: str, headers: dict[str, str]) -> Response:
        try:
            answer = self._bolt.dispatch(BoltRequest(body=text, headers={**headers}))
        except Exception as error:  # noqa: BLE001 - Bolt raises where a payload has not the shape of Slack's
            log.warning("a signed payload can't be read: %s", type(error).__name__)
            return PlainTextResponse(UNREADABLE, 400)
        plain = {name: values[0] for name, values in answer.headers.items() if name.lower() != "content-length"}
        return Response(answer.body, answer.status, plain)


async def _body(request: Request) -> bytes:
    """Read a body up to the largest one taken."""
    chunks, size = [], 0
    async for chunk in request.stream():
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise _Refusal(413, "This request is too large.")
    return b"".join(chunks)


def _check_signature(verifier: SignatureVerifier, request: Request, body: bytes) -> None:
    """Refuse what Slack has not signed in the last five minutes; nothing of the body is logged."""
    stamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    number = stamp.isascii() and stamp.isdigit() and len(stamp) <= LONGEST_STAMP
    fresh = number and abs(time.time() - int(stamp)) <= OLDEST
    expected = verifier.generate_signature(timestamp=stamp, body=body) if fresh and _is_text(body) else None
    if not expected or not hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")):
        raise _Refusal(401, "This request is not signed by Slack.")


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _checked(request: Request, body: bytes) -> str:
    """Return the body as text where it is something that Slack sends."""
    text = body.decode()
    kind = request.headers.get("content-type", "").split(";")[0]
    payload = _json(text) if kind == "application/json" else _form(text)
    if not isinstance(payload, dict):
        raise _Refusal(400, UNREADABLE)
    return text


def _form(text: str) -> Any:
    fields = parse_qs(text, keep_blank_values=True)
    if "payload" in fields:
        return _json(fields["payload"][0])
    return fields if "command" in fields else None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
