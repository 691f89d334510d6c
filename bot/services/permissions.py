"""Who may do what with someone's goals, in which state: the one place that decides."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from bot.errors import NothingHere, Refused
from db.facts import LIVE, Person, Sheet, SheetState

Action = Literal[
    "read",
    "write",
    "take texts",
    "discard",
    "share",
    "hasten",
    "take back",
    "change",
    "drop changes",
    "settle",
    "give up",
    "hand over",
    "close",
    "reopen",
    "replace",
    "see",
    "history",
    "readings",
    "meet",
    "agree to move",
    "confirm",
    "decline",
    "ask",
    "comment",
    "check in",
]
Part = Literal["author", "subject", "reader", "nobody"]

DRAFT: frozenset[SheetState] = frozenset({"draft"})
OPEN: frozenset[SheetState] = frozenset({"shared", "unconfirmed"})
ENDED: frozenset[SheetState] = frozenset({"closed"})
SEEN = LIVE | ENDED
ANY: frozenset[SheetState] = DRAFT | SEEN | {"withdrawn"}


@dataclass(frozen=True, slots=True)
class Rule:
    """In whose place an action may be done, and while the goals are in which states."""

    who: frozenset[Part]
    when: frozenset[SheetState]


def _rule(who: str, when: frozenset[SheetState]) -> Rule:
    parts: Mapping[str, Part] = {"A": "author", "S": "subject", "R": "reader"}
    return Rule(frozenset(parts[letter] for letter in who), when)


RULES: Mapping[Action, Rule] = {
    "read": _rule("A", ANY),
    "write": _rule("A", DRAFT | LIVE),
    "take texts": _rule("A", DRAFT | LIVE),
    "discard": _rule("A", DRAFT),
    "share": _rule("A", DRAFT | LIVE),
    "hasten": _rule("A", LIVE),
    "take back": _rule("A", frozenset({"shared"})),
    "change": _rule("A", LIVE),
    "drop changes": _rule("A", LIVE),
    "settle": _rule("A", OPEN),
    "give up": _rule("A", frozenset({"shared"})),
    "hand over": _rule("A", LIVE),
    "close": _rule("A", LIVE),
    "reopen": _rule("A", ENDED),
    "replace": _rule("A", LIVE),
    "see": _rule("ASR", SEEN),
    "history": _rule("AS", SEEN),
    "readings": _rule("AS", SEEN),
    "meet": _rule("S", LIVE),
    "agree to move": _rule("S", LIVE),
    "confirm": _rule("S", LIVE),
    "decline": _rule("S", OPEN),
    "ask": _rule("S", OPEN),
    "comment": _rule("AS", LIVE),
    "check in": _rule("S", LIVE),
}
"""Every action, who may do it and when; nothing else is possible."""

QUIET: frozenset[Action] = frozenset({"read", "write", "see", "history", "readings"})
"""What leaves no line in the audit log when it is allowed: reading and writing one's own."""

ONLY_WRITABLE: frozenset[Action] = frozenset({"write", "take texts", "share", "drop changes"})
"""What needs a draft or a working copy."""

AUTHOR_ONLY: frozenset[Action] = frozenset(
    {"read", "write", "take texts", "discard", "share", "change", "drop changes", "replace"}
)
"""What is about a draft or a working copy: nobody does it in the author's place."""


@dataclass(frozen=True, slots=True)
class Case:
    """What decides about an action, besides who asks: the goals, and who else acts for the manager or may read.

    `met` is False while the employee has not said that the author is their manager; until then they see no text.
    """

    sheet: Sheet
    stand_ins: frozenset[str] = frozenset()
    readers: AbstractSet[str] = frozenset()
    met: bool = True

    def part(self, user_id: str) -> Part:
        """Say in whose place somebody asks."""
        if user_id == self.sheet.author:
            return "author"
        if user_id == self.sheet.subject:
            return "subject"
        if user_id in self.stand_ins and self.sheet.version:
            return "author"
        return "reader" if user_id in self.readers and self.sheet.version else "nobody"


def authorize(actor: Person, action: Action, case: Case | None) -> Case:
    """Return the case if the actor may do this now.

    Raises `NothingHere` in the same words for what is missing and what is forbidden: a draft and a working copy are
    their author's alone, and a shared version is nobody's before the employee has met its author. Raises `Refused`,
    with what to do next, where the person may but the goals are in another state.
    """
    if case is None or not actor.member or case.sheet.team_id != actor.team_id:
        raise NothingHere
    rule, part = RULES[action], case.part(actor.user_id)
    hidden = part in {"subject", "reader"} and not (case.met or action == "meet")
    unshared = part != "author" and not case.sheet.version
    own = actor.user_id == case.sheet.author
    private = action in AUTHOR_ONLY and not own
    if part not in rule.who or hidden or unshared or private:
        raise NothingHere
    if case.sheet.state not in rule.when or (action in ONLY_WRITABLE and not case.sheet.writable):
        raise Refused(
            f"You can’t do that: {_state_words(case.sheet)} {_next_step(case.sheet, part, own=own)}".strip()
        )
    return case


def _state_words(sheet: Sheet) -> str:
    day = f"{sheet.updated_at:%Y-%m-%d}"
    words: Mapping[SheetState, str] = {
        "draft": "these goals are not shared yet.",
        "shared": f"these goals are shared as version {sheet.version} and wait to be read.",
        "confirmed": f"version {sheet.version} of these goals was read and confirmed.",
        "unconfirmed": f"version {sheet.version} of these goals is recorded as not confirmed.",
        "withdrawn": f"this draft was taken back on {day}.",
        "closed": f"these goals were closed on {day}.",
    }
    return words[sheet.state]


def _next_step(sheet: Sheet, part: Part, *, own: bool) -> str:
    if part != "author":
        return "Press “Comment” to write to your manager." if sheet.state in LIVE else ""
    if sheet.state == "withdrawn":
        return "Start new goals."
    if sheet.state in LIVE:
        return "Press “Change these goals” to make a new version." if own else ""
    return "Press “Reopen” first." if sheet.state == "closed" else ""
