"""Who can read goals, what is kept and what is logged: true words, made from what is configured now."""

from __future__ import annotations

from bot.facts import PrivacyFacts
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.rich import paragraph, text
from bot.views.titles import names_words

CALLBACK = "privacy"
TITLE = "Who can read this"
TWO = (
    "A draft is its author’s alone. Shared goals are read by the employee, their manager, and whoever stands in for "
    "the manager until a set date. That holds for notes, comments, requests, answers and progress too."
)
REASON = (
    "They can open shared versions, not comments, reasons or progress. Each picks a reason first, and it stands "
    "under “Who has read this” beside the goals."
)
ORGANISE = "They see names, dates and status, never the goals themselves."
MACHINE = (
    "Goals live on your company’s own machine and in its own Slack workspace. Whoever runs the Goalframe server can "
    "reach what is stored there."
)
SLACK = (
    "What Slack shows in messages, Slack keeps, as long as your company has set it to. Anyone whom your company "
    "allows to export Slack messages can read it."
)
LOGGED = "Who did what, when, and with whose goals, also what was refused. Never what was written."
COPY = "Press ⋯ and “Get a copy” under your goals. When you confirm, a copy comes to you and to your manager."


def privacy_blocks(facts: PrivacyFacts) -> list[Block]:
    """Return all of it, a paragraph for each question."""
    readers = f"{names_words(facts.readers)}. {REASON}" if facts.readers else "Nobody: no HR reader is named."
    runners = f"{names_words(facts.runners)}. {ORGANISE}" if facts.runners else "Nobody is named yet."
    answers = (
        ("The two of you", TWO),
        ("HR readers", readers),
        ("Review organisers", runners),
        ("The server", MACHINE),
        ("Slack", SLACK),
        ("How long it is kept", facts.retention),
        ("What is logged", LOGGED),
        ("Who has read yours", _readings(facts.own_readings)),
        ("Your copy", COPY),
    )
    return [paragraph(text(f"{heading}\n", bold=True), text(words)) for heading, words in answers]


def _readings(count: int) -> str:
    if not count:
        return "Nobody else has read goals that were shared with you."
    times = "once" if count == 1 else f"{count} times"
    return f"Goals shared with you were read by others {times}. “Who has read this” says by whom, when and why."


def privacy_message(facts: PrivacyFacts) -> Block:
    """Return it as an answer to one person: the fields of a message."""
    return {"text": TITLE, "blocks": [blocks.header(TITLE), *privacy_blocks(facts)]}


def privacy_modal(facts: PrivacyFacts) -> Block:
    """Return it in a view."""
    return blocks.modal(CALLBACK, TITLE, privacy_blocks(facts), close="Close")
