"""The four text blocks of a goals page, read back into texts, labels, rubric and dimensions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from canon.frames import FrameName
from canon.importers.sources import SourceFile
from canon.merge import DIMENSIONS
from canon.model import Fact

REUSED = " — reused, no distinct responsibility content"
COMPONENT = "responsibility (component)"
_SOURCE = "  [source: "
_NUMBER = re.compile(r"^(?:Objective )?\d+(?:\.|:) ")
_SPECIFIC = '   Specific:    Deliver: "'
_ACHIEVABLE = re.compile(r"   Achievable:  Scoped to this level's (.*?) complexity/problem-solving rubric: \"(.*)\"")
_RELEVANT = re.compile(r"   Relevant:    Advances the (.*)\.")
_STANDARD = re.compile(r"   Standard: Consistent with this level's (.*?) knowledge-application rubric: \"(.*)\"")
_KEY_RESULT = re.compile(r'  KR1\. From .*? by .*? — tied to: "(.*)"')
_EVIDENCE = re.compile(r"  KR2\. Evidence at this level's (.*?) bar: \"(.*)\" — .* by .*")
_CARD = re.compile(r'  - "(.*)"  →  .* by .*   \[source: (.*)\]')
_BAR = re.compile(r'  - Meets the (.*) bar: "(.*)"  →  .* by .*   \[source: level dimension \((.*)\)\]')
Labelled = tuple[Fact, str]


@dataclass(slots=True)
class Blocks:
    """What the blocks say: rows with their source labels, the level's facts, and the tag in lower case."""

    rows: list[Labelled] = field(default_factory=list)
    complexity: Fact | None = None
    knowledge: Fact | None = None
    relevant: Fact | None = None
    small_tag: str | None = None
    dimensions: list[tuple[Fact, Fact]] = field(default_factory=list)


def read_blocks(source: SourceFile, blocks: Mapping[FrameName, Sequence[Fact]]) -> Blocks:
    """Read the blocks that are there; raises `Refused` where none has a goal."""
    found = Blocks()
    cards = list(blocks.get("scorecard", ()))
    objectives = (
        list(_smart(blocks.get("smart", ()), found))
        or list(_okr(blocks.get("okr", ())))
        or [row for row in (_matched(_CARD, fact) for fact in cards) if row]
    )
    areas = list(_mbo(blocks.get("mbo", ()), objectives, found))
    found.rows = [*objectives, *areas]
    found.dimensions = [bar for fact in cards if (bar := _bar(fact))] or list(_evidence(blocks.get("okr", ())))
    if not found.rows and not found.dimensions:
        raise source.refused("its goals can't be read: no line of the text below “Copy / print as text” is known")
    return found


def _items(lines: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Give the lines of each item; blank lines part them."""
    item: list[Fact] = []
    for fact in lines:
        if fact.text.strip():
            item.append(fact)
        elif item:
            yield item
            item = []
    if item:
        yield item


def _smart(lines: Sequence[Fact], found: Blocks) -> Iterator[Labelled]:
    for item in _items(lines):
        text = next((f.text[len(_SPECIFIC) : -1] for f in item if f.text.startswith(_SPECIFIC)), None)
        if text is None:
            continue
        yield _labelled(item[0], text)
        for fact in item:
            achievable, relevant = _ACHIEVABLE.fullmatch(fact.text), _RELEVANT.fullmatch(fact.text)
            if achievable and not found.complexity:
                found.small_tag, found.complexity = achievable[1], Fact(achievable[2], fact.place)
            if relevant and not found.relevant:
                found.relevant = Fact(relevant[1], fact.place)


def _labelled(head: Fact, text: str) -> Labelled:
    """Return a row's text and label from its first line, whose text is known."""
    start = len(_NUMBER.sub("", head.text)) - len(text) - len(_SOURCE)
    return Fact(text, head.place), head.text[-start:-1]


def _okr(lines: Sequence[Fact]) -> Iterator[Labelled]:
    for item in _items(lines):
        tied = next((m[1] for fact in item if (m := _KEY_RESULT.fullmatch(fact.text))), None)
        if tied is not None:
            yield _labelled(item[0], tied)


def _evidence(lines: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Give the usual dimensions of key results, whose names stand there in lower case."""
    usual = {name.lower(): name for name in DIMENSIONS}
    known: dict[str, tuple[Fact, Fact]] = {}
    for fact in lines:
        found = _EVIDENCE.fullmatch(fact.text)
        if found and found[1] in usual:
            name = usual[found[1]]
            known.setdefault(name, (Fact(name, fact.place), Fact(found[2], fact.place)))
    yield from known.values()


def _mbo(lines: Sequence[Fact], objectives: Sequence[Labelled], found: Blocks) -> Iterator[Labelled]:
    """Give the areas that are not objectives already."""
    for item in _items(lines):
        head, text, label = _area(item[0])
        standards = (m for fact in item if (m := _STANDARD.fullmatch(fact.text)))
        standard = next(standards, None)
        if standard and not found.knowledge:
            found.small_tag, found.knowledge = standard[1], Fact(standard[2], item[1].place)
        if label.endswith(REUSED) and not objectives:
            yield Fact(text, head.place), label.removesuffix(REUSED)
        elif label and not label.endswith(REUSED):
            yield Fact(text, head.place), label


def _area(head: Fact) -> tuple[Fact, str, str]:
    """Return an area's first line, its text and its label; no label where the line is none of an area."""
    body = re.sub(r"^\d+\. Area: ", "", head.text)
    text, _, label = body.rpartition(_SOURCE)
    return head, text, label[:-1]


def _matched(pattern: re.Pattern[str], fact: Fact) -> Labelled | None:
    found = pattern.fullmatch(fact.text)
    return (Fact(found[1], fact.place), found[2]) if found else None


def _bar(fact: Fact) -> tuple[Fact, Fact] | None:
    """Return a dimension's name and text; the name stands twice in the line, once in lower case."""
    found = _BAR.fullmatch(fact.text)
    if not found:
        return None
    name = found[3]
    inner = fact.text.removeprefix(f'  - Meets the {name.lower()} bar: "')
    if inner == fact.text:
        return None
    return Fact(name, fact.place), Fact(inner.rpartition('"  →  ')[0], fact.place)
