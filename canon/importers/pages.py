"""Pages as lines of text: HTML without its marks, line by line as a browser shows it, or text as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from canon.importers.sources import SourceFile
from canon.model import Fact

_BLOCKS = re.compile(
    "address|article|aside|body|br|dd|details|div|dl|dt|footer|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|"
    "summary|table|tbody|td|th|thead|title|tr|ul"
)
_HIDDEN = frozenset(("head", "script", "style", "template"))
_HTML = re.compile(r"<(?:!doctype html|html|body|main|section|pre|p|div)\b", re.IGNORECASE)


def page_lines(source: SourceFile) -> list[Fact]:
    """Return the lines that a page shows, blank ones too, each with the line of the source on which it begins."""
    if not _HTML.search(source.text):
        return [source.fact(line, number) for number, line in enumerate(source.lines, 1)]
    parser = _Page()
    parser.feed(source.text)
    parser.close()
    parser.end_line()
    return [source.fact(text, number) for text, number in parser.lines]


def squeezed(text: str) -> str:
    """Return a text without white space, to compare what is told apart by space alone."""
    return "".join(text.split())


def squeezed_lines(lines: Iterable[str]) -> set[str]:
    """Return lines without white space."""
    return {squeezed(line) for line in lines}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, int]] = []
        self.current: list[str] = []
        self.line = 0
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the library's signature
        self.hidden += tag in _HIDDEN
        if _BLOCKS.fullmatch(tag):
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN and self.hidden > 0
        if _BLOCKS.fullmatch(tag):
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        number = self.getpos()[0]
        for at, piece in enumerate(data.split("\n")):
            if at:
                self.end_line(blank=True)
            if piece and not self.current:
                self.line = number + at
            self.current.append(piece)

    def end_line(self, *, blank: bool = False) -> None:
        """End the line that is being read; an empty one counts only where the text has a break."""
        text = "".join(self.current)
        if text or blank:
            self.lines.append((text, self.line))
        self.current = []
