"""What was said about shared goals, as blocks of rich text: requests, check-ins, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from bot.clock import today_in
from bot.facts import WHOLE, Shared
from bot.views.blocks import Block
from bot.views.moments import day_words, moment_words
from bot.views.outside import sentence_case
from bot.views.people import author, employee, named_goals
from bot.views.progress import progress_words
from bot.views.rich import block, length, section, text
from db.facts import CheckIn, Comment, Proposal, Request

Line = list[Block]
"""Runs of text that belong together."""
ROOM = 1_000
"""Characters that each kind of talk gets on a message."""
NEWEST = 3
"""So many remarks stand on a message."""
ALL = "press “Show everything”"


def talk_briefly(shared: Shared) -> tuple[list[Block], bool]:
    """Return what fits on a message: the answered request, where goals stand, the newest remarks; and if more is."""
    parts = (_answered_briefly(shared), _standings(shared), _newest_remarks(shared))
    return [one for found, _ in parts for one in found], any(cut for _, cut in parts)


def talk_whole(shared: Shared) -> list[Block]:
    """Return everything that was said, oldest first, a block for each request, check-in and remark."""
    talk = shared.talk
    checkins = sorted(talk.checkins, key=lambda one: _place(shared, one.row))
    return [
        *_headed("Requests for changes", [_request(shared, one) for one in talk.requests]),
        *_headed("Progress", [_checkin(shared, one, whole=True) for one in checkins]),
        *_headed("Comments", [_remark(shared, one) for one in talk.comments]),
    ]


def _headed(heading: str, lines: Sequence[Line]) -> list[Block]:
    """Return each line as a block, the first under a heading."""
    return [
        block(section([text("" if place else f"{heading}\n", bold=True), *line])) for place, line in enumerate(lines)
    ]


def _fitted(heading: str, lines: Sequence[Line], more: str) -> tuple[list[Block], bool]:
    """Return a block of as many lines as there is room for, and whether any are left out: `more` counts those."""
    if not lines:
        return [], False
    lengths = accumulate(length(line) for line in lines)
    fitting = sum(total <= ROOM for total in lengths)
    runs = [text(heading, bold=True), *(run for line in lines[:fitting] for run in (text("\n"), *line))]
    left = len(lines) - fitting
    rest = text(f"\nand {left} {more}: {ALL}." if left else "")
    return [block(section([*runs, rest]))], bool(left)


def _answered_briefly(shared: Shared) -> tuple[list[Block], bool]:
    request = shared.answered_request
    if request is None:
        return [], False
    lines = [_decision(shared, one) for one in request.proposals]
    return _fitted(_request_words(shared, request), lines, "more")


def _standings(shared: Shared) -> tuple[list[Block], bool]:
    found = shared.talk.latest_checkins
    lines = [_checkin(shared, found[goal.key]) for goal in shared.goals.goals if goal.key in found]
    return _fitted("Where it stands", lines, "more")


def _newest_remarks(shared: Shared) -> tuple[list[Block], bool]:
    """Return the newest remarks, the oldest of them first."""
    remarks = [_remark(shared, one) for one in shared.talk.comments]
    newest = remarks[-NEWEST:]
    while length(run for line in newest for run in line) > ROOM:
        newest = newest[1:]
    earlier = len(remarks) - len(newest)
    if not remarks:
        return [], False
    runs = [run for line in newest for run in (text("\n"), *line)]
    rest = text(f"\nand {earlier} earlier: {ALL}." if earlier else "")
    return [block(section([text("Comments", bold=True), *runs, rest]))], bool(earlier)


def _request(shared: Shared, request: Request) -> Line:
    runs = [text(_request_words(shared, request))]
    for proposal in request.proposals:
        runs += [text("\n"), *_asked(shared, proposal)]
        if proposal.verdict:
            runs += [text(" · "), *_verdict(proposal)]
    return runs


def _request_words(shared: Shared, request: Request) -> str:
    mine = shared.person.user_id == request.by
    whose = "Your request" if mine else f"{employee(shared)}’s request"
    day = _day(shared, request.at)
    if request.state == "answered" and request.answered_at:
        return f"{whose} of {day}, answered {_day(shared, request.answered_at)}"
    ended = ", replaced by a later answer" if request.state == "dropped" else ", not answered yet"
    return f"{whose} of {day}{ended}"


def request_sentence(shared: Shared) -> str:
    """Return whose turn it is while a request for changes is open; empty where none is."""
    request = shared.request
    if request is None:
        return ""
    goals, day = named_goals([shared.called(one.row) for one in request.proposals]), _day(shared, request.at)
    if shared.viewer == "subject":
        return f"You asked for changes to {goals} on {day}; {author(shared)} has not answered yet."
    return f"{employee(shared)} asked for changes to {goals} on {day}."


def _asked(shared: Shared, proposal: Proposal) -> Line:
    runs = [text(f"{sentence_case(shared.called(proposal.row))}: ")]
    wanted = (("target", proposal.target), ("due date", proposal.date))
    for name, value in wanted:
        runs += [text(f"{name} "), text(value, bold=True), text(" · ")] if value else []
    return [*runs, text(f"because: “{proposal.reason}”")]


def _decision(shared: Shared, proposal: Proposal) -> Line:
    """Return what became of one proposal, with the values that were taken."""
    wanted = (("target", proposal.target), ("due date", proposal.date))
    taken = proposal.verdict == "taken"
    values = "".join(f", {name} {value}" for name, value in wanted if value and taken)
    return [text(f"{sentence_case(shared.called(proposal.row))}: "), *_verdict(proposal, values)]


def _verdict(proposal: Proposal, values: str = "") -> Line:
    words = {"taken": "taken", "kept": "kept as it was", "changed": "see what changed in the new version"}
    answer = f". The answer: “{proposal.answer}”" if proposal.answer else ""
    return [text(words.get(proposal.verdict, "not answered"), bold=True), text(f"{values}{answer}")]


def _checkin(shared: Shared, checkin: CheckIn, *, whole: bool = False) -> Line:
    goal = shared.goals.goal(checkin.row)
    value = checkin.value.strip()
    bar = progress_words(goal.values.get("baseline", ""), goal.values.get("target", ""), value) if goal else ""
    parts = [bar or value, checkin.note if whole else ""]
    said = "".join(f" · {part}" for part in parts if part)
    return [
        text(f"{sentence_case(shared.called(checkin.row))}: "),
        text(sentence_case(checkin.status), bold=True),
        text(f"{said} · {_day(shared, checkin.at)}"),
    ]


def _remark(shared: Shared, comment: Comment) -> Line:
    called = shared.called(comment.row)
    about = "" if called == WHOLE else f", on {called}"
    when = moment_words(comment.at, shared.person.tz)
    return [text(f"{shared.name(comment.by)}, {when}{about}: "), text(comment.words)]


def _place(shared: Shared, key: str) -> int:
    """Return where a goal stands; those that have gone come last."""
    keys = [goal.key for goal in shared.goals.goals]
    return keys.index(key) if key in keys else len(keys)


def _day(shared: Shared, moment: datetime) -> str:
    return day_words(today_in(moment, shared.person.tz))
