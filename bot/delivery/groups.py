"""Slack's user groups, by whose members a review cycle can be filled."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import SlackSilent

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SlackGroups:
    """Looks groups up in Slack."""

    client: WebClient

    def named(self) -> tuple[tuple[str, str], ...]:
        """Return all groups, each as an id and a name; none where Slack gave no answer or does not allow it."""
        try:
            groups = self.client.usergroups_list()["usergroups"]
        except (SlackApiError, OSError) as error:
            log.info("Slack named no user groups: %s", type(error).__name__)
            return ()
        return tuple((group["id"], group.get("name") or group["id"]) for group in groups)

    def members(self, group: str) -> tuple[str, ...]:
        """Return the Slack ids of a group's members; raise `SlackSilent` when Slack gave no answer."""
        try:
            return tuple(self.client.usergroups_users_list(usergroup=group)["users"])
        except (SlackApiError, OSError) as error:
            raise SlackSilent from error
