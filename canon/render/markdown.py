"""Frames as Markdown; canon words and values are escaped, so that a reader sees them verbatim."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from canon.frames import Frame, FrameName, Item, Piece, Pieces, Words
from canon.model import Profile
from canon.render.pieces import gap, line
from canon.words import SUBTITLES, intro, missing_line, place_line, title

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$!^&]")
_OPENING = re.compile(r"^(\d+(?=[.)])|)([-+=.):]|)")
_EDGE = re.compile(r"^ +| +$|(?<= ) +")


def page(profile: Profile, frames: Iterable[Frame]) -> str:
    """Return title, place, intro and the frames as one Markdown text, without a final newline."""
    head = (f"# {_words(title(profile))}", _words(place_line(profile)), _words(intro(profile)))
    return "\n\n".join((*head, *map(frame_markdown, frames)))


def frame_markdown(frame: Frame) -> str:
    """Return one frame under its heading."""
    body = _BODIES[frame.name](frame) if frame.groups else [missing_line(frame.missing)]
    return "\n\n".join((f"## {frame.title}", SUBTITLES[frame.name], *body))


def escaped(text: str) -> str:
    """Return a text that Markdown prints as it is, wherever in a line it stands."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    opening = _OPENING.match(text)
    if opening and opening[2]:
        text = f"{opening[1]}\\{text[opening.start(2) :]}"
    return _EDGE.sub(lambda spaces: "&#32;" * len(spaces[0]), text)


def _smart(frame: Frame) -> Iterator[str]:
    for item in frame.items:
        yield _head(item, [f"- **{found.label}:** {_words(found.pieces)}" for found in item.lines])


def _okr(frame: Frame) -> Iterator[str]:
    for item in frame.items:
        yield _head(item, [f"- **{found.label}.** {_words(found.pieces)}" for found in item.lines])


def _head(item: Item, rows: Iterable[str]) -> str:
    return "\n".join((f"### {item.number}. {_words(item.head)}", "", f"Source: {_words(item.source)}", "", *rows))


def _mbo(frame: Frame) -> Iterator[str]:
    head = "| Area | Standard | Target | Due | Source |\n| --- | --- | --- | --- | --- |"
    yield "\n".join((head, *map(_area, frame.items)))


def _area(item: Item) -> str:
    standard = line(item, "Standard")
    target, due = (gap(item, "target"),), (gap(item, "date"),)
    cells = (item.head, standard.pieces if standard else (), target, due, item.source)
    return "| " + " | ".join(map(_words, cells)) + " |"


def _scorecard(frame: Frame) -> Iterator[str]:
    for group in frame.groups:
        yield "\n".join((f"### {group.heading}", "", *map(_card_line, group.items)))


def _card_line(item: Item) -> str:
    return f"- {_words(item.head)} → {_words(item.lines[0].pieces)} (source: {_words(item.source)})"


_BODIES: Mapping[FrameName, Callable[[Frame], Iterable[str]]] = {
    "smart": _smart,
    "okr": _okr,
    "mbo": _mbo,
    "scorecard": _scorecard,
}


def _words(pieces: Pieces) -> str:
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    return piece.text if isinstance(piece, Words) else escaped(piece.text)
