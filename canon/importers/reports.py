"""What an import says of itself: what was taken, kept aside, taken with a thought, and left out, in plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from canon.importers.draft import Note, Tree, source_kind
from canon.importers.running import Import
from canon.importers.writer import shown
from canon.keys import ROW_LISTS
from canon.model import RUBRIC_COLUMNS, Fact

SHOWN = 20
"""Lines of each list on the screen; a report in a file has all."""
LONGEST = 300
"""Characters of a text on the screen."""


def report_lines(done: Import, *, whole: bool = False) -> Iterator[str]:
    """Give the lines of the report; `whole` cuts neither lists nor texts."""
    most = None if whole else SHOWN
    yield from _list(f"Taken: {_count(len(done.roles), 'role')}", map(_taken, done.roles), most)
    aside = [line for role in done.roles if (line := _aside(role))]
    if aside:
        yield from _list("Kept aside, word for word, in the role's sections", aside, most)
    yield from _notes("Worth a look", done.told, most)
    if not done.left:
        yield "Left out: nothing"
    yield from _notes("Left out", done.left, most)
    yield from _list("Not imported", map(str, done.refused), None) if done.refused else ()


def _taken(role: Mapping[str, Tree]) -> str:
    parts = [_rows(role), *(f"{_word(code)}: {_level(level)}" for code, level in role.get("levels", {}).items())]
    skills = [_count(len(role["skills"]), "skill")] if role.get("skills") else []
    return f"{role['focus'].text} ({role['id'].text}): {'; '.join(part for part in (*parts, *skills) if part)}"


def _level(level: Mapping[str, Tree]) -> str:
    guidelines = [_count(len(level["rubric"]), "guideline")] if level.get("rubric") else []
    dimensions = [_count(len(level["dimensions"]), "dimension")] if level.get("dimensions") else []
    return ", ".join(part for part in (_rows(level), *guidelines, *dimensions) if part)


def _rows(level: Mapping[str, Tree]) -> str:
    """Return how many texts of which kind there are, with what hangs under them."""
    kinds: dict[str, int] = {}
    under = 0
    for name in ROW_LISTS:
        for row in level.get(name, ()):
            kind = source_kind(row) if name == "responsibilities" else _FIXED[name]
            kinds[kind] = kinds.get(kind, 0) + 1
            under += len(row.get("details", ())) if isinstance(row, dict) else 0
    counts = [_count(number, kind) for kind, number in kinds.items()]
    return ", ".join(counts) + (f" with {_count(under, 'sub-point')}" if under else "")


_FIXED = {"core_outputs": "core output", "components": "responsibility component"}


def _aside(role: Mapping[str, Tree]) -> str:
    found = [f"{_word(name)} ({_size(tree)})" for name, tree in role.get("sections", {}).items()]
    return f"{role['focus'].text}: {', '.join(found)}" if found else ""


def _size(tree: Tree) -> int:
    return len(tree) if isinstance(tree, dict | list) else 1


def _notes(title: str, notes: Sequence[Note], most: int | None) -> Iterator[str]:
    """Give notes by what they say, each text with its place."""
    reasons: dict[str, list[Fact]] = {}
    for note in notes:
        reasons.setdefault(note.why, []).append(note.fact)
    for why, facts in reasons.items():
        lines = (f"{shown(fact.place)}: {_cut(fact.text) if most else fact.text}" for fact in facts)
        yield from _list(f"{title} ({len(facts)}): {why}", lines, most)


def _list(title: str, lines: Iterable[str], most: int | None) -> Iterator[str]:
    found = list(lines)
    yield title
    yield from (f"  {line}" for line in found[:most])
    if most is not None and found[most:]:
        yield f"  … and {len(found) - most} more; --report FILE lists all"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST]}…"


def _word(name: Tree) -> str:
    text = name.text if isinstance(name, Fact) else str(name)
    return RUBRIC_COLUMNS.get(text, text)


def _count(number: int, word: str) -> str:
    if not re.fullmatch(r"[a-z-]+", word.rpartition(" ")[2]):
        return f"{number} “{word}”"
    if number == 1:
        return f"1 {word}"
    return f"{number} {word[:-1]}ies" if word.endswith("ty") else f"{number} {word}s"
