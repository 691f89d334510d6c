"""From the format's models to the canon's roles: what each says of itself, and its profiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from canon.cursor import Cursor
from canon.faults import Fault
from canon.format import RoleSpec
from canon.levels import LevelMaker
from canon.merge import Merged
from canon.model import Classification, Fact, Profile, Role, Skill


def assemble(canon: Merged, faults: list[Fault]) -> Iterator[Role]:
    """Make the roles of one canon; what breaks a rule is added to the faults."""
    for spec, cursor in canon.roles:
        yield _RoleMaker(canon, spec, cursor, faults).role()


@dataclass(frozen=True, slots=True)
class _RoleMaker:
    canon: Merged
    spec: RoleSpec
    cursor: Cursor
    faults: list[Fault]

    def role(self) -> Role:
        spec, cursor = self.spec, self.cursor
        return Role(
            id=spec.id,
            canon=self.canon.name,
            focus=cursor.at("focus").fact(spec.focus),
            profiles=tuple(self.profiles()),
            place=cursor.place,
            function=cursor.optional("function", spec.function),
            description=cursor.optional("description", spec.description),
            differential=cursor.optional("differential", spec.differential),
            aliases=tuple(spec.aliases),
            classifications=tuple(self.classifications()),
            skills=tuple(self.skills()),
            sections=dict(spec.sections),
        )

    def classifications(self) -> Iterator[Classification]:
        for place, entry in enumerate(self.spec.classifications):
            where = self.cursor.at("classifications").at(place).place
            yield Classification(entry.scheme, entry.code, entry.source, where)

    def skills(self) -> Iterator[Skill]:
        for place, skill in enumerate(self.spec.skills):
            cursor = self.cursor.at("skills").at(place)
            yield Skill(
                name=Fact(skill.name, cursor.at("name").place),
                description=cursor.optional("description", skill.description),
                source=cursor.optional("source", skill.source),
            )

    def profiles(self) -> Iterator[Profile]:
        if not self.spec.levels:
            yield self.maker(self.cursor).profile(self.spec)
        for code, level in self.spec.levels.items():
            yield self.maker(self.cursor.at("levels").at(code), code).profile(level)

    def maker(self, cursor: Cursor, code: str | None = None) -> LevelMaker:
        return LevelMaker(self.canon, self.spec, self.cursor, cursor, self.faults, code)
