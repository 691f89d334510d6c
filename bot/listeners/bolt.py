"""Bolt, as the app uses it: signatures checked before, every delivery answered once, from one role library."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.listeners.once import Once
from bot.services.roles import Roles


class OneLibrary(App):
    """Bolt, which itself would run the listeners again for what arrives a second time."""

    def __init__(self, roles: Roles, **options: Any) -> None:
        super().__init__(**options)
        self._once, self._roles = Once(), roles

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """Answer a request from one role library from its beginning to its end."""
        with self._roles.held():
            return self._once(req, super().dispatch)


def make_bolt(client: WebClient, authorize: Callable[[], AuthorizeResult], roles: Roles) -> App:
    """Return Bolt without its own check of signatures, which `bot.web` does before a body is parsed."""
    quiet = logging.getLogger("goalframe.bolt")
    quiet.setLevel(logging.ERROR)
    logging.getLogger("slack_sdk").setLevel(logging.INFO)  # at DEBUG it would log whole messages
    return OneLibrary(
        roles,
        logger=quiet,
        client=client,
        authorize=lambda: authorize(),  # noqa: PLW0108 - Bolt would pass a bound method its self
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        attaching_function_token_enabled=False,
    )
