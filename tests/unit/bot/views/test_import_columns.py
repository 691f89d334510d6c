"""The form that asks what a file's headings mean, held against what a list can have."""

from __future__ import annotations

from typing import get_args

from bot.services.roster_columns import Column
from bot.views.import_columns import OTHERS


def test_every_column_that_is_asked_for_is_one_that_a_list_has() -> None:
    asked = {"e-mail", "employee id", "manager", *(column for column, _ in OTHERS)}
    assert asked <= set(get_args(Column))
    assert set(get_args(Column)) - asked == {"first name", "last name", "manager e-mail", "manager id"}
