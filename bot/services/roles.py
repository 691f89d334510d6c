"""The role library as people ask it: by words, by id, by the first letters."""

from __future__ import annotations

from bot.errors import StaleControl
from canon.command import Answer
from canon.model import Library, Profile, Role
from canon.search import Index


class Roles:
    """Answers from one loaded library; touches no database."""

    def __init__(self, library: Library) -> None:
        self._index = Index(library)
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

    def known(self, profile_id: str) -> Profile | None:
        """Return a profile if the library has it."""
        return self._profiles.get(profile_id)
