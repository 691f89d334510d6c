"""The manager's answer to a request for changes: for each proposal to take it, or to keep theirs and say why."""

from __future__ import annotations

from typing import Any

from bot.facts import Deciding, Goal, Shared
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.changes import old_and_new
from bot.views.fields import Fields
from bot.views.outside import sentence_case
from bot.views.people import first
from bot.views.rich import block, section, text
from bot.views.state import OneRequest, encode
from bot.views.titles import goal_words
from db.facts import Proposal, Request

SUBMIT = "settle"
DECIDE, ANSWER = "settle:decide:", "settle:answer:"
TAKE, KEEP = "take", "keep"


def settle_modal(shared: Shared, request: Request) -> Block:
    """Return the view that answers a request, proposal by proposal."""
    who = first(shared, request.by)
    body = [part for proposal in request.proposals for part in _proposal(shared, proposal, who)]
    return blocks.modal(
        SUBMIT,
        "Answer the request",
        [*body, blocks.context("\n".join(_what_happens(shared, request, who)))],
        submit="Send answer",
        close="Close",
        private_metadata=encode(OneRequest(shared.sheet.id, request.number, request.id)),
    )


def _what_happens(shared: Shared, request: Request, who: str) -> list[str]:
    """Return in sentences what the answer leads to."""
    number = max([shared.sheet.version, *(one.number for one in shared.talk.revisions)]) + 1
    back = f"{who} gets version {request.number} back with your answers."
    if not any(proposal.target or proposal.date for proposal in request.proposals):
        return [back]
    copy = "Your own changes that are not shared yet stay with you."
    return [
        f"What you take makes version {number} at once; if you keep all, {back}",
        *([copy] if shared.sheet.editing else []),
    ]


def _proposal(shared: Shared, proposal: Proposal, who: str) -> list[Block]:
    row, goal = proposal.row, shared.goals.goal(proposal.row)
    runs = [
        text(goal_words(goal) if goal else sentence_case(shared.called(row)), bold=True),
        *_wanted(goal, proposal),
        text(f"\n{who}: “{proposal.reason}”"),
    ]
    takeable = bool(proposal.target or proposal.date)
    hint = "Needed if you keep yours." if takeable else "Nothing was proposed that could be taken."
    answer = blocks.text_field(f"{ANSWER}{row}", "")
    return [
        block(section(runs)),
        *([_choice(row)] if takeable else []),
        blocks.entry(f"answer:{row}", f"Answer to {who}", answer, hint=hint, optional=takeable),
    ]


def _choice(row: str) -> Block:
    options = [blocks.option("Take it", TAKE), blocks.option("Keep mine", KEEP)]
    return blocks.entry(f"decide:{row}", "Your decision", blocks.radio(f"{DECIDE}{row}", options))


def _wanted(goal: Goal | None, proposal: Proposal) -> list[Block]:
    """Return what would change, old to new."""
    values = goal.values if goal else {}
    runs: list[Block] = []
    if proposal.target:
        runs += [text("\ntarget "), *old_and_new(values.get("target", ""), proposal.target)]
    if proposal.date:
        runs += [text("\ndue "), *old_and_new(values.get("date", ""), proposal.date)]
    return runs


def read_settle(view: dict[str, Any]) -> tuple[Deciding, ...]:
    """Return what was decided; a proposal with a choice that was not made is not there."""
    fields = Fields(view)
    choices = set(fields.actions(DECIDE))
    return tuple(
        Deciding(row, fields.option(f"{DECIDE}{row}") == TAKE, fields.text(f"{ANSWER}{row}"))
        for row in fields.actions(ANSWER)
        if row not in choices or fields.option(f"{DECIDE}{row}")
    )


def block_of(view: dict[str, Any], row: str) -> str:
    """Return the id of the block under which a sentence about one proposal stands."""
    return Fields(view).block(f"{ANSWER}{row}")
