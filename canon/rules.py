"""Rules of one file that span several fields, checked on its located YAML whether or not the rest fits the format."""

from __future__ import annotations

from collections.abc import Iterator

from canon import texts
from canon.cursor import Cursor
from canon.faults import Fault
from canon.keys import ROW_LISTS, row_key
from canon.yaml_text import Listing, Scalar, Table, misread


def broken_rules(root: Cursor) -> Iterator[Fault]:
    """Give the faults of all roles."""
    for role in _tables(root, "roles"):
        yield from _role(role)


def _role(role: Cursor) -> Iterator[Fault]:
    own = [name for name in ROW_LISTS if _entries(role, name)]
    levels = _entries(role, "levels")
    if own and levels:
        yield role.fault(f"a role with levels keeps its rows in them; move `{own[0]}` into a level")
    if not own and not levels:
        yield role.fault("the role has neither levels nor rows; write `levels` or `responsibilities`")
    yield from _same_rows(role)
    for level in _tables(role, "levels"):
        if not any(_entries(level, name) for name in (*ROW_LISTS, "rubric")):
            yield level.fault("the level has neither rows nor a rubric; write one of them, or leave the level out")
        yield from _same_rows(level)
    for section in _entries(role, "sections"):
        yield from _kept(section)


def _entries(cursor: Cursor, name: str) -> list[Cursor]:
    """Return the entries of a list or mapping one step deeper; none if it is not there or is something else."""
    node = cursor.node
    if not isinstance(node, Table) or name not in node.items:
        return []
    return list(_children(cursor.at(name)))


def _tables(cursor: Cursor, name: str) -> list[Cursor]:
    """Return those entries that are mappings; the format names the others."""
    return [entry for entry in _entries(cursor, name) if isinstance(entry.node, Table)]


def _children(cursor: Cursor) -> Iterator[Cursor]:
    node = cursor.node
    if isinstance(node, Listing):
        yield from (cursor.at(place) for place in range(len(node.items)))
    elif isinstance(node, Table):
        yield from map(cursor.at, node.items)


def _same_rows(level: Cursor) -> Iterator[Fault]:
    """Give a fault for each row whose key another row of the level has."""
    first: dict[str, Cursor] = {}
    for name in ROW_LISTS:
        for row in _entries(level, name):
            key = _key(row, name)
            if key is None:
                continue
            if key in first:
                yield row.fault(f"the same row as in {first[key].where}; drop one, or give each an `id` of its own")
            first.setdefault(key, row)


def _key(row: Cursor, name: str) -> str | None:
    node = row.node
    if isinstance(node, Scalar):
        return row_key(name, None, node.text)
    if not isinstance(node, Table):
        return None
    id_, text = node.items.get("id"), node.items.get("text")
    own = id_.text if isinstance(id_, Scalar) else None
    return row_key(name, own, text.text) if isinstance(text, Scalar) else None


def _kept(cursor: Cursor) -> Iterator[Fault]:
    """Give the faults of what a source carries besides: all of it is texts."""
    node = cursor.node
    for child in _children(cursor):
        yield from _kept(child)
    if isinstance(node, Scalar) and node.tag != "null":
        message = _text_fault(node)
        if message:
            yield cursor.fault(message)


def _text_fault(node: Scalar) -> str:
    if node.tag != "str":
        return misread(node)
    try:
        texts.lines(node.text)
    except ValueError as error:
        return f"the text {error}"
    return ""
