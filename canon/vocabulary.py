"""The words of names: where each stands, and which of them a typed word can mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

EQUAL, BEGUN, CLOSE = 100.0, 95.0, 75.0
"""Scores of a word: the same, the beginning of another, the least for a misspelling."""
SHORTEST_BEGUN, SHORTEST_MISSPELT = 2, 4
_LAST = "\U0010ffff"


class Vocabulary:
    """Words and the numbers of the roles that have them; filled first, then asked."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.places: dict[str, set[int]] = {word: set() for word in words}

    def add(self, words: Iterable[str], place: int) -> None:
        for word in words:
            self.places.setdefault(word, set()).add(place)

    @cached_property
    def words(self) -> Sequence[str]:
        """All words in the order of the alphabet."""
        return sorted(self.places)

    @cached_property
    def letters(self) -> Sequence[str]:
        """The words that people misspell: a number or a code means only itself."""
        return [word for word in self.words if not _has_digit(word)]

    def near(self, text: str) -> list[tuple[float, str]]:
        """Return the words that a typed one can mean, best first: itself, those it begins, those it misspells."""
        found = [(EQUAL if word == text else BEGUN, word) for word in self._begun(text)]
        if len(text) >= SHORTEST_MISSPELT and not _has_digit(text):
            found.extend((min(score, BEGUN), word) for score, word in self.like(text, CLOSE))
        found.sort(key=lambda each: (-each[0], each[1]))
        return found

    def like(self, text: str, least: float, most: int | None = None) -> Iterator[tuple[float, str]]:
        """Give the words that look like a text and do not begin with it, from a likeness up to 100."""
        from rapidfuzz import fuzz, process

        for word, score, _ in process.extract(text, self.letters, scorer=fuzz.ratio, score_cutoff=least, limit=most):
            if not word.startswith(text):
                yield score, word

    def _begun(self, text: str) -> Sequence[str]:
        """Return the words that begin with a text; a very short text begins only itself."""
        if len(text) < SHORTEST_BEGUN:
            return [text] if text in self.places else []
        return self.words[bisect_left(self.words, text) : bisect_left(self.words, text + _LAST)]


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
