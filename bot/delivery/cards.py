"""Keeps the draft's message in the author's DM as the draft is: posted once, then updated in place."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.delivery.home import HomePublisher
from bot.errors import GoalframeError
from bot.services.sheets import Sheets
from bot.views.card import card_message
from db.engine import Database
from db.facts import Card

EVENT = "goalframe_draft"
AT_ONCE = 50
BREATHER = 30
"""Seconds to leave Slack alone after it gave no answer, or said that it is busy without saying for how long."""
SERVER_FAULT = 500
POSTING = ""
"""A card's channel between the wish to post it and Slack's answer: such a card is looked for before it is posted."""

log = logging.getLogger(__name__)


class CardSender:
    """Sends cards whose draft has changed since they were shown; one sender at a time in a process.

    A card whose first post may have arrived (its answer was lost, or the process ended) is looked for in the DM by
    its key before it is posted again.
    """

    def __init__(
        self, client: WebClient, database: Database, sheets: Sheets, home: HomePublisher, *, clock: Clock
    ) -> None:
        self._client, self._database, self._sheets, self._home, self._clock = client, database, sheets, home, clock
        self._lock = threading.Lock()
        self._not_before = clock()

    def send(self) -> int:
        """Bring every stale card up to date; return how many were."""
        with self._lock:
            if self._must_wait():
                return 0
            with self._database.reading() as uow:
                cards = uow.cards.stale(AT_ONCE)
            return sum(self._one(card) for card in cards if not self._must_wait())

    def _must_wait(self) -> bool:
        return self._clock() < self._not_before

    def _one(self, card: Card) -> bool:
        try:
            return self._show(card)
        except SlackApiError as error:
            self._refused(card, error)
        except OSError as error:
            log.warning("Slack gave no answer to a card: %s", type(error).__name__)
            self._wait(BREATHER)
        except GoalframeError as error:
            log.warning("a card can't be shown: %s", type(error).__name__)
            self._give_up(card)
        return False

    def _show(self, card: Card) -> bool:
        author = self._home.people.actor(card.team_id, card.author)
        goals = self._sheets.open(author, card.sheet_id)
        message = card_message(goals)
        channel, ts = self._placed(card)
        if ts is None:
            sent = self._post(card, message)
            channel, ts = sent["channel"], sent["ts"]
        else:
            self._client.chat_update(channel=channel or "", ts=ts, **message)
        self._record(card, channel, ts, goals.sheet.stamp)
        self._home.publish(self._client, author)
        return True

    def _placed(self, card: Card) -> tuple[str | None, str | None]:
        """Return where a card stands; one that may have been posted is looked for."""
        if card.ts is None and card.channel == POSTING:
            return self._found(card)
        return card.channel, card.ts

    def _post(self, card: Card, message: dict[str, Any]) -> Any:
        self._record(card, POSTING, None, card.shown_stamp)
        metadata = {"event_type": EVENT, "event_payload": {"key": card.sheet_id}}
        return self._client.chat_postMessage(
            channel=card.author, metadata=metadata, unfurl_links=False, unfurl_media=False, **message
        )

    def _found(self, card: Card) -> tuple[str | None, str | None]:
        channel = self._client.conversations_open(users=[card.author])["channel"]["id"]
        history = self._client.conversations_history(channel=channel, include_all_metadata=True, limit=100)
        for message in history["messages"]:
            if (message.get("metadata") or {}).get("event_payload", {}).get("key") == card.sheet_id:
                return channel, message["ts"]
        return None, None

    def _refused(self, card: Card, error: SlackApiError) -> None:
        """Wait where Slack is busy or broken; what it refuses for good is left until the draft changes again."""
        word, status = error.response.get("error"), error.response.status_code
        log.warning("Slack refused a card: %s %s", status, word)
        if word == "ratelimited":
            self._wait(int(error.response.headers.get("Retry-After", BREATHER)))
        elif status and status >= SERVER_FAULT:
            self._wait(BREATHER)
        elif word == "message_not_found":
            self._record(card, None, None, card.shown_stamp)
        else:
            self._give_up(card)

    def _wait(self, seconds: int) -> None:
        self._not_before = self._clock() + timedelta(seconds=seconds)

    def _give_up(self, card: Card) -> None:
        """Count a card as shown until its draft changes again, so that it holds up no other."""
        with self._database.reading() as uow:
            sheet = uow.sheets.get(card.team_id, card.sheet_id)
            placed = uow.cards.get(card.team_id, card.sheet_id)
        if sheet and placed:
            self._record(card, placed.channel, placed.ts, sheet.stamp)

    def _record(self, card: Card, channel: str | None, ts: str | None, stamp: int) -> None:
        with self._database.writing() as uow:
            uow.cards.record(card.team_id, card.sheet_id, channel, ts, stamp)
            uow.commit()
