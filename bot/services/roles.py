"""The role library as people ask it: by words, by id, by the first letters."""

from __future__ import annotations

from bot.errors import StaleControl
from canon.adjacent import Nearness, nearest
from canon.command import Answer
from canon.compare import Comparison, compare, level_above
from canon.model import CanonInfo, Library, Profile, Role
from canon.pairs import NoPair, Offers, Pair, read_pair
from canon.search import Index


class Roles:
    """Answers from one loaded library; touches no database."""

    def __init__(self, library: Library) -> None:
        self._index = Index(library)
        self._canons = {canon.name: canon for canon in library.canons}
        self._profiles = {profile.id: profile for role in library.roles for profile in role.profiles}
        self._roles = {role.id: role for role in library.roles}

    def find(self, words: str) -> Answer:
        """Say which profile and layout some words mean."""
        return self._index.find(words)

    def typeahead(self, words: str) -> tuple[Profile, ...]:
        """Return up to 100 profiles for a half-typed name."""
        return self._index.typeahead(words)

    def profile(self, profile_id: str) -> Profile:
        """Return a profile; raise `StaleControl` where the library has it no longer."""
        if profile_id not in self._profiles:
            raise StaleControl("The role library no longer has this role. Pick another.")
        return self._profiles[profile_id]

    def role_of(self, profile: Profile) -> Role:
        """Return the role that a profile is a level of."""
        return self._roles[profile.role_id]

    def named(self, words: str) -> tuple[Profile, ...]:
        """Return the profiles that words name exactly."""
        return self._index.exact(words)

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
        return self._canons.get(profile.canon)

    def known(self, profile_id: str) -> Profile | None:
        """Return a profile if the library has it."""
        return self._profiles.get(profile_id)
