"""A second organiser has to agree: whom to ask, the message that asks, and the one that tells the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.clock import today_in
from bot.facts.agreeing import Asked, Pair, Question, Second
from bot.views import blocks
from bot.views.blocks import Block, fallback, shorten
from bot.views.fields import Fields
from bot.views.moments import day_words, morning_words
from bot.views.paging import pager
from bot.views.rich import block, bullets, paragraph, section, text
from bot.views.state import OneQuestion, QuestionPage, decode, encode

SUBMIT, DONE = "agree_ask", "agree_asked"
OTHER = "agree:other"
AGREE, REFUSE, SHOW = "agree:yes", "agree:no", "agree:show"
TITLE = "A second organiser"
SHOWN = 5
"""Pairs that the message names; all of them stand in a view."""
A_PART, A_PAGE, LONGEST = 25, 250, 60
"""Pairs in one block of that view, on one page of it, and the characters of a name."""
NEEDED = "You, organisers or HR readers would become manager or stand-in, and could read shared goals:"
NOTHING_CHANGED = "Nothing was changed."
AGREES = "A second organiser has to agree."
NOBODY = (
    "Nobody else organises reviews. An owner or admin of this Slack workspace names a second organiser with "
    "{command} organisers. Or whoever runs Goalframe imports the list with --agree."
)
WHAT_HAPPENS = "They get one message. You get one when they have answered; then put the change in again."
WHO_SEES = "Besides you, only {asker} sees this question and your answer; the log keeps both."
WHY = "Why this came: no organiser or HR reader becomes somebody’s manager or stand-in by one person’s hand."


def second_modal(second: Second) -> Block:
    """Return the view that says why somebody has to agree, with whom to ask."""
    why = [
        block(section([text(NEEDED)]), bullets(_shown(second.pairs))),
        paragraph(text(NOTHING_CHANGED, bold=True), text(f" {AGREES}")),
    ]
    if not second.others:
        nobody = paragraph(text(NOBODY.format(command=second.command)))
        return blocks.modal("notice", TITLE, [*why, nobody], close="Close")
    options = [blocks.option(name, user) for user, name in second.others[: blocks.OPTIONS]]
    body = [
        *why,
        blocks.entry("other", "Whom to ask", blocks.menu(OTHER, "Pick an organiser", options)),
        blocks.context(WHAT_HAPPENS),
    ]
    state = encode(OneQuestion(second.question))
    return blocks.modal(SUBMIT, TITLE, body, submit="Ask them", close="Close", private_metadata=state)


def asked_modal(asked: Asked) -> Block:
    """Return what has happened once somebody is asked."""
    when = morning_words(asked.waits_until, asked.tz) if asked.waits_until else "at once"
    told = f"{asked.name} gets this {when}. You get a message with the answer. Nothing was changed so far."
    return blocks.modal(DONE, TITLE, [paragraph(text("Asked. ", bold=True), text(told))], close="Close")


def question_message(question: Question) -> Block:
    """Return the message to whom is asked, with what became of it: the fields of a message."""
    title = f"{question.asker} asks you to agree, as a second organiser."
    body = [
        paragraph(text(title, bold=True)),
        block(section([text(_what(question))]), bullets(_shown(question.pairs))),
        *_answers(question, more=len(question.pairs) > SHOWN),
    ]
    return {"text": fallback(title), "blocks": body}


def pairs_modal(question: Question, page: int = 1) -> Block:
    """Return a page of all pairs of a question; a page beyond the last is the last."""
    pages = max(1, -(-len(question.pairs) // A_PAGE))
    at = min(max(page, 1), pages)
    here = question.pairs[(at - 1) * A_PAGE : at * A_PAGE]
    parts = [here[first : first + A_PART] for first in range(0, len(here), A_PART)]
    shown = [block(bullets(map(_pair, part))) for part in parts]

    def turn(to: int, word: str) -> Block:
        return blocks.button(f"{SHOW}:{to}", word, encode(QuestionPage(question.id, to)))

    body = [paragraph(text(_what(question))), *shown, *pager(at, pages, turn)]
    return blocks.modal("notice", TITLE, body, close="Close")


def answer_message(question: Question) -> Block:
    """Return the message to who asked: the fields of a message."""
    if question.state == "refused":
        told = f"{question.asked} did not agree. Nothing was changed."
    elif question.about:
        told = f"{question.asked} agreed. Change it again: {question.command} people @{question.about}"
    else:
        told = f"{question.asked} agreed. Put the file in again: {question.command} people import"
    why = [blocks.context(f"Asked about: {_few(question.pairs)}.", *_until(question))]
    return {"text": fallback(told), "blocks": [paragraph(text(told)), *why]}


def read_other(view: dict[str, Any]) -> tuple[str, str]:
    """Return which question it is, and who is to be asked, empty for nobody."""
    return read_question(view["private_metadata"]), Fields(view).option(OTHER)


def read_question(value: str) -> str:
    """Return the question that a control is about; raises `StaleControl`."""
    return decode(OneQuestion, value).question


def read_page(value: str) -> tuple[str, int]:
    """Return which page of which question is to be shown; raises `StaleControl`."""
    place = decode(QuestionPage, value)
    return place.question, place.page


def _what(question: Question) -> str:
    about = shorten(question.about, LONGEST)
    wish = f"change {about}’s line in" if about else "put a new file into"
    return (
        f"{question.asker} wants to {wish} the company’s list of people. Then each of these could read "
        "that employee’s shared goals:"
    )


def _shown(pairs: Sequence[Pair]) -> list[str]:
    more = [f"and {len(pairs) - SHOWN} more"] if len(pairs) > SHOWN else []
    return [*map(_pair, pairs[:SHOWN]), *more]


def _pair(pair: Pair) -> str:
    who, whose = shorten(pair.manager, LONGEST), shorten(pair.employee, LONGEST)
    if pair.what == "manager":
        return f"{who} as manager of {whose}"
    until = f" until {day_words(pair.until)}" if pair.until else ""
    return f"{who} as stand-in for {whose}’s manager{until}"


def _few(pairs: Sequence[Pair]) -> str:
    more = f" and {len(pairs) - SHOWN} more" if len(pairs) > SHOWN else ""
    return ", ".join(map(_pair, pairs[:SHOWN])) + more


def _answers(question: Question, *, more: bool) -> list[Block]:
    """Return the buttons of an open question, or what became of it."""
    state = encode(OneQuestion(question.id))
    show = [blocks.button(SHOW, f"Show all {len(question.pairs)}", state)] if more else []
    if question.state == "open":
        agree = blocks.button(AGREE, "Agree", state, style="primary")
        refuse = blocks.button(REFUSE, "Don’t agree", state)
        who = WHO_SEES.format(asker=question.asker)
        return [blocks.actions(agree, refuse, *show), blocks.context(who, WHY)]
    became = {
        "agreed": "You agreed",
        "refused": "You did not agree",
        "over": "This can’t be answered any more. Nothing was changed",
    }[question.state]
    at = question.answered_at
    day = f" on {day_words(today_in(at, question.person.tz))}" if at else ""
    told = f" {question.asker} gets your answer." if at else ""
    return [paragraph(text(f"{became}{day}.{told}")), *([blocks.actions(*show)] if show else [])]


def _until(question: Question) -> list[str]:
    if question.state != "agreed" or question.until is None:
        return []
    return [f"What was agreed to counts once, until {day_words(today_in(question.until, question.person.tz))}."]
