"""What a library says, for the screen: texts under headings as rich text, verbatim, dealt out to pages, never cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bot.views.blocks import Block
from bot.views.reading import parts_of
from bot.views.rich import block, section, text
from canon.said import Passage, Said

PAGE_CHARACTERS = 6_000
PAGE_TEXTS = 40
LONGEST = 3_000
"""Characters of one text; a longer one goes on as another, possibly on the next page."""
CONTINUED = " (continued)"
Page = tuple[Passage, ...]


def pages_of(passages: Iterable[Passage]) -> tuple[Page, ...]:
    """Deal passages out to pages by characters and by texts; all pages together hold every text once."""
    pages: list[list[Passage]] = [[]]
    room, texts = PAGE_CHARACTERS, PAGE_TEXTS
    for passage in passages:
        begun = False
        for unit in _units(_pieces(passage.said)):
            size = sum(len(said.name) + len(said.text) + len(said.source) for said in unit)
            if pages[-1] and (size > room or texts < len(unit)):
                pages.append([])
                room, texts = PAGE_CHARACTERS, PAGE_TEXTS
            _put(pages[-1], passage, unit, begun=begun)
            room, texts, begun = room - size, texts - len(unit), True
    return tuple(map(tuple, pages))


def _pieces(said: Iterable[Said]) -> Iterator[Said]:
    """Give texts, long ones in pieces that join to the whole; only the first has the name, the last the source."""
    for one in said:
        first, *rest = parts_of(one.text, LONGEST)
        pieces = [replace(one, text=first), *(replace(one, text=piece, name="") for piece in rest)]
        yield from (replace(piece, source="") for piece in pieces[:-1])
        yield pieces[-1]


def _units(said: Iterable[Said]) -> Iterator[tuple[Said, ...]]:
    """Give texts one by one, each with the bare names that stand over it, so that none of them ends a page."""
    unit: list[Said] = []
    for one in said:
        unit.append(one)
        if one.text:
            yield tuple(unit)
            unit = []
    if unit:
        yield tuple(unit)


def _put(page: list[Passage], passage: Passage, unit: tuple[Said, ...], *, begun: bool) -> None:
    if page and begun:
        page[-1] = replace(page[-1], said=(*page[-1].said, *unit))
    else:
        title = f"{passage.title}{CONTINUED}" if begun and passage.title else passage.title
        page.append(replace(passage, title=title, said=unit))


def passage_block(passage: Passage) -> Block:
    """Return a passage as one block: its heading, its paragraphs, its lists."""
    heading = f"{passage.title}{' · this level' if passage.asked else ''}"
    parts: list[Block] = []
    runs: list[Block] = [text(heading, bold=True)] if heading else []
    for depth, group in groupby(passage.said, key=lambda one: one.depth):
        if depth:
            parts += [section(runs)] if runs else []
            parts.append(_list(depth, tuple(group)))
            runs = []
        else:
            for one in group:
                runs += [*([text("\n")] if runs else []), *said_runs(one)]
    return block(*parts, *([section(runs)] if runs else []))


def _list(depth: int, said: Sequence[Said]) -> Block:
    found: Block = {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [section(said_runs(one)) for one in said],
    }
    return found | ({"indent": min(depth - 1, 8)} if depth > 1 else {})


def said_runs(said: Said) -> list[Block]:
    """Return a text under its name, with the source that it names."""
    name = [text(f"{said.name}: " if said.text else f"{said.name}", bold=True)] if said.name else []
    words = [text(said.text)] if said.text else []
    source = [text(f" · source: {said.source}", italic=True)] if said.source else []
    return [*name, *words, *source]
