"""A second organiser: whom to ask, the question, and the answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.facts.agreeing import Asked, Pair, Question, Second
from bot.views.agreeing import answer_message, asked_modal, pairs_modal, question_message, second_modal
from tests.unit.bot.making import ANA, T0
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.cycles import HOSTILE as HOSTILE_CYCLE

HOSTILE = HOSTILE_CYCLE.name
TOMS = Pair("Tom Berg", "Sam Okafor", "manager")
EVAS = Pair("Eva Lind", "Priya Nair", "stand-in", date(2027, 2, 28))


def _second(*others: tuple[str, str], pairs: tuple[Pair, ...] = (TOMS, EVAS)) -> tuple[Second]:
    return (Second(pairs, "q1" if others else "", others, "/goals"),)


def _question(*pairs: Pair, **parts: Any) -> tuple[Question]:
    answered = T0 + timedelta(hours=2) if parts.get("state") in {"agreed", "refused"} else None
    told: dict[str, Any] = {
        "person": ANA,
        "id": "q1",
        "asker": "Mia Vogt",
        "asked": ANA.name,
        "pairs": pairs or (TOMS, EVAS),
        "about": "",
        "state": "open",
        "answered_at": answered,
        "until": answered and answered + timedelta(days=14),
        "command": "/goals",
    }
    return (Question(**told | parts),)


def _many(count: int) -> tuple[Pair, ...]:
    return tuple(Pair("Tom Berg", f"Person {number:03}", "manager") for number in range(count))


CASES = (
    Case("second-organiser", second_modal, lambda: _second(("U_TOM", "Tom Berg"), ("U_EVA", "Eva Lind"))),
    Case("second-organiser-many", second_modal, lambda: _second(("U_TOM", "Tom Berg"), pairs=_many(140))),
    Case("second-organiser-nobody", second_modal, _second),
    Case(
        "second-organiser-hostile",
        second_modal,
        lambda: _second(("U_TOM", HOSTILE), pairs=(Pair(HOSTILE, HOSTILE, "manager"),)),
    ),
    Case("second-organiser-asked", asked_modal, lambda: (Asked("Tom Berg", None, "UTC"),)),
    Case("second-organiser-asked-later", asked_modal, lambda: (Asked(HOSTILE, T0, "Europe/Berlin"),)),
    Case("agree-question", question_message, _question),
    Case("agree-question-about-one", question_message, lambda: _question(TOMS, about="Sam Okafor")),
    Case("agree-question-many", question_message, lambda: _question(*_many(140))),
    Case("agree-question-agreed", question_message, lambda: _question(*_many(6), state="agreed")),
    Case("agree-question-refused", question_message, lambda: _question(state="refused")),
    Case("agree-question-over", question_message, lambda: _question(state="over")),
    Case(
        "agree-question-hostile",
        question_message,
        lambda: _question(Pair(HOSTILE, HOSTILE, "stand-in"), asker=HOSTILE, about=HOSTILE),
    ),
    Case("agree-question-all", pairs_modal, lambda: _question(EVAS, *_many(60))),
    Case("agree-question-all-first-page", pairs_modal, lambda: _question(*_many(251))),
    Case("agree-question-all-last-page", pairs_modal, lambda: (*_question(*_many(251)), 9)),
    Case("agreed-file", answer_message, lambda: _question(state="agreed", asked="Tom Berg")),
    Case("agreed-person", answer_message, lambda: _question(TOMS, state="agreed", about="Sam Okafor")),
    Case("agreed-refused", answer_message, lambda: _question(*_many(6), state="refused", asked="Tom Berg")),
    Case("agreed-hostile", answer_message, lambda: _question(state="agreed", asked=HOSTILE, about=HOSTILE)),
)
