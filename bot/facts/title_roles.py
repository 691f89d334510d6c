"""Job titles of a list of people that match no role, and the roles that somebody says they mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenTitle:
    """A job title that matches no role, as most of its people have it written, and how many they are."""

    title: str
    people: int

    @property
    def rank(self) -> tuple[int, str, str]:
        """Where it stands among others: most people first."""
        return (-self.people, self.title.casefold(), self.title)


@dataclass(frozen=True, slots=True)
class KeptTitle:
    """A job title and the name of the role that it means from now on."""

    title: str
    role: str
