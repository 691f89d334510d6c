"""What a goals page is about: function, focus, level, tag and title, told apart by the lines that repeat them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from canon.importers.goal_blocks import COMPONENT, Blocks
from canon.importers.pages import squeezed
from canon.importers.sources import SourceFile
from canon.levels import DEFAULT_KIND
from canon.model import Fact

HEADING = "Goal templates — "
CORE = "core output"
_MANDATE = " mandate for a "
_DOT = " · "


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one page; `code` is None for a role without levels, `tag` where no text is labelled with it."""

    focus: Fact
    function: Fact | None
    title: Fact | None
    label: Fact | None
    code: str | None
    tag: Fact | None

    def kind_of(self, label: str) -> tuple[str, str | None]:
        """Return the list that a source label means, and the word in it where it is not the usual one."""
        if label == COMPONENT:
            return "components", None
        body = _body(label, self.code)
        if body == CORE:
            return "core_outputs", None
        kind = body.removeprefix(f"{self.tag.text} ") if self.tag else body
        return "responsibilities", None if kind == DEFAULT_KIND else kind


def read_names(source: SourceFile, lines: Sequence[Fact], blocks: Blocks) -> Names:
    """Read the head of a page with the help of its blocks."""
    title, place = _head(source, lines)
    own = [label for _, label in blocks.rows if label != COMPONENT]
    code = _code(own, title.text, needed=bool(blocks.dimensions or blocks.complexity or blocks.knowledge))
    where, label = _place_and_label(place.text, blocks.relevant, title.text, code)
    if code is None and (blocks.dimensions or blocks.complexity or blocks.knowledge or label):
        raise source.refused("it does not say which level it is for", title.place.line)
    focus = _focus(where, title.text, code)
    function = where[: -len(focus) - len(_DOT)] if len(focus) < len(where) else ""
    bodies = [body for body in (_body(each, code) for each in own) if body != CORE]
    tag = _tag(bodies, blocks.small_tag)
    return Names(
        focus=Fact(focus, place.place),
        function=Fact(function, place.place) if function else None,
        title=title,
        label=Fact(label, place.place) if label else None,
        code=code,
        tag=Fact(tag, blocks.rows[0][0].place if blocks.rows else place.place) if tag else None,
    )


def _head(source: SourceFile, lines: Sequence[Fact]) -> tuple[Fact, Fact]:
    """Return the title and the line below it."""
    shown = [fact for fact in lines if fact.text.strip()]
    at = next((at for at, fact in enumerate(shown) if squeezed(fact.text).startswith(squeezed(HEADING))), 0)
    if at + 1 >= len(shown):
        raise source.refused("it ends before it says which role it is about")
    return Fact(shown[at].text.removeprefix(HEADING), shown[at].place), shown[at + 1]


def _codes(labels: Iterable[str]) -> Iterator[str]:
    """Give what can be the code in source labels, the shortest first."""
    for label in labels:
        if label.endswith(")"):
            starts = [at for at in range(len(label)) if label.startswith(" (", at)]
            yield from (label[at + 2 : -1] for at in reversed(starts))


def _code(labels: Sequence[str], title: str, *, needed: bool) -> str | None:
    codes = [code for code in _codes(labels) if code and all(label.endswith(f" ({code})") for label in labels)]
    titled = [code for code in codes if title.endswith(f" — {code}")]
    if titled:
        return titled[0]
    if not labels and needed:
        return title.rpartition(" — ")[2] if " — " in title else None
    return codes[0] if codes and (needed or _untitled(title, codes)) else None


def _untitled(title: str, codes: Sequence[str]) -> bool:
    return not any(code in title for code in codes)


def _body(label: str, code: str | None) -> str:
    return label.removesuffix(f" ({code})") if code else label


def _place_and_label(place: str, relevant: Fact | None, title: str, code: str | None) -> tuple[str, str]:
    """Part the line below the title into function and focus, and the level's name."""
    if relevant:
        at = -1
        while (at := relevant.text.find(_MANDATE, at + 1)) >= 0:
            where, label = relevant.text[:at], relevant.text[at + len(_MANDATE) :]
            if place == f"{where}{_DOT}{label}":
                return where, label
    if title == place or (code and title == f"{place} — {code}"):
        return place, ""
    parts = place.split(_DOT)
    for size in range(len(parts), 0, -1):
        where, label = _DOT.join(parts[:size]), _DOT.join(parts[size:])
        if _titled(where, title, code):
            return where, label
    return place, ""


def _titled(where: str, title: str, code: str | None) -> str | None:
    """Return the end of function and focus that the title repeats: the focus."""
    parts = where.split(_DOT)
    for size in range(len(parts), 0, -1):
        focus = _DOT.join(parts[-size:])
        if title == (f"{focus} — {code}" if code else focus):
            return focus
    return None


def _focus(where: str, title: str, code: str | None) -> str:
    return _titled(where, title, code) or where.rpartition(_DOT)[2]


def _tag(bodies: Sequence[str], small: str | None) -> str | None:
    """Return the tag: what stands before the kind in every label, as the rubric's lines spell it in lower case."""
    for size in range(len(bodies[0]) if bodies and small else 0):
        head = bodies[0][:size]
        if head.lower() == small and all(body.startswith(f"{head} ") for body in bodies):
            return head
    usual = [body.removesuffix(f" {DEFAULT_KIND}") for body in bodies if body.endswith(f" {DEFAULT_KIND}")]
    words = [body.split(" ")[:-1] for body in bodies]
    shared = list(words[0]) if words else []
    for each in words:
        shared = [word for word, other in zip(shared, each, strict=False) if word == other]
    return (usual[0] if usual else " ".join(shared)) or small
