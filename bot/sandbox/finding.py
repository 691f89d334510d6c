"""Where on a screen something stands that a person names: by its own words, and by the words beside or above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from bot.sandbox import transcript
from bot.sandbox.state import Json, Surface
from bot.sandbox.values import Placed, placed

BOXES = ("checkboxes", "radio_buttons")
_WORDS = ("section", "header", "rich_text", "context")

Standing = tuple[str, Placed]
"""The last words above an element, and the element."""
Stands = Callable[[Standing], bool]


def find(surfaces: Iterable[Surface], label: str, kinds: tuple[str, ...], near: str) -> tuple[Surface, Placed] | None:
    """Find an element by its whole label or action_id, else by how its label begins; words beside it come first."""
    screen = list(surfaces)
    for named in (_is_named, _begins):
        for stands in _places(near):
            for shown, standing in _everything(screen):
                part = standing[1]
                if (not kinds or part.kind in kinds) and stands(standing) and named(part, label):
                    return shown, part
    return None


def find_box(surfaces: Iterable[Surface], label: str, near: str) -> tuple[Surface, Placed] | None:
    """Find the group of boxes of which one has these words."""
    screen = list(surfaces)
    for stands in _places(near):
        for shown, standing in _everything(screen):
            part = standing[1]
            if part.kind in BOXES and label in transcript.option_texts(part.element) and stands(standing):
                return shown, part
    return None


def _everything(screen: Sequence[Surface]) -> Iterator[tuple[Surface, Standing]]:
    return ((shown, standing) for shown in screen for standing in _standing(shown.blocks))


def _standing(blocks: Sequence[Json]) -> Iterator[Standing]:
    above: list[str] = []
    ended = False
    for block in blocks:
        parts = list(placed([block]))
        if block["type"] in _WORDS and not parts:
            above = [*([] if ended else above), transcript.words(block)]
            ended = False
        else:
            ended = True
            yield from (("\n".join(above), part) for part in parts)


def _places(near: str) -> tuple[Stands, ...]:
    return (partial(_beside, near), partial(_below, near)) if near else (partial(_beside, near),)


def _beside(near: str, standing: Standing) -> bool:
    return near in transcript.near(standing[1])


def _below(near: str, standing: Standing) -> bool:
    return near in standing[0]


def _is_named(part: Placed, label: str) -> bool:
    return label in (transcript.label_of(part), part.action_id)


def _begins(part: Placed, label: str) -> bool:
    return transcript.label_of(part).startswith(label)
