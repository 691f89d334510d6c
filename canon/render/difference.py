"""What changed between two libraries, in words: by canon, role and level, old and new texts verbatim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from canon.difference import CanonChange, ChangeKind, FactChange, LibraryChange, ProfileChange, RoleChange, RowChange
from canon.model import Place, Profile, Role
from canon.row_matches import Listed, ListName, own_id

_LISTS: Mapping[ListName, str] = {
    "core_outputs": "core output",
    "responsibilities": "responsibility",
    "components": "component",
    "dimensions": "dimension",
}
_KINDS: Mapping[ChangeKind, str] = {
    "added": "added",
    "removed": "taken out",
    "reworded": "reworded",
    "moved": "moved",
    "fact changed": "changed beside the text",
}


@dataclass
class _Wide:
    """Changes that one line of a canon's own `levels` makes in many roles: how many, and where it stands."""

    canon: str
    code: str | None
    change: FactChange
    roles: int = 0


Wide = dict[tuple[str, str | None, str, str | None, str | None], _Wide]


def difference_text(change: LibraryChange) -> str:
    """Return what changed, without a final newline."""
    if not change:
        return "Nothing changed."
    seen: Wide = {}
    roles = [lines for role in change.roles if (lines := _role(role, seen))]
    canons = [_canon(canon) for canon in change.canons]
    parts = [*canons, *map(_wide, seen.values()), *roles, [_sum(change)]]
    return "\n\n".join("\n".join(part) for part in parts)


def _canon(change: CanonChange) -> list[str]:
    return [f"Canon {change.name}", *_indented(line for fact in change.facts for line in _fact(fact))]


def _wide(found: _Wide) -> list[str]:
    """Say once what a canon's own `levels` changed in all its roles."""
    head, *texts = _fact(found.change)
    where = f"{found.code} in {_count(found.roles, 'role')}" if found.code else _count(found.roles, "role")
    return [f"Canon {found.canon}, {where}: {head}", *texts]


def _role(change: RoleChange, seen: Wide) -> list[str]:
    """Say what changed in a role; what the canon changed in every role is only counted."""
    role = change.either
    head = f"{role.focus.text} ({role.id})"
    if change.old is None or change.new is None:
        return [f"{head} {'added' if change.new else 'taken out'}: {_size(role)} {_at(role.place)}"]
    facts = [line for fact in change.facts for line in _fact(fact)]
    levels = [line for level in change.levels for line in _level(level, seen)]
    return [head, *_indented([*facts, *levels])] if facts or levels else []


def _level(change: ProfileChange, seen: Wide) -> list[str]:
    profile = change.either
    if change.old is None or change.new is None:
        rows = _count(len(profile.rows), "row")
        return [f"{_code(profile)} {'added' if change.new else 'taken out'}: {rows}"]
    facts = (line for fact in change.facts if not _is_wide(profile, fact, seen) for line in _fact(fact))
    rows_ = (line for row in change.rows if not _is_wide_row(profile, row, seen) for line in _row(row))
    lines = [*facts, *rows_]
    return [_code(profile), *_indented(lines)] if lines else []


def _fact(change: FactChange) -> list[str]:
    place = change.new_place or change.old_place
    return [
        f"{change.field} {_word(change.old, change.new)} {_at(place)}".rstrip(),
        *_indented(_texts(change.old, change.new)),
    ]


def _row(change: RowChange) -> list[str]:
    listed = change.either
    old = change.old.row if change.old else None
    new = change.new.row if change.new else None
    words = ", ".join(_how(change))
    head = f"{_name(listed)} {words} {_at(listed.row.place)}"
    if old and new and old.text == new.text:
        return [head, *_indented([f"  {new.text}", *_beside(change)])]
    return [head, *_indented([*_texts(old.text if old else None, new.text if new else None), *_beside(change)])]


def _how(change: RowChange) -> Iterator[str]:
    for kind in change.kinds:
        if kind == "moved" and change.old:
            yield f"moved, was {_name(change.old)}"
        elif kind == "fact changed":
            yield "changed beside the text"
        else:
            yield _KINDS[kind]
    if change.likeness is not None and "reworded" in change.kinds:
        yield f"taken for the same row by its words ({change.likeness:.0%} alike)"


def _beside(change: RowChange) -> Iterator[str]:
    """Give what changed beside a row's text."""
    if not change.old or not change.new or "fact changed" not in change.kinds:
        return
    old, new = change.old.row, change.new.row
    if own_id(old) != own_id(new):
        yield f"id: {own_id(old) or 'none'} → {own_id(new) or 'none'}"
    if old.name != new.name:
        yield f"name: {old.name or 'none'} → {new.name or 'none'}"
    if old.source_kind != new.source_kind:
        yield f"kind: {old.source_kind} → {new.source_kind}"
    if old.details != new.details:
        yield from (f"- detail: {text}" for text in old.details if text not in new.details)
        yield from (f"+ detail: {text}" for text in new.details if text not in old.details)
        if sorted(old.details) == sorted(new.details):
            yield "details in another order"


def _is_wide_row(profile: Profile, change: RowChange, seen: Wide) -> bool:
    old, new = (found.row if found else None for found in (change.old, change.new))
    texts = (old.text if old else None, new.text if new else None)
    fact = FactChange(_name(change.either), *texts, old.place if old else None, new.place if new else None)
    return _is_wide(profile, fact, seen)


def _is_wide(profile: Profile, change: FactChange, seen: Wide) -> bool:
    """Tell whether a change was made in the canon's own `levels`, and count it there."""
    places = [place for place in (change.old_place, change.new_place) if place]
    if not all(place.path.startswith("levels.") for place in places):
        return False
    key = (profile.canon, profile.code, change.field, change.old, change.new)
    seen.setdefault(key, _Wide(profile.canon, profile.code, change)).roles += 1
    return True


def _name(listed: Listed) -> str:
    if listed.list == "dimensions":
        return f"dimension {listed.row.name}"
    kind = listed.row.source_kind if listed.list == "responsibilities" else _LISTS[listed.list]
    return f"{kind} {listed.number}"


def _word(old: str | None, new: str | None) -> str:
    return "added" if old is None else "taken out" if new is None else "changed"


def _texts(old: str | None, new: str | None) -> Iterator[str]:
    for sign, text in (("-", old), ("+", new)):
        if text is not None:
            yield from (f"{sign} {line}" for line in text.split("\n"))


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _at(place: Place | None) -> str:
    return f"[{place.file}:{place.line}]" if place else ""


def _code(profile: Profile) -> str:
    return profile.code or "Without levels"


def _size(role: Role) -> str:
    codes = " ".join(profile.code for profile in role.profiles if profile.code)
    rows = _count(sum(len(profile.rows) for profile in role.profiles), "row")
    return f"{codes}, {rows}" if codes else rows


def _id(role: Role | None) -> str | None:
    return role.id if role else None


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _sum(change: LibraryChange) -> str:
    """Say how much changed."""
    roles = Counter(_word(_id(role.old), _id(role.new)) for role in change.roles)
    levels = [level for role in change.roles for level in role.levels]
    rows = Counter(kind for level in levels for row in level.rows for kind in row.kinds)
    of_roles = [f"{_count(roles[word], 'role')} {word}" for word in ("changed", "added", "taken out") if roles[word]]
    of_rows = [f"{_count(rows[kind], 'row')} {word}" for kind, word in _KINDS.items() if rows[kind]]
    return ". ".join(", ".join(part) for part in (of_roles or ["No role changed"], of_rows) if part) + "."
