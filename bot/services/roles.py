"""The role library as people ask it: by words, by id, by the first letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import TypeVar

from bot.errors import StaleControl
from canon.adjacent import Nearness, nearest
from canon.command import MOST_CHOICES, Answer, split_frame
from canon.compare import Comparison, compare, level_above
from canon.model import CanonInfo, Library, Profile, Role
from canon.pairs import NoPair, Offers, Pair, read_pair
from canon.search import Index, words_of

Done = TypeVar("Done")
MOST_PROFILES = 1_000
"""Roles at levels that are looked through for as many roles as a menu holds."""
GONE = "The role library no longer has this role. Pick another."


class _Loaded:
    """One loaded library, as it is asked."""

    def __init__(self, library: Library) -> None:
        self.library, self.index = library, Index(library)
        self.index.typeahead("ready")  # what near names need is made now, and not while somebody waits
        self.canons = {canon.name: canon for canon in library.canons}


class Roles:
    """Answers from the library that is loaded now, the one place that holds it; touches no database."""

    def __init__(self, library: Library) -> None:
        self._loaded = _Loaded(library)
        self._held: ContextVar[_Loaded | None] = ContextVar("the library that a request began with", default=None)

    def swap(self, library: Library) -> None:
        """Put a newly loaded library in the place of the one before, at once for all who ask from now on."""
        self._loaded = _Loaded(library)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Answer from the same library, whatever is loaded meanwhile, in this thread until this ends."""
        token = self._held.set(self._now)
        try:
            yield
        finally:
            self._held.reset(token)

    def holding(self, job: Callable[[], Done]) -> Callable[[], Done]:
        """Return a job that answers from the same library from its beginning to its end."""

        def held() -> Done:
            with self.held():
                return job()

        return held

    @property
    def version(self) -> str:
        """The version of the library that is asked."""
        return self._now.library.version

    @property
    def _now(self) -> _Loaded:
        return self._held.get() or self._loaded

    @property
    def _index(self) -> Index:
        return self._now.index

    def find(self, words: str) -> Answer:
        """Say which profile and layout some words mean."""
        return self._index.find(words)

    def typeahead(self, words: str) -> tuple[Profile, ...]:
        """Return up to 100 profiles for a half-typed name."""
        return self._index.typeahead(words)

    def roles_begun(self, words: str) -> tuple[Role, ...]:
        """Return up to 100 roles for a half-typed name, best first; the library's first ones for none."""
        if not words_of(words):
            return tuple(islice(self._index.roles, MOST_CHOICES))
        profiles = self._index.typeahead(words, limit=MOST_PROFILES)
        return tuple({found.role_id: self._index.role_of(found) for found in profiles}.values())[:MOST_CHOICES]

    def nearest_roles(self, words: str) -> tuple[Role, ...]:
        """Return the three roles whose names look most like some words."""
        return self._index.nearest(words)

    def profile(self, profile_id: str) -> Profile:
        """Return a profile; raise `StaleControl` where the library has it no longer."""
        profile = self._index.by_id(profile_id)
        if profile is None:
            raise StaleControl(GONE)
        return profile

    def role_of(self, profile: Profile) -> Role:
        """Return the role that a profile is a level of; raise `StaleControl` where the library has it no longer."""
        try:
            return self._index.role_of(profile)
        except KeyError:
            raise StaleControl(GONE) from None

    def named(self, words: str) -> tuple[Profile, ...]:
        """Return the profiles that words name exactly."""
        return self._index.exact(words)

    def levels(self, role_id: str) -> tuple[Profile, ...]:
        """Return a role at all its levels, none where the library does not have it."""
        role = self._index.role(role_id)
        return role.profiles if role else ()

    def at_level(self, profiles: Sequence[Profile], level: str) -> tuple[Profile, ...]:
        """Return those of some profiles that a level names: by code or id, else by words as a command has them."""
        same = level.strip().casefold()
        exact = tuple(one for one in profiles if same in {one.id.casefold(), (one.code or "").casefold()})
        words = split_frame(words_of(level))[1]
        return exact or (self._index.at_level(profiles, words) if words else ())

    def pair(self, words: str) -> Pair | Offers | NoPair:
        """Say which two roles or levels some words mean."""
        return read_pair(words, self._index)

    def nearest_named(self, words: str) -> tuple[Profile, ...]:
        """Return the lowest levels of the three roles whose names look most like some words."""
        return tuple(role.profiles[0] for role in self._index.nearest(words))

    def compared(self, left: str, right: str) -> Comparison:
        """Compare two profiles; raise `StaleControl` where the library has one of them no longer."""
        one, other = self.profile(left), self.profile(right)
        return compare(self.role_of(one), one, self.role_of(other), other)

    def near(self, profile: Profile) -> tuple[Nearness, ...]:
        """Return the nearest other roles, each at its nearest level."""
        return nearest(self._index.roles, self.role_of(profile), profile)

    def above(self, profile: Profile) -> Profile | None:
        """Return the next higher level of a profile's role, if there is one."""
        return level_above(self.role_of(profile), profile)

    def canon_of(self, profile: Profile) -> CanonInfo | None:
        """Return what a profile's library says of itself."""
        return self._now.canons.get(profile.canon)

    def known(self, profile_id: str) -> Profile | None:
        """Return a profile if the library has it."""
        return self._index.by_id(profile_id)
