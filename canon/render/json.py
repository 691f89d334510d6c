"""Frames as JSON values: each piece says what it is and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from canon.frames import Canon, Frame, Gap, Group, Item, Piece, Pieces
from canon.model import Profile
from canon.render.text import frame_text
from canon.words import SUBTITLES, intro, place_line, title

Json = dict[str, Any]


def document(profile: Profile, frames: Iterable[Frame]) -> Json:
    """Return the frames of one profile with the words around them."""
    return {
        "profile": profile.id,
        "role": profile.role_id,
        "level": profile.code,
        "canon": profile.canon,
        "title": pieces(title(profile)),
        "place": pieces(place_line(profile)),
        "intro": pieces(intro(profile)),
        "frames": [frame_json(frame) for frame in frames],
    }


def frame_json(frame: Frame) -> Json:
    """Return one frame: its groups as pieces, and its text block."""
    return {
        "name": frame.name,
        "title": frame.title,
        "subtitle": SUBTITLES[frame.name],
        "missing": list(frame.missing),
        "groups": [_group(group) for group in frame.groups],
        "text": frame_text(frame),
    }


def pieces(row: Pieces) -> list[Json]:
    """Return a row of pieces, each with its kind and provenance."""
    return [_piece(piece) for piece in row]


def _group(group: Group) -> Json:
    return {"heading": group.heading, "items": [_item(item) for item in group.items]}


def _item(item: Item) -> Json:
    return {
        "number": item.number,
        "row": item.row.key,
        "head": pieces(item.head),
        "source": pieces(item.source),
        "lines": [{"label": line.label, "pieces": pieces(line.pieces)} for line in item.lines],
    }


def _piece(piece: Piece) -> Json:
    if isinstance(piece, Canon):
        place = piece.place
        return {"kind": "canon", "text": piece.text, "file": place.file, "line": place.line, "path": place.path}
    if isinstance(piece, Gap):
        kind = "blank" if piece.value is None else "value"
        return {"kind": kind, "text": piece.text, "row": piece.row, "slot": piece.slot}
    return {"kind": "template", "text": piece.text}
