"""Makes drafts fit format 1 without touching their words: names and texts that stand twice, and what is empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, count
from typing import Any

from canon.importers.draft import Note, Tree, one_line
from canon.keys import ROW_LISTS, text_key
from canon.model import Fact

LONGEST_KEY = 200
"""Characters of a heading or a name that stands before a colon; YAML itself has room for 1,024."""
_SPACES = str.maketrans(dict.fromkeys("\t\x85\u2028\u2029", " "))


def fitted(role: Mapping[str, Tree], left: list[Note]) -> dict[str, Tree]:
    """Return a role without empty parts, with spaces for tabs, and no row twice; what is dropped is noted."""
    whole: dict[str, Tree] = {}
    for name, tree in role.items():
        if name == "sections":
            whole[name] = _sections(tree)
        elif name == "levels":
            whole[name] = {code: _once(_plain(level), left) for code, level in tree.items()}
        else:
            whole[name] = _plain(tree)
    return {name: tree for name, tree in _once(whole, left).items() if tree}


def _sections(tree: Mapping[Fact | str, Tree]) -> dict[Fact | str, Tree]:
    """Return sections with what they keep; a heading that stands twice gets a number."""
    found: dict[str, tuple[Fact | str, Tree]] = {}
    for key, value in tree.items():
        text, kept = (one_line(key).text if isinstance(key, Fact) else key), _kept(value)
        if kept:
            free = next(name for name in chain([text], (f"{text} ({n})" for n in count(2))) if name not in found)
            found[free] = Fact(free, key.place) if isinstance(key, Fact) else free, kept
    return dict(found.values())


def _plain(tree: Tree) -> Tree:
    """Return a tree without its empty parts."""
    if isinstance(tree, Fact):
        return Fact(tree.text.translate(_SPACES).strip("\n"), tree.place)
    if isinstance(tree, Mapping):
        inner = {key: _plain(value) for key, value in tree.items()}
        return {key: value for key, value in inner.items() if not _is_empty(value)}
    if isinstance(tree, list):
        return [item for item in map(_plain, tree) if not _is_empty(item)]
    return tree


def _is_empty(tree: Tree) -> bool:
    return not (tree.text.strip() if isinstance(tree, Fact) else tree)


def _kept(tree: Tree) -> Tree:
    """Return what a section keeps; a mapping whose names are long or alike becomes a list."""
    if isinstance(tree, Mapping):
        names = [_name(key) for key in tree]
        if len(set(names)) == len(names) and all(0 < len(name) <= LONGEST_KEY and "\n" not in name for name in names):
            inner = {(_plain(key) if isinstance(key, Fact) else key): _kept(value) for key, value in tree.items()}
            return {key: key if _is_empty(value) else value for key, value in inner.items()}
        return [item for key, value in tree.items() for item in _unnamed(key, value)]
    if isinstance(tree, list):
        return [item for item in map(_kept, tree) if not _is_empty(item)]
    return _plain(tree)


def _unnamed(key: Any, value: Tree) -> Iterator[Tree]:
    """Give a named entry of a list: as a mapping of one where its name is short, else the name, then the rest."""
    short = 0 < len(_name(key)) <= LONGEST_KEY and "\n" not in _name(key)
    for item in ({key: value},) if short else (key, value):
        kept = _kept(item)
        if not _is_empty(kept):
            yield kept


def _name(key: Any) -> str:
    return str(_plain(key).text) if isinstance(key, Fact) else str(key)


def _once(level: dict[str, Tree], left: list[Note]) -> dict[str, Tree]:
    """Return a level in which no text stands twice without an id of its own."""
    first: dict[tuple[str, str], Tree] = {}
    numbers: dict[tuple[str, str], int] = {}
    for name in ROW_LISTS:
        rows = []
        for row in level.get(name, ()):
            key = ("c" if name == "components" else "o", _key(row))
            if key not in first:
                first[key] = row
                rows.append(row)
            elif _words(row) == _words(first[key]):
                text = row["text"] if isinstance(row, Mapping) else row
                where = first[key]["text"] if isinstance(first[key], Mapping) else first[key]
                left.append(Note(text, f"the same stands in line {where.place.line} already"))
            else:
                numbers[key] = next(
                    n for n in count(numbers.get(key, 1) + 1) if (key[0], f"{key[1]}-{n}") not in first
                )
                rows.append(_with_id(row, f"{key[1]}-{numbers[key]}"))
                first[key[0], f"{key[1]}-{numbers[key]}"] = row
        if rows:
            level[name] = rows
    return level


def _with_id(row: Tree, own: str) -> Tree:
    rest = row if isinstance(row, Mapping) else {"text": row}
    return {"id": own, **{name: tree for name, tree in rest.items() if name != "id"}}


def _key(row: Tree) -> str:
    own = row.get("id") if isinstance(row, Mapping) else None
    if own:
        return own.text if isinstance(own, Fact) else str(own)
    return text_key((row["text"] if isinstance(row, Mapping) else row).text)


def _words(tree: Tree) -> Any:
    """Return a tree's words without their places."""
    if isinstance(tree, Mapping):
        return {_name(key): _words(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_words(item) for item in tree]
    return tree.text if isinstance(tree, Fact) else tree
