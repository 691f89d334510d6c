"""From the words of a command line to one profile, or to the sentence that says why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.cli.output import Refusal
from canon.model import Library, Profile, Role
from canon.search import Index, words_of


def resolve(library: Library, name: str, level: str | None) -> Profile:
    """Return the profile of an id, or of a role's name and a level."""
    index = Index(library)
    named = _named(index, name)
    fitting = index.at_level(named, words_of(level)) if level else named
    if len(fitting) == 1:
        return fitting[0]
    role = _one_role(index, name, fitting or named)
    raise Refusal(_level_sentence(role, fitting, level))


def resolve_role(library: Library, name: str) -> tuple[Role, tuple[Profile, ...]]:
    """Return the role of an id or a name, and its profiles that the name means."""
    index = Index(library)
    named = _named(index, name)
    return _one_role(index, name, named), named


def _named(index: Index, name: str) -> tuple[Profile, ...]:
    named = index.exact(name)
    if not named:
        raise Refusal(f"no role called “{name}”; nearest: {_roles(index.nearest(name))}.")
    return named


def _one_role(index: Index, name: str, profiles: Iterable[Profile]) -> Role:
    roles = {profile.role_id: index.role_of(profile) for profile in profiles}
    if len(roles) > 1:
        raise Refusal(f"“{name}” fits several roles: {_roles(roles.values())}; name one by its id.")
    return next(iter(roles.values()))


def _level_sentence(role: Role, fitting: Sequence[Profile], level: str | None) -> str:
    codes = ", ".join(profile.code for profile in role.profiles if profile.code)
    if not codes:
        return f"{role.focus.text} has no levels; leave --level out."
    if fitting and level:
        return f"“{level}” fits several levels of {role.focus.text}; name one with --level: {codes}."
    problem = f"has no level “{level}”" if level else "has several levels"
    return f"{role.focus.text} {problem}; name one with --level: {codes}."


def _roles(roles: Iterable[Role]) -> str:
    return ", ".join(f"{role.focus.text} ({role.id})" for role in roles) or "none, the role library is empty"
