"""Finds roles and levels by what people type; exact words by dictionary, and each whole command only once."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from canon.cards import Card, LevelCard, cards_of, level_card
from canon.command import FILLERS, MOST_CHOICES, Answer, Spot, named, parse, split_frame
from canon.model import Library, Profile, Role
from canon.vocabulary import Vocabulary

MOST_REMEMBERED = 4096
LONGEST_REMEMBERED = 120
"""Characters of a command; longer ones are answered and forgotten."""
_WORD = re.compile(r"[\w+#&.]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents and punctuation."""
    plain = text.casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(character for character in letters if not unicodedata.combining(character))
    return [word for found in _WORD.findall(plain) if (word := found.strip("._"))]


@dataclass(frozen=True, slots=True)
class Words:
    """All words by which roles may be meant: of names, of ids, of functions and public codes, of levels."""

    names: Vocabulary
    ids: Vocabulary
    topics: Vocabulary
    levels: Vocabulary


class Index:
    """All names of a library's roles and levels. A role is known by its place in the library until it is answered."""

    def __init__(self, library: Library) -> None:
        self.roles: Sequence[Role] = library.roles
        self.names: dict[str, list[int]] = {}
        self.parts: dict[str, list[int]] = {}
        self.level_names: dict[str, list[Spot]] = {}
        self.role_names: list[tuple[tuple[str, ...], ...]] = []
        self.role_levels: list[tuple[frozenset[str], ...]] = []
        self._coded = functools.cache(_coded)
        self._places: dict[str, int] = {}
        self._spots_by_id: dict[str, Spot] = {}
        self._cards = cards_of(library.roles)
        for place, card in enumerate(self._cards):
            self._add(place, card)
        self.level_words = frozenset(word for levels in set(self.role_levels) for words in levels for word in words)
        self._remembered = functools.lru_cache(MOST_REMEMBERED)(self._parse)

    def words(self, text: str) -> list[str]:
        """Return a command's words, as the index spells them."""
        return words_of(text)

    def exact(self, words: str) -> tuple[Profile, ...]:
        """Return the profiles whose role and level are named exactly, in any order; none if a word is left over."""
        for run, rest in named(words_of(words), self):
            spots = self.spots(run, split_frame(rest)[1])
            if spots:
                return tuple(map(self.profile, spots))
        return ()

    @functools.cached_property
    def near(self) -> Words:
        """The words for half-typed and misspelt names; made when they are first needed."""
        names, ids, topics = Vocabulary(), Vocabulary(), Vocabulary()
        for place, card in enumerate(self._cards):
            names.add(words_of(" ".join((card.focus, *card.aliases))), place)
            ids.add(words_of(card.id), place)
            topics.add(words_of(" ".join((card.function or "", *card.codes))), place)
        return Words(names, ids, topics, Vocabulary(self.level_words))

    def find(self, query: str) -> Answer:
        """Say which profile and frame a command means."""
        return self._remembered(query) if len(query) <= LONGEST_REMEMBERED else self._parse(query)

    def typeahead(self, query: str, limit: int = MOST_CHOICES) -> tuple[Profile, ...]:
        """Return the profiles for a half-typed name, best first; all of them, from the first on, for none.

        A name that is there exactly comes before those that it begins.
        """
        from canon.near import begun

        words = words_of(query)
        if not words:
            everywhere = ((place, level) for place in range(len(self.roles)) for level in self._levels(place))
            return tuple(map(self.profile, islice(everywhere, limit)))
        exact = self.spots(" ".join(words), ())
        spots = dict.fromkeys((*exact, *begun(words, self, limit)))
        return tuple(map(self.profile, islice(spots, limit)))

    def nearest(self, text: str) -> tuple[Role, ...]:
        """Return the three roles whose names look most like a text, best first."""
        from canon.near import nearest_roles

        return nearest_roles(words_of(text), self)

    def by_id(self, profile_id: str) -> Profile | None:
        """Return the profile with this id, if the library has it."""
        spot = self._spots_by_id.get(profile_id)
        return self.profile(spot) if spot else None

    def role(self, role_id: str) -> Role | None:
        """Return the role with this id, if the library has it."""
        place = self._places.get(role_id)
        return None if place is None else self.roles[place]

    def role_of(self, profile: Profile) -> Role:
        """Return the role of a profile; raise KeyError where the library has it not."""
        return self.roles[self._places[profile.role_id]]

    def at_level(self, profiles: Iterable[Profile], words: Sequence[str]) -> tuple[Profile, ...]:
        """Return the profiles whose code, level name or own title has all these words."""
        return tuple(
            found for found in profiles if self._level_words(level_card(found), found.focus.text).issuperset(words)
        )

    def profile(self, spot: Spot) -> Profile:
        """Return the profile at a spot."""
        return self.roles[spot[0]].profiles[spot[1]]

    def spots(self, run: str, levels: Sequence[str]) -> tuple[Spot, ...]:
        """Return where a name stands at levels that have all these words, `MOST_CHOICES` at most.

        The whole name of one role alone is that role; else whole names come first, then parts of names.
        """
        if not self.level_words.issuperset(levels):
            return ()
        whole = self._fitting(self._spots(run, whole=True), levels)
        if len({place for place, _ in whole}) == 1:
            return whole
        parts = self._fitting(self._spots(run, whole=False), levels)
        return tuple(dict.fromkeys((*whole, *parts)))[:MOST_CHOICES]

    def _fitting(self, spots: Iterable[Spot], levels: Sequence[str]) -> tuple[Spot, ...]:
        """Return the spots whose level has all these words, each once, `MOST_CHOICES` at most."""
        fitting = (spot for spot in spots if self.role_levels[spot[0]][spot[1]].issuperset(levels))
        return tuple(dict.fromkeys(islice(fitting, MOST_CHOICES)))

    def is_name(self, run: str) -> bool:
        """Tell whether some role or level has this name, or a part of its name."""
        known = run in self.names or run in self.level_names or run in self.parts
        return known or any(True for _ in self._at_plain_id(run))

    def _spots(self, run: str, *, whole: bool) -> Iterator[Spot]:
        for place in (self.names if whole else self.parts).get(run, ()):
            for level in self._levels(place):
                yield place, level
        if whole:
            yield from self.level_names.get(run, ())
            yield from self._at_plain_id(run)

    def _at_plain_id(self, run: str) -> Iterator[Spot]:
        """Give the spot of a level whose id is its role's with the code behind it; these need no name."""
        id_, _, code = run.rpartition(".")
        for place in self.names.get(id_, ()):
            found = self.roles[place]
            for number, profile in enumerate(found.profiles):
                if profile.id.casefold() == f"{found.id}.{code}".casefold():
                    yield place, number

    def _levels(self, place: int) -> range:
        return range(len(self.role_levels[place]))

    def _level_words(self, level: LevelCard, focus: str) -> frozenset[str]:
        """Return the words that mean a level: its code, its name, and what its own title adds to the role's name."""
        coded = self._coded(level.code, level.label)
        if level.title is None:
            return coded
        return coded.union(set(words_of(level.title)).difference(FILLERS, words_of(focus)))

    def _parse(self, query: str) -> Answer:
        return parse(query, self)

    def _add(self, place: int, card: Card) -> None:
        self._places[card.id] = place
        ids, whole = _spelled(card.id), _spelled(card.focus, *card.aliases)
        parts = _spelled(*card.focus.split(" / ")) if " / " in card.focus else ()
        self.role_names.append(tuple(dict.fromkeys((*ids, *whole, *parts))))
        self.role_levels.append(tuple(self._level_words(level, card.focus) for level in card.levels))
        for names, found in ((self.names, (*ids, *whole, *_spelled(*card.codes))), (self.parts, parts)):
            for name in dict.fromkeys(found):
                names.setdefault(" ".join(name), []).append(place)
        for number, level in enumerate(card.levels):
            self._spots_by_id[level.id] = (place, number)
            for title in filter(None, (None if _is_plain(card, level) else level.id, level.title)):
                self.level_names.setdefault(" ".join(words_of(title)), []).append((place, number))


def _is_plain(card: Card, level: LevelCard) -> bool:
    """Tell whether a level's id is its role's with a plain code behind it, or its role's."""
    code = level.code or ""
    return level.id == card.id or (code.isascii() and code.isalnum() and level.id == f"{card.id}.{code}")


def _spelled(*names: str) -> tuple[tuple[str, ...], ...]:
    """Return names as the index spells them, each once."""
    return tuple(dict.fromkeys(words for name in names if (words := tuple(words_of(name)))))


def _coded(code: str | None, label: str | None) -> frozenset[str]:
    """Return the words of a level's code and name, which many roles share."""
    return frozenset(words_of(f"{code or ''} {label or ''}"))
