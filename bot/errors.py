"""What can go wrong, in the product's own errors: each one's text is the sentence that the person reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class GoalframeError(Exception):
    """Something that a person is told in one sentence."""

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.__doc__ or "")

    @property
    def sentence(self) -> str:
        return str(self)


class NothingHere(GoalframeError):
    """There is nothing here for you."""


class SlackTooSlow(GoalframeError):
    """That took Slack too long. Nothing is lost."""


class SlackSilent(GoalframeError):
    """Slack did not answer. Nothing is lost. Please try again in a minute."""


class StaleControl(GoalframeError):
    """This button is from an older version. Type the command to start again."""


class Refused(GoalframeError):
    """You can't do that."""


class ChangedMeanwhile(Refused):
    """This was changed after you had opened it. Nothing was done."""


class NewerVersion(GoalframeError):
    """Another version of these goals is in force by now. Nothing was changed."""

    def __init__(self, sheet_id: str, number: int) -> None:
        super().__init__()
        self.sheet_id, self.number = sheet_id, number


class SettingsError(GoalframeError):
    """A setting is missing or wrong."""


class FieldsRefused(GoalframeError):
    """Some of the fields need another look."""

    def __init__(self, fields: Mapping[Any, str]) -> None:
        super().__init__()
        self.fields = dict(fields)


class NotReady(GoalframeError):
    """The heartbeat has stopped."""


class VersionUnreadable(GoalframeError):
    """This version of the goals can’t be read any more: it was changed in the database."""


class ReceiptError(GoalframeError):
    """This is not a whole receipt: its last block is missing or was changed."""
