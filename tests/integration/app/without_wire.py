"""Slack without a wire: the app's clients call the made-up workspace in this process, faults and all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import RemoteDisconnected
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request

import pytest
from slack_sdk.web.base_client import BaseClient
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.delivery import slack_posting
from bot.sandbox import api, api_files, chat
from bot.sandbox.refused import Refused
from bot.sandbox.workspace import Workspace

CUT = "the connection was cut"
"""What a call raises whose answer is lost."""


@contextmanager
def without_wire(ws: Workspace) -> Iterator[None]:
    """Let every call of Slack's Web API, response_urls and uploads go straight to a workspace."""

    def web_api(_self: BaseClient, *, url: str, args: dict[str, Any]) -> dict[str, Any]:
        body = json.dumps(args["json"]) if args["json"] else urlencode(args["params"] or {})
        arguments = api.arguments_of("json" if args["json"] else "form", body.encode(), "")
        token = str(args["headers"].get("Authorization", "")).removeprefix("Bearer ")
        reply = api.call(ws, url.rsplit("/", 1)[-1], arguments, token)
        if reply.cut:
            raise RemoteDisconnected(CUT)
        return {"status": reply.status, "headers": reply.headers, "body": json.dumps(reply.body)}

    def response_url(self: WebhookClient, *, body: dict[str, Any], headers: dict[str, str]) -> WebhookResponse:
        try:
            chat.respond(ws, self.url.rsplit("/", 1)[-1], json.loads(json.dumps(body)))
        except Refused as refused:
            return WebhookResponse(url=self.url, status_code=404, body=refused.error, headers=headers)
        return WebhookResponse(url=self.url, status_code=200, body="ok", headers=headers)

    @contextmanager
    def upload(request: Request, **_options: Any) -> Iterator[None]:
        file_id, secret = request.full_url.rsplit("/", 2)[-2:]
        assert isinstance(request.data, bytes)
        api_files.receive(ws, file_id, secret, request.data)
        yield

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseClient, "_perform_urllib_http_request", web_api)
        patch.setattr(WebhookClient, "_perform_http_request", response_url)
        patch.setattr(slack_posting, "urlopen", upload)
        yield
