"""Goals as two people would keep them on paper: a small model, written without a look at how the app does it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bot.errors import FieldsRefused, GoalframeError, NewerVersion, NothingHere, Refused

LIVE = frozenset({"shared", "confirmed", "unconfirmed"})
OPEN = frozenset({"shared", "unconfirmed"})
SEEN = LIVE | {"closed"}
DRAFT = frozenset({"draft"})
READER = "U_MIA"
Outcome = type[GoalframeError] | None


@dataclass
class Version:
    """What was shared once: the words of the line, and its value."""

    text: str
    value: str
    compares: int
    answers: str = ""
    taken_back: bool = False
    replies: list[str] = field(default_factory=list)

    @property
    def whole(self) -> tuple[str, str]:
        return self.text, self.value


@dataclass
class Paper:
    """One person's goals. The whole of them is one own line: its words and one value."""

    id: str
    author: str
    subject: str
    text: str
    value: str
    state: str = "draft"
    version: int = 0
    editing: bool = False
    answered: int = 0
    seen: int = 0
    request: str = ""
    asked_last: str = ""
    wanted: str = ""
    moving_to: str = ""
    replaces: str = ""
    successor: str = ""
    versions: dict[int, Version] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)

    @property
    def in_force(self) -> Version:
        return self.versions[self.version]

    @property
    def whole(self) -> tuple[str, str]:
        return self.text, self.value

    def standing(self, number: int) -> str:
        replies = self.versions[number].replies
        return "confirmed" if "confirmed" in replies else ("unconfirmed" if replies else "shared")


@dataclass
class Desk:
    """All papers, who takes whom as a manager, what was told, and who may have read what."""

    papers: dict[str, Paper] = field(default_factory=dict)
    contacts: dict[tuple[str, str], str] = field(default_factory=dict)
    told: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    readings: int = 0
    may_know: dict[str, set[str]] = field(default_factory=dict)

    def met(self, paper: Paper) -> bool:
        return self.contacts.get((paper.author, paper.subject), "agreed") == "agreed"

    def tell(self, person: str, what: str, paper: Paper) -> None:
        self.told[person, what, paper.id] += 1

    def part(self, who: str, paper: Paper) -> str:
        if who in (paper.author, paper.subject):
            return "author" if who == paper.author else "subject"
        return "reader" if who == READER and paper.version else "nobody"

    def refusal(
        self,
        who: str,
        paper: Paper,
        parts: str,
        states: frozenset[str],
        *,
        writing: bool = False,
        meeting: bool = False,
    ) -> Outcome:
        """Return how somebody is refused who may not do this, None where they may."""
        part = self.part(who, paper)
        shown = part == "author" or (bool(paper.version) and (self.met(paper) or meeting))
        if part not in parts.split() or not shown:
            return NothingHere
        fits = paper.state in states and (not writing or paper.state == "draft" or paper.editing)
        return None if fits else Refused

    def learns(self) -> None:
        """Note who may know what from now on; what somebody has read they may go on knowing."""
        for paper in self.papers.values():
            shared = {words for one in paper.versions.values() if not one.taken_back for words in one.whole}
            every = {words for one in paper.versions.values() for words in one.whole}
            for words in every | paper.said | {*paper.whole}:
                self._may(words, paper.author)
            if paper.version and self.met(paper):
                for words in shared | paper.said:
                    self._may(words, paper.subject)

    def _may(self, words: str, person: str) -> None:
        self.may_know.setdefault(words, set()).add(person)

    # What people do; each returns how it is refused, None where it is done.

    def fill(self, who: str, paper: Paper, value: str) -> Outcome:
        refused = self.refusal(who, paper, "author", DRAFT | LIVE, writing=True)
        if not refused:
            paper.text = paper.value = value
        return refused

    def discard(self, who: str, paper: Paper) -> Outcome:
        refused = self.refusal(who, paper, "author", DRAFT)
        if not refused:
            paper.state = "withdrawn"
        return refused

    def share(self, who: str, paper: Paper) -> Outcome:
        refused = self.refusal(who, paper, "author", DRAFT | LIVE, writing=True)
        pair = (paper.author, paper.subject)
        same = bool(paper.version) and paper.whole == paper.in_force.whole
        if refused or self.contacts.get(pair) == "refused" or same:
            return refused or Refused
        self.contacts.setdefault(pair, "asked")
        self._publish(paper, "shared")
        paper.editing = False
        old = self.papers.get(paper.replaces)
        if old and (old.author, old.subject) == pair and old.state in LIVE:
            old.editing, old.successor = False, paper.id
            self._ends(old)
        return None

    def _ends(self, paper: Paper) -> None:
        paper.state, paper.moving_to = "closed", ""
        if paper.seen and self.met(paper):
            self.tell(paper.subject, "closed", paper)

    def _publish(self, paper: Paper, state: str, text: str = "") -> None:
        number, compares = max(paper.versions, default=0) + 1, paper.seen if paper.version else 0
        paper.versions[number] = Version(text or paper.text, paper.value, compares, paper.request)
        paper.version, paper.state, paper.request = number, state, ""

    def hasten(self, who: str, paper: Paper) -> Outcome:
        return self.refusal(who, paper, "author", LIVE)

    def take_back(self, who: str, paper: Paper, number: int) -> Outcome:
        refused = self.refusal(who, paper, "author", frozenset({"shared"})) or _other(paper, number)
        if refused or paper.answered >= paper.version:
            return refused or Refused
        paper.in_force.taken_back, paper.moving_to = True, ""
        if paper.in_force.answers and paper.in_force.answers == paper.asked_last:
            paper.request = paper.asked_last
        left = [number for number, one in paper.versions.items() if not one.taken_back]
        paper.version = left[-1] if left else 0
        paper.state = paper.standing(paper.version) if left else "draft"
        paper.editing = bool(left)
        return None

    def change(self, who: str, paper: Paper) -> Outcome:
        refused = self.refusal(who, paper, "author", LIVE)
        paper.editing = paper.editing or not refused
        return refused

    def drop(self, who: str, paper: Paper) -> Outcome:
        refused = self.refusal(who, paper, "author", LIVE, writing=True)
        if not refused:
            paper.editing, paper.text, paper.value = False, *paper.in_force.whole
        return refused

    def confirm(self, who: str, paper: Paper, number: int) -> Outcome:
        refused = self.refusal(who, paper, "subject", LIVE) or _other(paper, number)
        if not refused and "confirmed" not in paper.in_force.replies:
            self._reply(paper, "confirmed", "confirmed")
        return refused

    def decline(self, who: str, paper: Paper, number: int, reason: str) -> Outcome:
        refused = self.refusal(who, paper, "subject", OPEN) or _other(paper, number)
        if not refused and not (paper.state == "unconfirmed" and "declined" in paper.in_force.replies):
            paper.said.add(reason)
            self._reply(paper, "declined", "unconfirmed")
        return refused

    def _reply(self, paper: Paper, kind: str, state: str) -> None:
        if kind not in paper.in_force.replies:
            paper.in_force.replies.append(kind)
        paper.state, paper.answered, paper.request = state, paper.version, ""
        self.tell(paper.author, kind, paper)

    def ask(self, who: str, paper: Paper, number: int, request: str, wanted: str) -> Outcome:
        refused = self.refusal(who, paper, "subject", OPEN) or _other(paper, number)
        if not refused:
            paper.request, paper.wanted, paper.answered = request, wanted, paper.version
            paper.asked_last = request
            paper.said.add(wanted)
            self.tell(paper.author, "asked", paper)
        return refused

    def settle(self, who: str, paper: Paper, request: str, *, taken: bool, answer: str) -> Outcome:
        refused = self.refusal(who, paper, "author", OPEN)
        if refused or not request or paper.request != request:
            return refused or Refused
        paper.said.add(answer)
        if taken:
            paper.value = paper.wanted
            self._publish(paper, "shared", paper.in_force.text)
        else:
            paper.request, paper.state = "", "shared"
            self.tell(paper.subject, "kept", paper)
        return None

    def comment(self, who: str, paper: Paper, words: str) -> Outcome:
        refused = self.refusal(who, paper, "author subject", LIVE)
        if not refused:
            paper.said.add(words)
            by_subject = who == paper.subject
            paper.answered = paper.version if by_subject else paper.answered
            self.tell(paper.author if by_subject else paper.subject, "commented", paper)
        return refused

    def check_in(self, who: str, paper: Paper, words: str) -> Outcome:
        refused = self.refusal(who, paper, "subject", LIVE)
        if not refused:
            paper.said.add(words)
        return refused

    def give_up(self, who: str, paper: Paper, number: int) -> Outcome:
        refused = self.refusal(who, paper, "author", frozenset({"shared"})) or _other(paper, number)
        if refused or paper.answered >= paper.version:
            return refused or Refused
        if "unanswered" not in paper.in_force.replies:
            paper.in_force.replies.append("unanswered")
        paper.state = "unconfirmed"
        return None

    def close(self, who: str, paper: Paper) -> Outcome:
        refused = self.refusal(who, paper, "author", LIVE)
        if refused or paper.editing:
            return refused or Refused
        self._ends(paper)
        return None

    def reopen(self, who: str, paper: Paper) -> Outcome:
        refused = self.refusal(who, paper, "author", frozenset({"closed"}))
        newer = self.papers.get(paper.successor)
        if refused or (newer and newer.version):
            return refused or Refused
        paper.state = paper.standing(paper.version)
        self.tell(paper.subject, "reopened", paper)
        return None

    def move(self, who: str, paper: Paper, to: str) -> Outcome:
        refused = self.refusal(who, paper, "author", LIVE)
        if refused or paper.editing:
            return refused or Refused
        known = self.contacts.get((to, paper.subject))
        if to in (paper.author, paper.subject) or known == "refused":
            return FieldsRefused
        if known == "agreed":
            self._transfer(paper, to, who)
        else:
            self.contacts[to, paper.subject] = "asked"
            paper.moving_to = to
        return None

    def answer_move(self, who: str, paper: Paper, to: str, *, agreed: bool) -> Outcome:
        refused = self.refusal(who, paper, "subject", LIVE)
        if refused or not to or paper.moving_to != to:
            return refused or Refused
        self.contacts[to, paper.subject] = "agreed" if agreed else "refused"
        paper.moving_to = ""
        if agreed:
            self._transfer(paper, to, who)
        else:
            self.tell(paper.author, "not moved", paper)
        return None

    def _transfer(self, paper: Paper, to: str, by: str) -> None:
        for person in {paper.author, paper.subject, to} - {by}:
            self.tell(person, "moved", paper)
        paper.author, paper.moving_to, paper.editing = to, "", False
        paper.text, paper.value = paper.in_force.whole

    def meet(self, who: str, paper: Paper, *, agreed: bool) -> Outcome:
        refused = self.refusal(who, paper, "subject", LIVE, meeting=True)
        pair, state = (paper.author, paper.subject), "agreed" if agreed else "refused"
        if not refused and self.contacts.get(pair) != state and not agreed and paper.answered:
            return Refused
        if not refused and self.contacts.get(pair) != state:
            self.contacts[pair] = state
            if not agreed:
                self.tell(paper.author, "not met", paper)
        return refused

    def read_as_hr(self, who: str, paper: Paper) -> Outcome:
        refused = self.refusal(who, paper, "author subject reader", SEEN)
        if refused or self.part(who, paper) != "reader":
            return refused or NothingHere
        self.readings += 1
        return None


def _other(paper: Paper, number: int) -> Outcome:
    return None if number == paper.version else NewerVersion
