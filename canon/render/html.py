"""The frames of one profile as one self-contained page that prints well and loads nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape

from canon.frames import Canon, Frame, FrameName, Gap, Item, Piece, Pieces, Words
from canon.model import Profile
from canon.render.pieces import gap, line
from canon.render.style import STYLE
from canon.render.text import frame_text
from canon.words import SUBTITLES, intro, missing_line, place_line, title

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(profile: Profile, frames: Iterable[Frame]) -> str:
    """Return a whole HTML page: title, place, intro, then the frames."""
    label = f" · {profile.label.text}" if profile.label else ""
    body = "\n".join(_section(frame) for frame in frames)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{escape(profile.title)}{escape(label)} — goal templates — Goalframe</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<p class="crumb">{_html(title(profile))}</p>
<h1>Goal templates — {_html(title(profile))}</h1>
<p class="place">{_html(place_line(profile))}</p>
<p class="intro">{_html(intro(profile))}</p>
</header>
<main>
{body}
</main>
</body>
</html>
"""


def _section(frame: Frame) -> str:
    head = f'<section id="{frame.name}">\n<h2>{frame.title}</h2>\n<p class="subtitle">{SUBTITLES[frame.name]}</p>'
    if not frame.groups:
        return f'{head}\n<p class="missing">{escape(missing_line(frame.missing))}</p>\n</section>'
    return f"{head}\n{_BODIES[frame.name](frame)}\n{_copy(frame)}\n</section>"


def _copy(frame: Frame) -> str:
    summary = "<summary>Copy / print as text<span>show ▾</span></summary>"
    return f"<details>\n{summary}\n<pre>{escape(frame_text(frame))}</pre>\n</details>"


def _smart(frame: Frame) -> str:
    return "\n".join(_goal(item, _definitions(item)) for item in frame.items)


def _definitions(item: Item) -> str:
    rows = (f"<div><dt>{found.label}</dt>\n<dd>{_html(found.pieces)}</dd></div>" for found in item.lines)
    return "<dl>\n" + "\n".join(rows) + "\n</dl>"


def _okr(frame: Frame) -> str:
    return "\n".join(_goal(item, _bullets(found.pieces for found in item.lines)) for item in frame.items)


def _goal(item: Item, rest: str) -> str:
    source = f'<p class="source">{_html(item.source)}</p>'
    return f"<article>\n{source}\n<h3>{_html(item.head)}</h3>\n{rest}\n</article>"


def _bullets(rows: Iterable[Pieces]) -> str:
    return "<ul>\n" + "\n".join(f'<li><span class="dot">• </span>{_html(row)}</li>' for row in rows) + "\n</ul>"


def _mbo(frame: Frame) -> str:
    names = "".join(f'<th scope="col">{name}</th>' for name in ("Area", "Standard", "Target", "Due"))
    rows = "\n".join(map(_area, frame.items))
    return f"<table>\n<thead><tr>{names}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _area(item: Item) -> str:
    standard = line(item, "Standard")
    cells = (item.head, standard.pieces if standard else (), (gap(item, "target"),), (gap(item, "date"),))
    return "<tr>" + "".join(f"<td>{_html(cell)}</td>" for cell in cells) + "</tr>"


def _scorecard(frame: Frame) -> str:
    groups = (
        f"<h3>{group.heading}</h3>\n" + _bullets(_card_line(item) for item in group.items) for group in frame.groups
    )
    return "\n".join(groups)


def _card_line(item: Item) -> Pieces:
    return (*item.head, Words(" "), *item.lines[0].pieces)


_BODIES: Mapping[FrameName, Callable[[Frame], str]] = {
    "smart": _smart,
    "okr": _okr,
    "mbo": _mbo,
    "scorecard": _scorecard,
}


def _html(pieces: Pieces) -> str:
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if isinstance(piece, Canon):
        return f'<span class="canon" data-source="{escape(piece.place.file)}:{piece.place.line}">{text}</span>'
    if isinstance(piece, Gap):
        return f'<span class="{"open" if piece.value is None else "value"}">{text}</span>'
    return text
