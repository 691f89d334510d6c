"""What search knows of a role: its names and its levels, without a word of its texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeGuard

from canon.model import Profile, Role


@dataclass(frozen=True, slots=True)
class LevelCard:
    """One level: its profile's id, its code and name, and the title only where the canon gives one."""

    id: str
    code: str | None
    label: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One role as people may call it."""

    id: str
    canon: str
    focus: str
    function: str | None
    aliases: tuple[str, ...]
    codes: tuple[str, ...]
    levels: tuple[LevelCard, ...]


class Carded(Protocol):
    """Roles that know their cards without being made."""

    cards: Sequence[Card]


def cards_of(roles: Sequence[Role]) -> Sequence[Card]:
    """Return the cards of all roles, in order."""
    return roles.cards if _carded(roles) else tuple(map(card_of, roles))


def card_of(role: Role) -> Card:
    """Return a role's card."""
    return Card(
        role.id,
        role.canon,
        role.focus.text,
        role.function.text if role.function else None,
        role.aliases,
        tuple(found.code for found in role.classifications),
        tuple(map(level_card, role.profiles)),
    )


def level_card(profile: Profile) -> LevelCard:
    """Return a level's card."""
    label = profile.label.text if profile.label else None
    return LevelCard(profile.id, profile.code, label, profile.title if profile.title_place else None)


def pack_card(card: Card) -> list[Any]:
    """Return a card as JSON values."""
    levels = [[level.id, level.code, level.label, level.title] for level in card.levels]
    return [card.id, card.canon, card.focus, card.function, list(card.aliases), list(card.codes), levels]


def unpack_card(values: Sequence[Any]) -> Card:
    """Return the card that was packed."""
    id_, canon, focus, function, aliases, codes, levels = values
    return Card(
        id_, canon, focus, function, tuple(aliases), tuple(codes), tuple(LevelCard(*level) for level in levels)
    )


def _carded(roles: object) -> TypeGuard[Carded]:
    return hasattr(roles, "cards")
