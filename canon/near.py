"""Near words: half-typed and misspelt names of roles, levels and frames. Reached only when no name fits exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from canon.command import FILLERS, FRAME_WORDS, Answer, NeedsLevel, Unknown, is_level, settle
from canon.frames import FrameName
from canon.model import Profile, Role

if TYPE_CHECKING:
    from canon.search import Index

EQUAL, BEGUN, CLOSE = 100.0, 95.0, 75.0
"""Scores of a word: the same, the beginning of another, the least for a misspelling."""
SHORTEST_BEGUN, SHORTEST_MISSPELT = 2, 4
MARGIN = 8.0
"""Roles whose mean score is this near to the best one's are offered beside it."""
MOST_CHOICES, MOST_NEAREST = 100, 3
_Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Word:
    """One typed word: per role the best score and name word, the level words and the frame it can mean."""

    text: str
    names: dict[int, tuple[float, str]]
    levels: _Scores
    frames: _Scores

    def as_level(self, index: Index) -> float:
        best = max(self.levels.values(), default=0.0)
        return best or (CLOSE if is_level(self.text, index) else 0.0)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a command means if it means one role: how well that fits, and how much of a name is covered."""

    score: float
    coverage: float
    frame: FrameName | None
    levels: tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """One role that explains every typed word, and its levels that fit."""

    role: Role
    reading: _Reading
    profiles: tuple[Profile, ...]


def find_near(typed: Sequence[str], index: Index) -> Answer:
    """Say what a command means whose role is not named exactly."""
    words = [_word(text, index) for text in typed]
    hits = _hits(words, index)
    fitting = _best([hit for hit in hits if hit.profiles])
    if fitting:
        return _answer(fitting, index)
    if len(hits) == 1 and hits[0].role.profiles[0].code:
        reading = hits[0].reading
        return NeedsLevel(hits[0].role, reading.frame, " ".join(word.text for word in reading.levels))
    return _without_role(words, index)


def begun(typed: Sequence[str], index: Index) -> tuple[Profile, ...]:
    """Return the profiles for a half-typed name, best first."""
    words = [_word(text, index) for text in typed]
    hits = sorted(_hits(words, index), key=_rank)
    return tuple(profile for hit in hits for profile in hit.profiles) or _nameless(words, index)


def _answer(hits: Sequence[_Hit], index: Index) -> Answer:
    first = hits[0].reading
    profiles = tuple(profile for hit in hits for profile in hit.profiles)[:MOST_CHOICES]
    answer = settle(profiles, first.frame, index, level_named=bool(first.levels))
    return answer or Unknown()


def _best(hits: list[_Hit]) -> list[_Hit]:
    """Keep the best hits; where one names a whole role, only those that do."""
    whole = [hit for hit in hits if hit.reading.coverage == 1]
    kept = sorted(whole or hits, key=_rank)
    return [hit for hit in kept if hit.reading.score >= kept[0].reading.score - MARGIN]


def _rank(hit: _Hit) -> tuple[float, float]:
    return (-hit.reading.score, -hit.reading.coverage)


def _hits(words: Sequence[_Word], index: Index) -> list[_Hit]:
    """Return the roles that explain every word, with the levels that fit; none fit if a role lacks the level."""
    places = sorted({place for word in words for place in word.names})
    readings = ((place, _reading(words, place, index)) for place in places)
    return [
        _Hit(role, reading, _at_level(role.profiles, reading.levels, index))
        for place, reading in readings
        if reading
        for role in (index.roles[place],)
    ]


def _reading(words: Iterable[_Word], place: int, index: Index) -> _Reading | None:
    """Give each word the meaning that fits best for one role, its name before the others."""
    scores: list[float] = []
    named: set[str] = set()
    levels: list[_Word] = []
    frames: list[str] = []
    for word in words:
        name_score, name = word.names.get(place, (0.0, ""))
        level_score = word.as_level(index)
        frame_score = max(word.frames.values(), default=0.0)
        best = max(name_score, level_score, frame_score)
        if not best and word.text in FILLERS:
            continue
        scores.append(best)
        if best == name_score:
            named.add(name)
        elif best == frame_score:
            frames.extend(word.frames)
        else:
            levels.append(word)
    if not named or not all(scores):
        return None
    frame = FRAME_WORDS[frames[0]] if frames else None
    return _Reading(sum(scores) / len(scores), _coverage(named, place, index), frame, tuple(levels))


def _coverage(named: set[str], place: int, index: Index) -> float:
    return max(len(named.intersection(name)) / len(set(name)) for name in index.role_names[place])


def _at_level(profiles: Iterable[Profile], words: Sequence[_Word], index: Index) -> tuple[Profile, ...]:
    def fits(profile: Profile) -> bool:
        own = index.level_of[profile.id]
        return all(not own.isdisjoint(word.levels) for word in words)

    return tuple(profile for profile in profiles if fits(profile))


def _without_role(words: Sequence[_Word], index: Index) -> Answer:
    """Answer a command that names a level or a frame and no role, or a role that is not there."""
    frames = [FRAME_WORDS[name] for word in words for name in word.frames]
    frame = frames[0] if frames else None
    profiles = _nameless(words, index)[:MOST_CHOICES]
    level_named = any(word.levels for word in words)
    rest = " ".join(word.text for word in words if not word.levels and not word.frames)
    return settle(profiles, frame, index, level_named=level_named) or Unknown(nearest_roles(rest, index), frame)


def _nameless(words: Sequence[_Word], index: Index) -> tuple[Profile, ...]:
    """Return the profiles of all roles at a level, where the words name only a level, a frame or nothing."""
    rest = [word for word in words if not word.frames and word.text not in FILLERS]
    if not words or not all(word.levels for word in rest):
        return ()
    return _at_level((profile for role in index.roles for profile in role.profiles), rest, index)


def nearest_roles(text: str, index: Index) -> tuple[Role, ...]:
    """Return the three roles whose names look most like a text."""
    from rapidfuzz import fuzz, process

    if not text:
        return ()
    places = [place for place, names in enumerate(index.role_names) for _ in names]
    names = [" ".join(name) for names in index.role_names for name in names]
    ranked = process.extract(text, names, scorer=fuzz.WRatio, limit=MOST_NEAREST * 8)
    best = dict.fromkeys(places[place] for _, _, place in ranked)
    return tuple(index.roles[place] for place in best)[:MOST_NEAREST]


def _word(text: str, index: Index) -> _Word:
    names: dict[int, tuple[float, str]] = {}
    for name, score in _near(text, index.postings):
        for place in index.postings[name]:
            names[place] = max(names.get(place, (0.0, "")), (score, name))
    levels = dict(_near(text, index.level_words))
    return _Word(text, names, levels, dict(_near(text, FRAME_WORDS)))


def _near(text: str, known: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Give the known words that a typed one can mean: itself alone, else those it begins or misspells."""
    from rapidfuzz import fuzz, process

    words = list(known)
    if text in words:
        yield text, EQUAL
    for word in words:
        if word != text and len(text) >= SHORTEST_BEGUN and word.startswith(text):
            yield word, BEGUN
    if len(text) >= SHORTEST_MISSPELT:
        for word, score, _ in process.extract(text, words, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=None):
            if not word.startswith(text):
                yield word, min(score, BEGUN)
