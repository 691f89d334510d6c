"""Near words: half-typed and misspelt names of roles, levels and frames. Reached only when no name fits exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from canon.command import FILLERS, FRAME_WORDS, MOST_CHOICES, Answer, NeedsLevel, Spot, Unknown, is_level, settle
from canon.frames import FrameName
from canon.model import Role
from canon.vocabulary import CLOSE, Vocabulary

if TYPE_CHECKING:
    from canon.search import Index

MARGIN = 8.0
"""Roles whose mean score is this near to the best one's are offered beside it."""
TOPIC = 30.0
"""What a word of a function or a public code counts less than one of a name: every name comes before."""
MOST_RANKED = 500
"""Where more roles than this have the words, those that fit best word by word are ranked alone."""
MOST_NEAREST, MOST_COMPARED = 3, 200
MOST_LIKE = 3
"""Words of names that are tried for each typed one where nothing fits."""
_FRAMES = Vocabulary(FRAME_WORDS)
_Match = tuple[float, str, set[int]]


@dataclass(frozen=True, slots=True)
class _Word:
    """One typed word: the words of names and topics that it can mean, best first, the levels and the frames."""

    text: str
    names: tuple[_Match, ...]
    levels: dict[str, float]
    frames: dict[str, float]
    as_level: float
    as_frame: float
    places: set[int]

    @property
    def needs_name(self) -> bool:
        """Tell whether it is neither a level nor a frame nor a filler, so that every role must explain it."""
        return not (self.as_level or self.frames or self.text in FILLERS)

    def at(self, place: int) -> tuple[float, str]:
        """Return the best score and word that a role has for it."""
        for score, word, places in self.names:
            if place in places:
                return score, word
        return 0.0, ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a command means if it means one role: how well that fits, and how much of a name is covered."""

    place: int
    score: float
    coverage: float
    frame: FrameName | None
    levels: tuple[_Word, ...]
    spots: tuple[Spot, ...]
    """Its levels that fit."""


def find_near(typed: Sequence[str], index: Index) -> Answer:
    """Say what a command means whose role is not named exactly."""
    words = [_word(text, index) for text in typed]
    readings = _readings(words, index)
    fitting = _best([reading for reading in readings if reading.spots])
    if fitting:
        return _answer(fitting, index)
    role = index.roles[readings[0].place] if len(readings) == 1 else None
    if role and role.profiles[0].code:
        return NeedsLevel(role, readings[0].frame, " ".join(word.text for word in readings[0].levels))
    return _without_role(words, index)


def begun(typed: Sequence[str], index: Index, limit: int) -> tuple[Spot, ...]:
    """Return the spots for a half-typed name, best first."""
    words = [_word(text, index) for text in typed]
    readings = sorted(_readings(words, index), key=_rank)
    spots = (spot for reading in readings for spot in reading.spots)
    return tuple(islice(spots, limit)) or tuple(islice(_nameless(words, index), limit))


def _answer(readings: Sequence[_Reading], index: Index) -> Answer:
    first = readings[0]
    spots = tuple(islice((spot for reading in readings for spot in reading.spots), MOST_CHOICES))
    return settle(spots, first.frame, index, level_named=bool(first.levels)) or Unknown()


def _best(readings: list[_Reading]) -> list[_Reading]:
    """Keep the best readings; where one names a whole role, only those that do."""
    whole = [reading for reading in readings if reading.coverage == 1]
    kept = sorted(whole or readings, key=_rank)
    return [reading for reading in kept if reading.score >= kept[0].score - MARGIN]


def _rank(reading: _Reading) -> tuple[float, float]:
    return (-reading.score, -reading.coverage)


def _readings(words: Sequence[_Word], index: Index) -> list[_Reading]:
    """Return a reading for each role that explains every word; no level fits where the role lacks the one named."""
    found = (_reading(words, place, index) for place in _candidates(words))
    return [reading for reading in found if reading]


def _candidates(words: Sequence[_Word]) -> list[int]:
    """Return the roles that have every word that must be in a name, in the library's order."""
    asked = [word for word in words if word.needs_name]
    if asked:
        found = set.intersection(*sorted((word.places for word in asked), key=len))
    else:
        found = set[int]().union(*(word.places for word in words))
    for word in (asked or words) if len(found) > MOST_RANKED else ():
        found = _narrowed(found, word)
    return sorted(found)[:MOST_RANKED]


def _narrowed(found: set[int], word: _Word) -> set[int]:
    """Keep the roles that fit one word best; all of them where none has it."""
    best = 0.0
    kept: set[int] = set()
    for score, _, places in word.names:
        if kept and score < best:
            break
        best = score
        kept |= found & places
    return kept or found


def _reading(words: Iterable[_Word], place: int, index: Index) -> _Reading | None:
    """Give each word the meaning that fits best for one role, its name before the others."""
    scores: list[float] = []
    named: set[str] = set()
    levels: list[_Word] = []
    frames: list[str] = []
    for word in words:
        name_score, name = word.at(place)
        best = max(name_score, word.as_level, word.as_frame)
        if not best and word.text in FILLERS:
            continue
        scores.append(best)
        if best == name_score:
            named.add(name)
        elif best == word.as_frame:
            frames.extend(word.frames)
        else:
            levels.append(word)
    if not named or not all(scores):
        return None
    frame = FRAME_WORDS[frames[0]] if frames else None
    spots = tuple(_at_levels(place, levels, index))
    return _Reading(place, sum(scores) / len(scores), _coverage(named, place, index), frame, tuple(levels), spots)


def _coverage(named: set[str], place: int, index: Index) -> float:
    return max(len(named.intersection(name)) / len(set(name)) for name in index.role_names[place])


def _at_levels(place: int, words: Sequence[_Word], index: Index) -> Iterator[Spot]:
    for number, own in enumerate(index.role_levels[place]):
        if all(not own.isdisjoint(word.levels) for word in words):
            yield place, number


def _without_role(words: Sequence[_Word], index: Index) -> Answer:
    """Answer a command that names a level or a frame and no role, or a role that is not there."""
    frames = [FRAME_WORDS[name] for word in words for name in word.frames]
    frame = frames[0] if frames else None
    spots = tuple(islice(_nameless(words, index), MOST_CHOICES))
    level_named = any(word.levels for word in words)
    rest = [word.text for word in words if not word.levels and not word.frames]
    return settle(spots, frame, index, level_named=level_named) or Unknown(nearest_roles(rest, index), frame)


def _nameless(words: Sequence[_Word], index: Index) -> Iterator[Spot]:
    """Give the spots of all roles at a level, where the words name only a level, a frame or nothing."""
    rest = [word for word in words if not word.frames and word.text not in FILLERS]
    if words and all(word.levels for word in rest):
        for place in range(len(index.roles)):
            yield from _at_levels(place, rest, index)


def nearest_roles(words: Sequence[str], index: Index) -> tuple[Role, ...]:
    """Return the three roles whose names look most like some words, of those that have the likest words."""
    if not words:
        return ()
    scores = _with_like_words(words, index)
    others = range(min(MOST_COMPARED, len(index.roles))) if len(scores) < MOST_NEAREST else ()
    places = dict.fromkeys((*(place for place, _ in scores.most_common(MOST_COMPARED)), *others))
    return tuple(index.roles[place] for place in _likest(" ".join(words), places, index))


def _likest(text: str, places: Iterable[int], index: Index) -> list[int]:
    from rapidfuzz import fuzz, process

    pairs = [(place, " ".join(name)) for place in places for name in index.role_names[place]]
    ranked = process.extract(text, [name for _, name in pairs], scorer=fuzz.WRatio, limit=MOST_NEAREST * 8)
    return list(dict.fromkeys(pairs[found][0] for _, _, found in ranked))[:MOST_NEAREST]


def _with_like_words(words: Iterable[str], index: Index) -> Counter[int]:
    """Count, role by role, how like its words are to the typed ones."""
    scores: Counter[int] = Counter()
    names = index.near.names
    for text in words:
        for score, word in (*names.near(text)[:MOST_LIKE], *names.like(text, 0, MOST_LIKE)):
            scores.update(dict.fromkeys(names.places[word], int(score)))
    return scores


def _word(text: str, index: Index) -> _Word:
    matches = sorted(_matches(text, index), key=lambda match: -match[0])
    levels = {word: score for score, word in index.near.levels.near(text)}
    frames = {word: score for score, word in _FRAMES.near(text)}
    as_level = max(levels.values(), default=0.0) or (CLOSE if is_level(text, index) else 0.0)
    as_frame = max(frames.values(), default=0.0)
    places = set[int]().union(*(found for _, _, found in matches))
    return _Word(text, tuple(matches), levels, frames, as_level, as_frame, places)


def _matches(text: str, index: Index) -> Iterator[_Match]:
    words = index.near
    for vocabulary, less in ((words.names, 0.0), (words.ids, 0.0), (words.topics, TOPIC)):
        for score, word in vocabulary.near(text):
            yield score - less, word, vocabulary.places[word]
