"""All that a canon knows of a role, as plain text with the places it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from canon.about import about_role, missing
from canon.model import CanonInfo, Place, Profile, Role
from canon.said import Part, Passage, Said


def role_text(
    role: Role, profile: Profile | None = None, canon: CanonInfo | None = None, *, everything: bool = False
) -> str:
    """Return what is known of a role, at one level or at all, without a final newline.

    What is about a program that plays the role is folded away, and said so, unless `everything` is asked for.
    """
    parts = about_role(role, profile, canon)
    shown = (profile,) if profile else role.profiles
    blocks = [
        _head(role, profile),
        *(block for part in parts if everything or part.name != "agent" for block in _part(part)),
        *(_folded(part) for part in parts if not everything and part.name == "agent"),
        *_left_out(role, shown),
    ]
    return "\n\n".join(blocks)


def _head(role: Role, profile: Profile | None) -> str:
    title = profile.title if profile else role.focus.text
    function = [role.function.text] if role.function else []
    known = [profile.id if profile else role.id, *function, f"canon: {role.canon}"]
    return f"{title}  {_at(role.focus.place)}\n{' · '.join(known)}"


def _part(part: Part) -> Iterator[str]:
    """Give a part's title with its first passage, then the others."""
    title = f"{part.title}\n{'-' * len(part.title)}\n"
    for place, passage in enumerate(part.passages):
        yield ("" if place else title) + "\n".join(passage_lines(passage))


def passage_lines(passage: Passage) -> list[str]:
    """Return a passage as lines, its texts set in under its heading."""
    heading = f"{passage.title}{' · this level' if passage.asked else ''}"
    return [*([f"{heading}:"] if heading else []), *(line for one in passage.said for line in said_lines(one))]


def said_lines(said: Said) -> list[str]:
    """Return one text as lines, with its name, its source and its place."""
    bullet = f"{'  ' * said.depth}- " if said.depth else "  "
    name = f"{said.name}: " if said.name and said.text else f"{said.name}:" if said.name and not said.text else ""
    first, *rest = f"{name}{said.text}".splitlines() or [""]
    behind = [f"(source: {said.source})"] if said.source else []
    behind += [f"{_at(said.place)}{f' #{said.key}' if said.key else ''}"] if said.place else []
    lines = [f"{bullet}{first}", *(f"{' ' * len(bullet)}{line}" for line in rest)]
    return [*lines[:-1], "  ".join([lines[-1], *behind])]


def _folded(part: Part) -> str:
    names = ", ".join(passage.title for passage in part.passages)
    return f"Folded away, --all prints it: {names}."


def _left_out(role: Role, shown: Sequence[Profile]) -> list[str]:
    lacks = [(profile, missing(role, profile)) for profile in shown]
    lines = [
        f"Left out, the canon has no{f' at {profile.code}' if len(shown) > 1 else ''}: {', '.join(names)}."
        for profile, names in lacks
        if names
    ]
    return ["\n".join(lines)] if lines else []


def _at(place: Place) -> str:
    return f"[{place.file}:{place.line}]"
