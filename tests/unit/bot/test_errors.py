"""Each error's text is the sentence that a person reads."""

from __future__ import annotations

import inspect
import re

import pytest

from bot import errors
from bot.errors import FieldsRefused, GoalframeError, NothingHere, Refused
from tests.unit.bot.views.test_every_screen import NEVER_ON_SCREEN

EVERY_ERROR = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, GoalframeError)]


@pytest.mark.parametrize("kind", EVERY_ERROR)
def test_an_errors_docstring_is_a_sentence_without_the_words_of_the_code(kind: type[GoalframeError]) -> None:
    sentence = kind.__doc__ or ""
    assert re.fullmatch(r"[A-Z].*\.", sentence)
    assert NEVER_ON_SCREEN.findall(sentence) == []


def test_an_error_says_its_own_sentence_or_the_one_it_is_given() -> None:
    assert NothingHere().sentence == str(NothingHere()) == "There is nothing here for you."
    assert Refused("You can add at most 3.").sentence == "You can add at most 3."


def test_refused_fields_have_a_sentence_each() -> None:
    refused = FieldsRefused({"target": "Write one line."})
    assert (refused.fields, refused.sentence) == (
        {"target": "Write one line."},
        "Some of the fields need another look.",
    )
