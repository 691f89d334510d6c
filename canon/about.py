"""All that a library says of a role, part by part, nothing cut; what is missing is named apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from canon.model import RUBRIC_COLUMNS, CanonInfo, Classification, Profile, Role, Row, Skill
from canon.said import Part, PartName, Passage, Said, level_title, said
from canon.whence import whence

FOLDED = ("agent", "personalit", "system prompt", "example phrase", "mcp server")
"""A section whose heading has one of these is about a program that plays the role: it is folded away."""


def about_role(role: Role, profile: Profile | None = None, canon: CanonInfo | None = None) -> tuple[Part, ...]:
    """Return what a library says of a role; a part with nothing behind it is left out.

    `profile` is the level that was asked for, None for all alike; `canon` is what the role's library says of itself.
    """
    shown = (profile,) if profile else role.profiles
    passages: Mapping[PartName, Iterable[Passage]] = {
        "about": _about(role, shown),
        "responsibilities": _levels(role, profile, _lists),
        "guidelines": _levels(role, profile, _rubric),
        "skills": [Passage("", tuple(map(skill_said, role.skills)))],
        "more": _sections(role, folded=False),
        "agent": _sections(role, folded=True),
        "sources": whence(role, shown, canon),
    }
    parts = (Part(name, tuple(one for one in found if one.said)) for name, found in passages.items())
    return tuple(part for part in parts if part.passages)


def missing(role: Role, profile: Profile) -> tuple[str, ...]:
    """Name what the library lacks of a role at a level."""
    known = {
        "function": role.function,
        "description": role.description,
        "differential": role.differential,
        "skills": role.skills,
        "other titles": role.aliases,
        "classification": role.classifications,
    }
    return (*missing_at(profile), *(name for name, found in known.items() if not found))


def missing_at(profile: Profile) -> tuple[str, ...]:
    """Name what the library lacks of a level alone; a role without levels has no name of one to lack."""
    known = {
        "level name": profile.label or not profile.code,
        "level summary": profile.summary or not profile.code,
        "typical experience": profile.typical_experience or not profile.code,
        "core outputs or responsibilities": profile.objectives,
        **_missing_dimensions(profile),
        **(_missing_guidelines(profile) if profile.rubric else {"level guidelines": None}),
    }
    return tuple(name for name, found in known.items() if not found)


def _missing_dimensions(profile: Profile) -> Mapping[str, object]:
    if not profile.dimensions:
        return {"dimensions": None}
    names = {row.name for row in profile.dimensions}
    return {f"dimension {name}": None for name in profile.dimension_order if name not in names}


def _missing_guidelines(profile: Profile) -> Mapping[str, object]:
    return {f"guideline {words}": profile.rubric.get(column) for column, words in RUBRIC_COLUMNS.items()}


def _about(role: Role, shown: Iterable[Profile]) -> Iterator[Passage]:
    yield Passage("", said(role.description))
    yield Passage("What sets it apart", said(role.differential))
    for profile in shown:
        yield Passage(level_title(profile), tuple(_level_facts(profile)), profile.id)
    yield Passage("Also called", tuple(Said(alias, depth=1) for alias in role.aliases))
    yield Passage("Classification", tuple(map(classification_said, role.classifications)))


def _level_facts(profile: Profile) -> Iterator[Said]:
    if profile.title_place:
        yield Said(profile.title, profile.title_place, "Title")
    yield from said(profile.summary)
    yield from said(profile.typical_experience, "Typical experience")
    if profile.track:
        yield Said(profile.track, profile.code_place, "Track")
    yield from (Said(row.text, row.place, row.name or "", 1, key=row.key) for row in profile.dimensions)


def classification_said(found: Classification) -> Said:
    """Return a code of the role in a public scheme."""
    return Said(found.code, found.place, found.scheme, 1, found.source or "")


def _levels(
    role: Role, asked: Profile | None, of: Callable[[Profile], Iterable[tuple[str, tuple[Said, ...]]]]
) -> Iterator[Passage]:
    """Give what each level has of something, under the level's name."""
    for profile in role.profiles:
        for name, found in of(profile):
            title = " · ".join(part for part in (level_title(profile), name) if part)
            yield Passage(
                title, found, profile.id, asked is not None and profile.id == asked.id and bool(profile.code)
            )


def _lists(profile: Profile) -> Iterator[tuple[str, tuple[Said, ...]]]:
    """Give the lists of a level; where there are several, or its source calls them otherwise, each has its name."""
    lists = {
        "core outputs": profile.core_outputs,
        "responsibilities": profile.responsibilities,
        "responsibility components": profile.components,
    }
    known = {name: rows for name, rows in lists.items() if rows}
    for name, rows in known.items():
        kinds = {row.source_kind for row in rows} if name == "responsibilities" else {"responsibility"}
        own = " / ".join(sorted(kinds)) if kinds != {"responsibility"} else ""
        plain = name if len(known) > 1 or name != "responsibilities" else ""
        yield own or plain, tuple(one for row in rows for one in row_said(row))


def row_said(row: Row) -> tuple[Said, ...]:
    """Return a row's text under its short title, and what its source hangs under it."""
    under = (Said(detail, depth=2) for detail in row.details)
    return (Said(row.text, row.place, row.name or "", 1, key=row.key), *under)


def _rubric(profile: Profile) -> Iterator[tuple[str, tuple[Said, ...]]]:
    found = (said(profile.rubric.get(column), words) for column, words in RUBRIC_COLUMNS.items())
    yield "", tuple(one for group in found for one in group)


def skill_said(skill: Skill) -> Said:
    """Return a skill with its description."""
    source = skill.source.text if skill.source else ""
    return Said(skill.description.text if skill.description else "", skill.name.place, skill.name.text, 1, source)


def _sections(role: Role, *, folded: bool) -> Iterator[Passage]:
    for heading, content in role.sections.items():
        if is_folded(heading) == folded:
            yield Passage(heading, tuple(kept(content)))


def is_folded(heading: str) -> bool:
    """Tell whether a section is about a program that plays the role."""
    return any(word in heading.casefold() for word in FOLDED)


def kept(content: object, name: str = "", depth: int = 0) -> Iterator[Said]:
    """Give the texts of a section as its source nests them."""
    if not isinstance(content, dict | list | tuple):
        yield Said(str(content), name=name, depth=depth)
        return
    if name:
        yield Said("", name=name, depth=depth)
    inner = content.items() if isinstance(content, dict) else (("", one) for one in content)
    for heading, one in inner:
        yield from kept(one, str(heading), depth + 1)
