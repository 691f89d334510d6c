"""What changed in a role text: old and new side by side, and for a draft the choice to keep or take, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.facts.role_changes import Decision, RoleChanges, TextChange
from bot.facts.role_texts import PARTS, field_words
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.outside import sentence_case
from bot.views.rich import block, length, paragraph, section, text
from bot.views.state import TextPlace, encode
from bot.views.text_news import AS_THEY_ARE, GONE
from canon.difference import FactChange, RowChange
from canon.model import Row
from canon.row_matches import Listed, ListName

SUBMIT = "texts"
DECIDE = "texts:decide:"
TURN, TAKE_ALL, KEEP_ALL, AGAIN = "texts:page", "texts:take_all", "texts:keep_all", "texts:again"
"""The buttons of the view, another page as `texts:page:2`; each carries the `TextPlace` that it leads to."""
TAKE, KEEP = "take", "keep"
PAGE_CHANGES = 10
PAGE_CHARACTERS = 9_000
CUT = 500
"""Characters of a value that stands under a goal here; it stands whole in the goals."""
HERE, NOW, NO_MORE = "Here: ", "In the role library now: ", "No longer in the role library"
MEANWHILE = "These goals or the role library have changed meanwhile. Nothing was changed; this is how it stands now."
NEW_ONLY = "Here a changed role text counts for new goals only."
LISTS: dict[ListName, str] = {
    "core_outputs": "core outputs",
    "responsibilities": "responsibilities",
    "components": "responsibilities (components)",
    "dimensions": "level expectations",
}


def texts_modal(changes: RoleChanges, place: TextPlace, *, moved: bool = False) -> Block:
    """Return a page of what changed; `moved` says that something else changed while the page was open."""
    pages = _pages(changes)
    at = min(max(place.page, 1), len(pages))
    now = _settled(changes, place, at)
    shown = [part for change in pages[at - 1] for part in _change(changes, now, change)]
    body = [
        *([blocks.section(f"*{MEANWHILE}*")] if moved else []),
        *_above(changes, at, len(pages)),
        *shown,
        *_turns(changes, now, at, len(pages)),
    ]
    words = {"submit": "Next" if at < len(pages) else "Save"} if changes.choosable else {}
    return blocks.modal(SUBMIT, "What changed", body, close="Close", private_metadata=encode(now), **words)


def _settled(changes: RoleChanges, place: TextPlace, page: int) -> TextPlace:
    """Return the state of the view: between which texts it chooses, and what is chosen so far."""
    newer = changes.newer.hash if changes.newer else ""
    same = (place.old, place.new) == (changes.goals.sheet.profile_hash, newer)
    every = len(changes.changes) + changes.kept
    taken = place.taken if same and len(place.taken) == every else "0" * every
    old = changes.goals.sheet.profile_hash
    chosen = taken if changes.choosable else ""
    return TextPlace(place.sheet, changes.number, page, old, newer, chosen, place.stage, int(changes.again))


def _pages(changes: RoleChanges) -> list[list[TextChange]]:
    """Deal the changes out to pages by number and by characters; a page has at least one."""
    pages: list[list[TextChange]] = [[]]
    room = PAGE_CHARACTERS
    for change in changes.changes:
        long = length(_told(changes, change))
        if pages[-1] and (len(pages[-1]) == PAGE_CHANGES or long > room):
            pages.append([])
            room = PAGE_CHARACTERS
        pages[-1].append(change)
        room -= long
    return pages


def _above(changes: RoleChanges, page: int, pages: int) -> list[Block]:
    count = len(changes.changes)
    counted = f"{count} change{'' if count == 1 else 's'}"
    where = [f"page {page} of {pages}"] if pages > 1 else []
    kept = [f"{changes.kept} more kept as yours before"] if changes.kept else []
    head = " · ".join([changes.goals.sheet.title, *([counted] if count else []), *where, *kept])
    return [blocks.context(head), *([] if count else [paragraph(text(_nothing(changes)))]), *_meaning(changes)]


def _nothing(changes: RoleChanges) -> str:
    if changes.newer is None:
        return GONE
    return "Everything is decided." if changes.kept else "These goals say what the role library says."


def _meaning(changes: RoleChanges) -> list[Block]:
    if changes.choosable:
        words = (
            "What you keep stays word for word. What you take keeps its baseline, target, due date and note. "
            "Nothing is shared by it."
        )
    elif changes.number or changes.newer is None:
        words = AS_THEY_ARE
    else:
        words = f"{NEW_ONLY} {AS_THEY_ARE}" if changes.changes else ""
    return [blocks.context(words)] if words else []


def _change(changes: RoleChanges, place: TextPlace, change: TextChange) -> list[Block]:
    told = _told(changes, change)
    return [*told, _choice(place, change)] if changes.choosable else told


def _told(changes: RoleChanges, change: TextChange) -> list[Block]:
    """Return one change in rich text: nothing of the library's words is interpreted."""
    if change.row is not None:
        return [_row(changes, change.row)]
    return [_fact(fact, first=not at) for at, fact in enumerate(change.facts)]


def _row(changes: RoleChanges, change: RowChange) -> Block:
    old, new = change.old, change.new
    parts = [section([text(_heading(changes, change), bold=True)])]
    same = old is not None and new is not None and old.row.text == new.row.text
    if old is not None:
        label = "Here and in the role library: " if same else HERE
        parts.append(section([text(label, italic=True), text(old.row.text)]))
    if new is not None and not same:
        parts.append(section([text(NOW, italic=True), text(new.row.text)]))
    if old is not None and new is not None:
        parts += [section([text(line)]) for line in (*_beside(old.row, new.row), *_moved(change, old, new))]
    return block(*_lines(parts))


def _lines(parts: Sequence[Block]) -> list[Block]:
    """Return paragraphs under each other in one: Slack sets several without a break."""
    runs = [part["elements"] for part in parts]
    for earlier in runs[:-1]:
        earlier.append(text("\n"))
    return [section(run for part in runs for run in part)]


def _heading(changes: RoleChanges, change: RowChange) -> str:
    row = next(listed.row for listed in (change.old, change.new) if listed)
    words = [sentence_case(_called(changes, row)), " and ".join(_kinds(change))]
    if change.likeness is not None and "reworded" in change.kinds:
        words.append(f"matched by their words, {change.likeness:.0%} alike".replace("%", " %"))
    return " · ".join(filter(None, words))


def _called(changes: RoleChanges, row: Row) -> str:
    goal = changes.goals.goal(row.key)
    if goal is not None:
        return goal.called
    there = changes.goals.sheet.row(row.key) is not None
    name = f"“{row.name}”" if row.name else "a goal"
    return f"{name} that is left out" if there else name


def _kinds(change: RowChange) -> Iterator[str]:
    words = {"added": "new", "removed": "taken out", "reworded": "reworded", "moved": "moved"}
    for kind in change.kinds:
        if kind in words:
            yield words[kind]
        elif change.kinds == ("fact changed",):
            yield "something beside its words"


def _beside(old: Row, new: Row) -> Iterator[str]:
    for part, words in PARTS.items():
        was, now = (_said(getattr(row, part)) for row in (old, new))
        if was != now:
            yield f"{sentence_case(words)}: {was or '(none)'} → {now or '(none)'}"


def _said(part: str | tuple[str, ...] | None) -> str:
    return "; ".join(part) if isinstance(part, tuple) else part or ""


def _moved(change: RowChange, old: Listed, new: Listed) -> Iterator[str]:
    if "moved" in change.kinds:
        lists = (f" of the {LISTS[old.list]}", f" of the {LISTS[new.list]}") if old.list != new.list else ("", "")
        yield f"Place {old.number}{lists[0]} → place {new.number}{lists[1]}"


def _fact(fact: FactChange, *, first: bool) -> Block:
    heading = [text("The other texts of the role\n", bold=True)] if first else []
    was = [text(f"\n{HERE}", italic=True), text(fact.old)] if fact.old else [text("\nNot here", italic=True)]
    now = [text(f"\n{NOW}", italic=True), text(fact.new)] if fact.new else [text(f"\n{NO_MORE}", italic=True)]
    return block(section([*heading, text(sentence_case(field_words(fact.field))), *was, *now]))


def _choice(place: TextPlace, change: TextChange) -> Block:
    options = {KEEP: blocks.option("Keep mine", KEEP), TAKE: blocks.option("Take the new text", TAKE)}
    chosen = options[TAKE if place.taken[change.number] == "1" else KEEP]
    field = blocks.radio(f"{DECIDE}{change.number}", list(options.values())) | {"initial_option": chosen}
    return blocks.entry(f"texts:{change.number}:{place.stage}", "Your decision", field, hint=_hint(change))


def _hint(change: TextChange) -> str:
    if change.row is None:
        return "All of them together."
    if change.row.old is None:
        return "Taken, it becomes one of these goals."
    if change.row.new is None:
        return "Taken, it is left out of these goals; what was typed stays with it under “Choose goals”."
    return ""


def _turns(changes: RoleChanges, place: TextPlace, page: int, pages: int) -> list[Block]:
    near = [(page - 1, "Page before"), *([] if changes.choosable else [(page + 1, "Next page")])]
    turns = [_button(f"{TURN}:{to}", words, replace(place, page=to)) for to, words in near if 1 <= to <= pages]
    both = ((TAKE_ALL, "Take all"), (KEEP_ALL, "Keep all"))
    many = changes.choosable and len(changes.changes) > 1
    every = [_button(name, words, place) for name, words in both] if many else []
    kept = [_button(AGAIN, "Decide about kept ones", replace(place, page=1, again=1))]
    more = kept if changes.choosable and changes.kept else []
    return [blocks.actions(*every, *turns, *more)] if every or turns or more else []


def _button(action_id: str, words: str, place: TextPlace) -> Block:
    return blocks.button(action_id, words, encode(place))


def read_texts(view: dict[str, Any], place: TextPlace) -> TextPlace:
    """Return the state of a view with what stands chosen in it now."""
    fields, taken = Fields(view), list(place.taken)
    for number in fields.actions(DECIDE):
        if number.isdecimal() and int(number) < len(taken):
            taken[int(number)] = "1" if fields.option(f"{DECIDE}{number}") == TAKE else "0"
    return replace(place, taken="".join(taken))


def decision_of(changes: RoleChanges, place: TextPlace) -> Decision:
    """Return what was chosen between the two texts that a view showed."""
    chosen = [change for change in changes.changes if place.taken[change.number : change.number + 1] == "1"]
    return Decision(place.old, place.new, frozenset(change.key for change in chosen))


def last_page(changes: RoleChanges) -> int:
    """Return how many pages the changes take."""
    return len(_pages(changes))
