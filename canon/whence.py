"""Where the texts of a role come from: its library's own words about itself, and file and line of each text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from canon.model import RUBRIC_COLUMNS, CanonInfo, Fact, Place, Profile, Role
from canon.said import Passage, Said, level_title


def whence(role: Role, shown: Iterable[Profile], canon: CanonInfo | None) -> Iterator[Passage]:
    """Give the sources of a role: its library, then where each text stands; rows of one list stand together."""
    yield Passage("The library", tuple(_library(role, canon)))
    yield Passage("Where each text stands", tuple(_of_role(role)))
    for profile in shown:
        yield Passage(level_title(profile) or profile.title, tuple(_of_level(profile)), profile.id)


def _library(role: Role, canon: CanonInfo | None) -> Iterator[Said]:
    yield Said(role.canon, name="Name")
    if canon is None:
        return
    for name, text in (("Source", canon.source), ("Licence", canon.licence)):
        if text:
            yield Said(text, name=name)
    for layer, score in canon.quality.items():
        yield Said(f"{score:g}", name=layer, depth=1)
    if canon.pass_at is not None:
        yield Said(f"{canon.pass_at:g}", name="Quality passes from")


def _of_role(role: Role) -> Iterator[Said]:
    facts: Sequence[tuple[str, Fact | None]] = (
        ("Function", role.function),
        ("Focus", role.focus),
        ("Description", role.description),
        ("Differential", role.differential),
    )
    yield from _stands(facts)
    yield from _together("Skills", [skill.name.place for skill in role.skills])
    yield from _together("Classification", [found.place for found in role.classifications])


def _of_level(profile: Profile) -> Iterator[Said]:
    facts: Sequence[tuple[str, Fact | None]] = (
        ("Level name", profile.label),
        ("Summary", profile.summary),
        ("Typical experience", profile.typical_experience),
    )
    yield from _stands(facts)
    lists = {
        "Core outputs": profile.core_outputs,
        "Responsibilities": profile.responsibilities,
        "Responsibility components": profile.components,
        "Dimensions": profile.dimensions,
    }
    for name, rows in lists.items():
        yield from _together(name, [row.place for row in rows])
    guidelines = [profile.rubric[column].place for column in RUBRIC_COLUMNS if column in profile.rubric]
    yield from _together("Level guidelines", guidelines)


def _stands(facts: Iterable[tuple[str, Fact | None]]) -> Iterator[Said]:
    return (Said(place_words([fact.place]), name=name, depth=1) for name, fact in facts if fact)


def _together(name: str, places: Sequence[Place]) -> Iterator[Said]:
    if places:
        count = f" ({len(places)})" if len(places) > 1 else ""
        yield Said(place_words(places), name=f"{name}{count}", depth=1)


def place_words(places: Sequence[Place]) -> str:
    """Return files and lines in words, e.g. "sales.yaml, lines 3 to 5 and 9; legal.yaml, line 2"."""
    files = dict.fromkeys(place.file for place in places)
    return "; ".join(f"{file}, {_lines({place.line for place in places if place.file == file})}" for file in files)


def _lines(numbers: set[int]) -> str:
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    *first, last = words
    joined = f"{', '.join(first)} and {last}" if first else last
    return f"line{'s' if len(numbers) > 1 else ''} {joined}"
