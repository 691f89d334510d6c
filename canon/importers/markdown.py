"""Markdown as a tree of headings, paragraphs and lists, each text as a page shows it and with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from canon.importers.draft import Tree
from canon.importers.sources import SourceFile
from canon.model import Fact

DEEPEST = 100
"""Nesting that is read; two for each list in a list."""
NESTED = 6
"""Lists in lists that stay nested; deeper points join the list above."""
_LABELLED = re.compile(
    r"(?P<mark>\*\*|__)(?P<name>(?:(?!(?P=mark)).)+?)(?P<colon>:)?(?P=mark)"
    r"(?(colon)|(?P<more>\s*\([^()]*\))?\s*:)(?:\s+(?P<text>.*))?",
    re.DOTALL,
)
"""A bold name, what stands in brackets behind it, a colon inside or outside, and the text."""
_QUOTED = re.compile(r"^\s*(?:(?:[-*+]|\d+[.)])\s+)*> ?")
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(slots=True)
class Section:
    """A heading with what stands below it: blocks, and sections of deeper headings. The first has no heading."""

    heading: Fact | None
    level: int
    blocks: list[SyntaxTreeNode] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)

    def walk(self) -> Iterator[Section]:
        """Give this section and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list: its name where it begins with a bold one, its text, and what hangs under it."""

    name: Fact | None
    text: Fact | None
    under: tuple[SyntaxTreeNode, ...] = ()


@dataclass(frozen=True, slots=True)
class _Label:
    """A name that stands alone and names what follows."""

    name: Fact


class Markdown:
    """One file of Markdown. Links stay as they are written; a reference or a table is text like any other."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).disable("reference")
        setattr(self.parser, "normalizeLink", str)  # noqa: B010 - an address stays as it is written
        setattr(self.parser, "validateLink", bool)  # noqa: B010 - the same
        self.front, body = front_matter(source)
        self.tokens = self.parser.parse(body)
        self.root = _sections(self, SyntaxTreeNode(self.tokens).children)

    def uncovered(self) -> Iterator[Fact]:
        """Give the lines that the reader of Markdown passed over."""
        covered = {line for token in self.tokens if token.map and not token.nesting for line in range(*token.map)}
        end = len(self.front.text.split("\n")) + 2 if self.front else 0
        for at, line in enumerate(self.source.lines):
            if at >= end and at not in covered and line.strip(" \t>"):
                yield self.source.fact(line.strip(), at + 1)

    def inline(self, raw: str) -> str:
        """Return a text without its marks, as a page shows it; a link keeps its address."""
        links: list[str] = []
        return "".join(_shown(token, links) for token in self.parser.parseInline(raw)[0].children or ())

    def fact(self, raw: str, line: int) -> Fact:
        return self.source.fact(self.inline(raw), line)

    def raw(self, node: SyntaxTreeNode) -> Fact:
        """Return a block as it is written, without quotation marks and common indentation."""
        first, last = node.map or (0, 0)
        if node.type in {"fence", "code_block", "html_block"}:
            fence = node.markup if node.type == "fence" else ""
            start = f"{fence}{node.info}\n" if fence else ""
            return self.source.fact(f"{start}{node.content.rstrip()}\n{fence}".rstrip("\n"), first + 1)
        lines = self.source.lines[first:last]
        while lines and not lines[-1].strip():
            lines.pop()
        if node.type == "blockquote":
            lines = [_QUOTED.sub("", line) for line in lines]
        indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
        return self.source.fact("\n".join(line[indent:].rstrip() for line in lines), first + 1)

    def paragraph(self, node: SyntaxTreeNode) -> list[tuple[str, int]]:
        """Return the lines of a paragraph as they are written, each with its number."""
        first = (node.map or (0, 0))[0] + 1
        content = node.children[0].content if node.children else ""
        return [(line.strip(), first + at) for at, line in enumerate(content.split("\n"))]

    def points(self, node: SyntaxTreeNode) -> list[Point]:
        """Return the points of a list."""
        return [self.point(item) for item in node.children]

    def point(self, item: SyntaxTreeNode) -> Point:
        if not item.children or item.children[0].type != "paragraph":
            return Point(None, None, tuple(item.children))
        head, *rest = item.children
        lines = self.paragraph(head)
        raw, line = "\n".join(text for text, _ in lines), lines[0][1]
        found = _LABELLED.fullmatch(raw)
        if not found:
            return Point(None, self.fact(raw, line), tuple(rest))
        name = self.fact(found["name"] + (found["more"] or ""), line)
        text = self.fact(found["text"], line) if found["text"] else None
        return Point(name, text, tuple(rest))

    def details(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Fact]:
        """Give what hangs under a point, one text for each paragraph or point."""
        for node in nodes:
            if node.type in {"bullet_list", "ordered_list"}:
                for item in node.children:
                    yield from self.details(item.children)
            elif node.type == "paragraph":
                lines = self.paragraph(node)
                yield self.fact("\n".join(text for text, _ in lines), lines[0][1])
            elif node.type != "hr":
                yield self.raw(node)

    def kept(self, nodes: Sequence[SyntaxTreeNode], depth: int = 0) -> Tree:
        """Return blocks as a section keeps them: a text, a list, a mapping of named points, or a list of these."""
        found: list[Tree] = []
        label: Fact | None = None
        for tree in (tree for node in nodes for tree in self.block(node, depth)):
            if isinstance(tree, _Label):
                found.extend([label] if label else [])
                label = tree.name
            else:
                found.append({label: tree} if label else tree)
                label = None
        if label:
            found.append(label)
        return _joined(found)

    def block(self, node: SyntaxTreeNode, depth: int) -> Iterator[Tree]:
        """Give what a block becomes; a bold name and a colon alone on a line is a label for what follows."""
        if node.type in {"bullet_list", "ordered_list"}:
            yield self.listed(node, depth)
        elif node.type == "paragraph":
            yield from self.spoken(node)
        elif node.type != "hr":
            yield self.raw(node)

    def spoken(self, node: SyntaxTreeNode) -> Iterator[Tree]:
        """Give a paragraph as one text, or line by line where lines begin with bold names."""
        lines = self.paragraph(node)
        matches = [_LABELLED.fullmatch(raw) for raw, _ in lines]
        if not any(matches):
            yield self.fact("\n".join(raw for raw, _ in lines), lines[0][1])
            return
        for (raw, line), match in zip(lines, matches, strict=True):
            name = self.fact(match["name"] + (match["more"] or ""), line) if match else None
            if match and name:
                yield {name: self.fact(match["text"], line)} if match["text"] else _Label(name)
            else:
                yield self.fact(raw, line)

    def listed(self, node: SyntaxTreeNode, depth: int) -> Tree:
        entries: list[Tree] = []
        for point in self.points(node):
            entries.extend(self.entries(point, depth))
        return _as_mapping(entries)

    def entries(self, point: Point, depth: int) -> Iterator[Tree]:
        """Give what a point becomes in a section."""
        if depth >= NESTED:
            yield from (fact for fact in (point.name, point.text) if fact)
            yield from self.details(point.under)
            return
        under = self.kept(point.under, depth + 1) if point.under else None
        text: Tree = point.text
        if point.text and under:
            text = [point.text, *(under if isinstance(under, list) else [under])]
        if point.name:
            yield {point.name: text or under or []}
        elif point.text and under:
            yield {point.text: under}
        else:
            yield from (tree for tree in (text, under) if tree)


def front_matter(source: SourceFile) -> tuple[Fact | None, str]:
    """Return the YAML before a Markdown file's text, and the file without it but with its lines' numbers."""
    found = _FRONT.match(source.text)
    if not found:
        return None, source.text
    kept = source.fact(found[1].rstrip("\n"), 2) if found[1] and found[1].strip() else None
    return kept, "\n" * found[0].count("\n") + source.text[found.end() :]


def _sections(markdown: Markdown, nodes: Sequence[SyntaxTreeNode]) -> Section:
    root = Section(None, 0)
    path = [root]
    for node in nodes:
        if node.type != "heading":
            path[-1].blocks.append(node)
            continue
        level = int(node.tag[1])
        while path[-1].level >= level:
            path.pop()
        raw = node.children[0].content if node.children else ""
        section = Section(markdown.fact(raw, (node.map or (0, 0))[0] + 1), level)
        path[-1].parts.append(section)
        path.append(section)
    return root


def _joined(found: list[Tree]) -> Tree:
    """Return several blocks: paragraphs alone as one text, mappings alone as one mapping, else a list."""
    if len(found) < 2:  # noqa: PLR2004 - one needs no joining
        return found[0] if found else None
    if all(isinstance(tree, Fact) for tree in found):
        return Fact("\n\n".join(tree.text for tree in found), found[0].place)
    if all(isinstance(tree, dict) for tree in found):
        return _as_mapping([{key: value} for tree in found for key, value in tree.items()])
    return found


def _as_mapping(entries: list[Tree]) -> Tree:
    """Return named entries as one mapping; a list where some have no name or two have the same."""
    names = [key.text for entry in entries if isinstance(entry, dict) for key in entry]
    if not entries or len(names) != len(entries) or len(set(names)) != len(names):
        return entries or None
    return {key: value for entry in entries for key, value in entry.items()}


def _shown(token: Token, links: list[str]) -> str:
    """Return what an inline token shows. `links` holds the ends of links that are open."""
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    if token.type == "link_open":
        links.append(">" if token.markup == "autolink" else f"]({_address(token, 'href')})")
        return "<" if token.markup == "autolink" else "["
    if token.type == "link_close":
        return links.pop()
    if token.type == "image":
        return f"![{token.content}]({_address(token, 'src')})"
    return token.content


def _address(token: Token, name: str) -> str:
    title = token.attrs.get("title")
    return f'{token.attrs.get(name, "")} "{title}"' if title else str(token.attrs.get(name, ""))
