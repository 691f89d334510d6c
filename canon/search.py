"""Finds roles and levels by what people type; exact words by dictionary, and each whole command only once."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from canon.command import Answer, named, parse, split_frame
from canon.model import Library, Profile, Role

MOST_REMEMBERED = 4096
LONGEST_REMEMBERED = 120
"""Characters of a command; longer ones are answered and forgotten."""
_WORD = re.compile(r"[\w+#&.]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return [word for found in _WORD.findall(plain) if (word := found.strip("._"))]


class Index:
    """All names of a library's roles and levels."""

    def __init__(self, library: Library) -> None:
        self.roles = library.roles
        self.names: dict[str, tuple[Profile, ...]] = {}
        self.level_of: dict[str, frozenset[str]] = {}
        self.role_names: list[tuple[tuple[str, ...], ...]] = []
        self.postings: dict[str, set[int]] = {}
        self._by_id = {role.id: role for role in library.roles}
        for place, role in enumerate(library.roles):
            self._add(place, role)
        self.level_words = frozenset(word for words in self.level_of.values() for word in words)
        self._remembered = functools.lru_cache(MOST_REMEMBERED)(self._parse)

    def words(self, text: str) -> list[str]:
        """Return a command's words, as the index spells them."""
        return words_of(text)

    def exact(self, words: str) -> tuple[Profile, ...]:
        """Return the profiles whose role and level are named exactly, in any order; none if a word is left over."""
        for profiles, rest in named(words_of(words), self):
            fitting = self.at_level(profiles, split_frame(rest)[1])
            if fitting:
                return fitting
        return ()

    def find(self, query: str) -> Answer:
        """Say which profile and frame a command means."""
        return self._remembered(query) if len(query) <= LONGEST_REMEMBERED else self._parse(query)

    def typeahead(self, query: str, limit: int = 100) -> tuple[Profile, ...]:
        """Return the profiles for a half-typed name, best first; all of them, from the first on, for none."""
        from canon.near import begun

        words = words_of(query)
        if not words:
            return tuple(profile for role in self.roles[:limit] for profile in role.profiles)[:limit]
        return begun(words, self)[:limit]

    def nearest(self, text: str) -> tuple[Role, ...]:
        """Return the three roles whose names look most like a text, best first."""
        from canon.near import nearest_roles

        return nearest_roles(" ".join(words_of(text)), self)

    def role_of(self, profile: Profile) -> Role:
        """Return the role of a profile."""
        return self._by_id[profile.role_id]

    def at_level(self, profiles: Iterable[Profile], words: Sequence[str]) -> tuple[Profile, ...]:
        """Return the profiles whose code or level name has all these words."""
        return tuple(profile for profile in profiles if self.level_of[profile.id].issuperset(words))

    def _parse(self, query: str) -> Answer:
        return parse(query, self)

    def _add(self, place: int, role: Role) -> None:
        names = tuple(dict.fromkeys(tuple(words_of(name)) for name in _names(role)))
        self.role_names.append(tuple(name for name in names if name))
        for name in self.role_names[-1]:
            self._name(" ".join(name), role.profiles)
            for word in name:
                self.postings.setdefault(word, set()).add(place)
        for profile in role.profiles:
            label = profile.label.text if profile.label else ""
            self.level_of[profile.id] = frozenset(words_of(f"{profile.code or ''} {label}"))
            for title in (profile.id, profile.title):
                self._name(" ".join(words_of(title)), (profile,))

    def _name(self, name: str, profiles: Sequence[Profile]) -> None:
        known = {profile.id: profile for profile in (*self.names.get(name, ()), *profiles)}
        self.names[name] = tuple(known.values())


def _names(role: Role) -> Iterator[str]:
    """Give every name of a role: its id, its focus whole and by the parts between slashes, its aliases."""
    yield role.id
    yield role.focus.text
    yield from role.focus.text.split(" / ")
    yield from role.aliases
