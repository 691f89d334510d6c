"""What the company's list says of somebody's role, as the role library understands it."""

from __future__ import annotations

from dataclasses import dataclass

from canon.model import Profile


@dataclass(frozen=True, slots=True)
class ListedRole:
    """A job title and a level as the list writes them, and the roles at levels that they can mean: at least one.

    `level_known` is False where the list names a level that none of them has; then they are all that the title means.
    """

    title: str
    level: str
    fitting: tuple[Profile, ...]
    level_known: bool = True

    @property
    def profile(self) -> Profile | None:
        """The one that is meant; None where that is open."""
        return self.fitting[0] if self.level_known and len(self.fitting) == 1 else None

    @property
    def one_role(self) -> bool:
        """Tell whether only the level is open."""
        return len({profile.role_id for profile in self.fitting}) == 1
