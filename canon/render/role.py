"""All that a canon knows of a role, as plain text with the places it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from canon.model import RUBRIC_COLUMNS, Fact, Place, Profile, Role, Row


def role_text(role: Role, profiles: Sequence[Profile]) -> str:
    """Return the role and some of its profiles, without a final newline."""
    parts = [_head(role), *_skills(role), *_classifications(role), *_sections(role), *map(_profile, profiles)]
    return "\n\n".join("\n".join(part) for part in parts)


def _head(role: Role) -> list[str]:
    named = (
        ("Function", role.function),
        ("Description", role.description),
        ("Differential", role.differential),
    )
    facts = [_fact(name, fact) for name, fact in named if fact]
    aliases = [f"Also called: {', '.join(role.aliases)}"] if role.aliases else []
    return [f"{role.focus.text}  {_at(role.focus.place)}", f"{role.id} · canon: {role.canon}", *facts, *aliases]


def _profile(profile: Profile) -> list[str]:
    named = (
        ("Level", profile.label),
        ("Summary", profile.summary),
        ("Typical experience", profile.typical_experience),
        *((name, profile.rubric.get(column)) for column, name in RUBRIC_COLUMNS.items()),
    )
    rows = (
        ("Core outputs", profile.core_outputs),
        ("Responsibilities", profile.responsibilities),
        ("Responsibility components", profile.components),
        ("Dimensions", profile.dimensions),
    )
    lines = [f"{profile.title}", profile.id, *(_fact(name, fact) for name, fact in named if fact)]
    return [*lines, *(line for name, found in rows if found for line in (f"{name}:", *map(_row, found)))]


def _row(row: Row) -> str:
    name = f"{row.name}: " if row.name else ""
    details = "".join(f"\n      {detail}" for detail in row.details)
    return f"  - {name}{row.text}  {_at(row.place)} #{row.key}{details}"


def _skills(role: Role) -> Iterator[list[str]]:
    if role.skills:
        described = (
            f"  - {skill.name.text}: {skill.description.text}" if skill.description else f"  - {skill.name.text}"
            for skill in role.skills
        )
        yield ["Skills:", *described]


def _classifications(role: Role) -> Iterator[list[str]]:
    if role.classifications:
        yield [
            "Classification:",
            *(f"  - {found.scheme}: {found.code}  {_at(found.place)}" for found in role.classifications),
        ]


def _sections(role: Role) -> Iterator[list[str]]:
    for heading, content in role.sections.items():
        yield [f"{heading}:", *_kept(content, "  ")]


def _kept(content: object, indent: str) -> Iterator[str]:
    if isinstance(content, dict):
        for name, inner in content.items():
            yield f"{indent}{name}:"
            yield from _kept(inner, indent + "  ")
    elif isinstance(content, list):
        for inner in content:
            yield from _kept(inner, indent + "- " if isinstance(inner, str) else indent + "  ")
    else:
        yield from (indent + line for line in str(content).splitlines())


def _fact(name: str, fact: Fact) -> str:
    return f"{name}: {fact.text}  {_at(fact.place)}"


def _at(place: Place) -> str:
    return f"[{place.file}:{place.line}]"
