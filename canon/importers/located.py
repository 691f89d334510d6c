"""Any YAML as plain lists and mappings whose texts know their lines."""

from __future__ import annotations

from collections.abc import Iterator

from canon.importers.draft import Tree
from canon.importers.sources import SourceFile
from canon.model import Fact
from canon.yaml_text import Listing, Node, Scalar, Table, read


def located(source: SourceFile, text: str) -> Tree:
    """Return a YAML text as trees of facts, None for what is empty; raises `Refused` where it is no YAML."""
    node, faults = read(text, source.name)
    if node is None:
        first = min(faults)
        raise source.refused(first.message, first.line)
    return _tree(source, node)


def facts(tree: Tree) -> Iterator[Fact]:
    """Give every text of a tree."""
    if isinstance(tree, Fact):
        yield tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if isinstance(key, Fact):
                yield key
            yield from facts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from facts(value)


def texts(tree: Tree) -> Iterator[str]:
    """Give every text of a tree line by line, and every name in it."""
    if isinstance(tree, Fact):
        yield from tree.text.split("\n")
    elif isinstance(tree, dict):
        for name, value in tree.items():
            yield name.text if isinstance(name, Fact) else str(name)
            yield from texts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from texts(value)


def _tree(source: SourceFile, node: Node) -> Tree:
    if isinstance(node, Listing):
        return [_tree(source, item) for item in node.items]
    if isinstance(node, Table):
        return {key: _tree(source, value) for key, value in node.items.items()}
    if isinstance(node, Scalar) and node.tag != "null" and node.text.strip():
        return source.fact(node.text.strip(), node.spot.line)
    return None
