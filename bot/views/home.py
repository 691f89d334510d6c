"""App Home: what is to be done now, the goals shared with a person, those they write, and who else can read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from bot.facts.home import PAGE_LINES, SHOWS, HomeFacts, HomeLine, OwedLine, Show
from bot.facts.role_changes import OlderText
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.frames import START
from bot.views.lines import line_blocks, my_line_blocks
from bot.views.moments import moment_words
from bot.views.offices import new_words
from bot.views.outside import sentence_case
from bot.views.owed import owed_blocks
from bot.views.paging import pager
from bot.views.remarks import STATUS_WORDS
from bot.views.shared_ids import PRIVACY
from bot.views.state import HomePlace, NewGoals, OneVersion, encode
from bot.views.text_news import SHOW_WORDS as CHANGED_WORDS
from bot.views.text_news import SINCE
from bot.views.titles import names_words
from bot.views.to_do import to_do_blocks

T = TypeVar("T")
TURN = "home:page"
"""Turns a page or, as `home:page:all`, shows all that is to be done; carries a `HomePlace`."""
SHOW = "home:show"
"""The menu that narrows Home down; each choice is a `Show`."""
SETTINGS = "home:settings"
OLDER_ROLES = 10
"""Roles of which HR reads how many goals stand on an older text; the others are counted."""
OWED_AT_FIRST = 5
"""Things to do that stand above the goals; the others are one press away."""
SHOW_WORDS: Mapping[Show, str] = {
    "everything": "Everything",
    "to do": "To do",
    "mine": "Your goals",
    "draft": "Goals you write: drafts",
    "waiting": "Goals you write: waiting for an answer",
    "confirmed": "Goals you write: confirmed",
    "closed": "Goals you write: closed",
}


def home_view(facts: HomeFacts) -> Block:
    """Return the Home view."""
    return {"type": "home", "blocks": _body(facts) if facts.allowed else [_nothing_here()]}


def _nothing_here() -> Block:
    return blocks.section("There is nothing here for you.")


def _body(facts: HomeFacts) -> list[Block]:
    if not (facts.things or facts.mine or facts.written):
        return [*_first_step(facts.command), _ways(facts), *_older(facts), *_who_reads(facts)]
    below = [*_goals(facts), *_pager(facts), *_older(facts), *_who_reads(facts)]
    return [*_to_do(facts), _ways(facts), *_changed(facts), *below]


def _first_step(command: str) -> list[Block]:
    words = (
        "*Nothing here yet.* Pick a person and a role, and the goals are laid out for you, word for word from the "
        f"role library. You fill in baselines, targets and dates. In any channel, `{command} account executive P4` "
        "shows a role’s goals. Goals that your manager shares with you will stand here too."
    )
    return [blocks.header("Goals"), blocks.section(words), blocks.context("Only you can see a draft.")]


def _ways(facts: HomeFacts) -> Block:
    """Return what can be done at any time, and the menu that narrows Home down."""
    menu = [_show_menu(facts)] if facts.counts["everything"] or facts.things else []
    return blocks.actions(
        blocks.button(START, "Start goals for someone", encode(NewGoals()), style="primary"),
        *menu,
        blocks.button(SETTINGS, "Settings"),
        blocks.button(PRIVACY, "Who can read this", encode(OneVersion("", 0))),
        block_id=f"ways:{facts.show}",
    )


def _show_menu(facts: HomeFacts) -> Block:
    options = {show: blocks.option(f"{SHOW_WORDS[show]} ({facts.counts[show]})", show) for show in SHOWS}
    return blocks.menu(SHOW, "Show", list(options.values()), options[facts.show])


def _to_do(facts: HomeFacts) -> list[Block]:
    """Return what is to be done now: the oldest above everything, all of it where that is asked for."""
    if facts.show != "to do" and (facts.show != "everything" or facts.page > 1):
        return []
    shown = _page_of(facts.things, facts) if facts.show == "to do" else facts.things[:OWED_AT_FIRST]
    if not shown:
        return [blocks.header("To do now"), blocks.context("Nothing is waiting for you.")]
    body = [part for one in shown for part in (owed_blocks(one) if isinstance(one, OwedLine) else to_do_blocks(one))]
    return [blocks.header("To do now"), *body, *_see_all(facts)]


def _see_all(facts: HomeFacts) -> list[Block]:
    if facts.show == "to do" or len(facts.things) <= OWED_AT_FIRST:
        return []
    place = encode(HomePlace(1, "to do"))
    return [blocks.actions(blocks.button(f"{TURN}:all", f"See all {len(facts.things)}", place))]


def _changed(facts: HomeFacts) -> list[Block]:
    """Return of how many goals the role text has changed since, over all pages."""
    every = [*facts.mine, *facts.written]
    count = sum(one.text == "changed" for one in every)
    if not count or facts.show == "to do":
        return []
    press = f"Press “{CHANGED_WORDS}” beside {'it' if count == 1 else 'them'}."
    return [blocks.context(f"{SINCE.removesuffix('.')}: {count} of the {len(every)} goals here. {press}")]


def _goals(facts: HomeFacts) -> list[Block]:
    """Return a page of the goals that are shown, those of the person and those that they write under headings."""
    if facts.show == "to do":
        return []
    page = _page_of(facts.shown(), facts)
    mine = [one for one in page if one.line.author != facts.person.user_id]
    written = page[len(mine) :]
    body = [part for one in mine for part in _mine(one, facts)]
    if body:
        body = [blocks.header("Your goals"), *body]
    if written or (facts.written and facts.show == "everything"):
        body += [blocks.header("Goals you write"), *_counts(facts)]
    body += [part for one in written for part in [*line_blocks(one.line, one.name, one.text), blocks.divider()]]
    nothing = [] if facts.show == "everything" else [blocks.context(f"{SHOW_WORDS[facts.show]}: nothing here now.")]
    return body or nothing


def _mine(one: HomeLine, facts: HomeFacts) -> list[Block]:
    progress = ""
    if one.last is not None:
        when = moment_words(one.last.at, facts.person.tz)
        progress = f"Last progress: {STATUS_WORDS[one.last.status].lower()}, {when}"
    return my_line_blocks(one.line, one.name, progress, one.text)


def _counts(facts: HomeFacts) -> list[Block]:
    """Return how many of the goals that a person writes stand how."""
    words = {"draft": "drafts", "waiting": "waiting for an answer", "confirmed": "confirmed", "closed": "closed"}
    counts = [f"{words[show]}: {facts.counts[show]}" for show in SHOWS if show in words and facts.counts[show]]
    return [blocks.context(sentence_case(" · ".join(counts)))]


def _page_of(every: tuple[T, ...], facts: HomeFacts) -> tuple[T, ...]:
    at = _page(facts)
    return every[(at - 1) * PAGE_LINES : at * PAGE_LINES]


def _page(facts: HomeFacts) -> int:
    """Return the page that is shown; one beyond the last is the last."""
    return min(max(facts.page, 1), _pages(facts))


def _pages(facts: HomeFacts) -> int:
    count = len(facts.things) if facts.show == "to do" else len(facts.shown())
    return max(1, -(-count // PAGE_LINES))


def _pager(facts: HomeFacts) -> list[Block]:
    def turn(number: int, word: str) -> Block:
        return blocks.button(f"{TURN}:{number}", word, encode(HomePlace(number, facts.show)))

    return pager(_page(facts), _pages(facts), turn)


def _older(facts: HomeFacts) -> list[Block]:
    """Return for HR and organisers how many goals of which role stand on an older text: numbers alone."""
    if not facts.older:
        return []
    shown = [_older_words(one) for one in facts.older[:OLDER_ROLES]]
    more = len(facts.older) - len(shown)
    rest = [f"and {more} more role{'' if more == 1 else 's'}"] if more else []
    return [blocks.context("\n".join(["On an older role text, by role:", *shown, *rest]))]


def _older_words(one: OlderText) -> str:
    drafts = f"{one.drafts} draft{'' if one.drafts == 1 else 's'}" if one.drafts else ""
    shared = f"{one.shared} shared" if one.shared else ""
    gone = " (no longer in the role library)" if one.gone else ""
    return f"{blocks.shorten(one.title, 100)}{gone}: {', '.join(filter(None, (drafts, shared)))}"


def _who_reads(facts: HomeFacts) -> list[Block]:
    """Return who else can read shared goals, and what somebody of HR can."""
    readers = (
        f"HR readers: {names_words(facts.readers)}. They can read shared goals; each reading is listed for you."
        if facts.readers
        else "Nobody of HR can read shared goals here."
    )
    reader = (
        f"You are an HR reader: {facts.command} @person leads to what was shared with somebody. They see each "
        "reading with your name and reason."
    )
    organiser = "You are a review organiser: you see names, dates and status, never goal texts."
    own = [words for words, yes in ((reader, facts.reader), (organiser, facts.organiser)) if yes]
    new = new_words(facts.new_holders, facts.person.tz)
    return [blocks.context(readers, *([new] if new else []), *own)]
