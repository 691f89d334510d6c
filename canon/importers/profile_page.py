"""Profile pages: the text of a role's page with its responsibilities by level, level guidelines, skills and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from canon.importers.draft import Kind, Note, Part, Tree, Wish, given, one_line
from canon.importers.located import facts, texts
from canon.importers.pages import page_lines
from canon.importers.sources import SourceFile
from canon.merge import DIMENSIONS
from canon.model import RUBRIC_COLUMNS, Fact

DUTIES, GUIDELINES, SKILLS = "Responsibilities by level", "Level guidelines", "Skills"
ADJACENT, ALIASES, CLASSES = "Adjacent roles", "Title aliases", "Classification mappings"
HEADINGS = (DUTIES, GUIDELINES, SKILLS, "Provenance", ADJACENT, ALIASES, CLASSES)
EVENLY = "the page does not say where a level begins; by order each level has as many. Check it, or use --per-level"
EXPERIENCE = "Typical experience"
_SHOW = re.compile(r"\s*show\s*▾\s*$")
_LEVEL = re.compile(r"Level — (?P<label>.+)")
_FOCUS = re.compile(r"Focus — (?P<focus>.+)")
_CODE = re.compile(r"code=(?P<code>\S+?)(?:\s*source=(?P<source>\S+))?")


@dataclass(slots=True)
class _Section:
    """A heading and the lines below it, without blank ones."""

    heading: Fact | None
    lines: list[Fact] = field(default_factory=list)


def read(sources: Sequence[SourceFile], wish: Wish) -> Part:
    """Read one profile page."""
    (source,) = sources
    return _Reader(source, wish).part()


class _Reader:
    def __init__(self, source: SourceFile, wish: Wish) -> None:
        self.source, self.wish = source, wish
        self.result = Part()
        self.aside: dict[Fact | str, Tree] = {}
        self.lines: list[Fact] = []
        self.head, *self.sections = self.parted()
        self.codes: list[Fact] = []
        self.labels: dict[str, Fact] = {}

    def parted(self) -> list[_Section]:
        """Return the page's head and its sections."""
        found = [_Section(None)]
        for fact in page_lines(self.source):
            line = Fact(fact.text.strip(), fact.place)
            bare = _SHOW.sub("", line.text)
            if bare in HEADINGS or _LEVEL.fullmatch(line.text) or _FOCUS.fullmatch(line.text):
                found.append(_Section(Fact(bare, line.place)))
                self.lines += [] if bare in HEADINGS else [line]
            elif line.text:
                found[-1].lines.append(line)
                self.lines.append(line)
        return found

    def part(self) -> Part:
        duties, guidelines = self.section(DUTIES), self.section(GUIDELINES)
        if duties is None or guidelines is None:
            lacks = DUTIES if duties is None else GUIDELINES
            raise self.source.refused(f"it is no profile page: it has no part “{lacks}”")
        rubric = dict(self.guidelines(guidelines))
        self.codes = list(rubric)
        self.check_codes()
        levels: dict[Fact, dict[str, Tree]] = {code: {"rubric": texts} for code, texts in rubric.items()}
        for code, rows in zip(self.codes, self.duties(duties), strict=True):
            label = {"label": self.labels[code.text]} if code.text in self.labels else {}
            levels[code] = {**label, "responsibilities": rows, **levels[code]}
        self.level_facts(levels)
        role = {**self.names(), **self.described()}
        role |= {"classifications": list(self.classifications()), "aliases": list(self.aliases())}
        role |= {"skills": list(self.skills()), "sections": self.aside}
        self.keep_rest()
        levels_by_code = {code.text: level for code, level in levels.items()}
        self.result.roles = [{**{name: tree for name, tree in role.items() if tree}, "levels": levels_by_code}]
        self.note_rest()
        return self.result

    def note_rest(self) -> None:
        """Name every line that became nothing: neither a text nor the name of one."""
        notes = (*self.result.left, *self.result.told)
        known = {text for tree in (self.result.roles, self.aside) for text in texts(tree)} | {EXPERIENCE}
        lines = {note.fact.place.line for note in notes} | {
            fact.place.line for tree in self.result.roles for fact in facts(tree)
        }
        for fact in self.lines:
            words = {fact.text, _point(fact).text, fact.text.removeprefix("Focus — ")}
            if fact.place.line not in lines and not words & known and not _is_rule(fact.text):
                self.result.left.append(Note(fact, "a line that belongs to no known part of a profile page"))

    def check_codes(self) -> None:
        if not self.codes:
            raise self.source.refused("the part “Level guidelines” has no table that names the levels")
        names = [code.text for code in self.codes]
        for at, code in enumerate(self.codes):
            if code.text in names[:at]:
                raise self.source.refused(f"the level {code.text} stands twice in the table", code.place.line)

    def section(self, heading: str) -> _Section | None:
        return next((one for one in self.sections if one.heading and one.heading.text == heading), None)

    def guidelines(self, section: _Section) -> Iterator[tuple[Fact, dict[str, Tree]]]:
        """Give each level of the table with its guidelines; what is no table stays in the section."""
        rows = [(fact, _cells(fact.text)) for fact in section.lines if fact.text.startswith("|")]
        section.lines = [fact for fact in section.lines if not fact.text.startswith("|")]
        columns = {title: name for name, title in RUBRIC_COLUMNS.items()}
        head = rows[0][1] if rows else []
        for title in head[1:]:
            if title not in columns:
                self.result.left.append(
                    Note(Fact(title, rows[0][0].place), "a column that is none of the guidelines")
                )
        for fact, cells in rows[1:]:
            texts = dict(zip(head[1:], cells[1:], strict=False))
            if set("".join(cells)) - set("-: "):
                known = {columns[title]: Fact(text, fact.place) for title, text in texts.items() if title in columns}
                unknown = [text for title, text in texts.items() if title not in columns]
                extra = [*unknown, *cells[len(head) :]]
                self.result.left += [
                    Note(Fact(text, fact.place), "a cell of no known column") for text in extra if text
                ]
                yield Fact(cells[0], fact.place), {name: text for name, text in known.items() if text.text}

    def duties(self, section: _Section) -> list[list[Tree]]:
        """Return each level's responsibilities: below its code where the page has it, else by order."""
        points = [one_line(_point(fact)) for fact in section.lines if _is_point(fact)]
        marks = [fact for fact in section.lines if self.code_of(fact)]
        if marks and points:
            return self.marked(section)
        section.lines = [fact for fact in section.lines if not _is_point(fact)]
        sizes = self.wish.per_level or (len(points) // len(self.codes),) * len(self.codes)
        line = section.heading.place.line if section.heading else 0
        if len(sizes) != len(self.codes) or sum(sizes) != len(points):
            words = f"it has {len(points)} responsibilities for {len(self.codes)} levels; say how many each has, "
            raise self.source.refused(
                words + f"low to high, as in --per-level {','.join('5' * len(self.codes))}", line
            )
        starts = [sum(sizes[:at]) for at in range(len(sizes))]
        if points and not self.wish.per_level:
            self.result.told += [Note(points[start], EVENLY) for start in starts]
        return [list(points[start : start + size]) for start, size in zip(starts, sizes, strict=True)]

    def marked(self, section: _Section) -> list[list[Tree]]:
        found: dict[str, list[Tree]] = {code.text: [] for code in self.codes}
        code, rest = "", []
        for fact in section.lines:
            if self.code_of(fact):
                code = self.code_of(fact)
                if fact.text != code:
                    self.labels[code] = one_line(fact)
            elif code and _is_point(fact):
                found[code].append(one_line(_point(fact)))
            else:
                rest.append(fact)
        section.lines = rest
        return list(found.values())

    def code_of(self, fact: Fact) -> str:
        """Return the level that a line begins, if it does nothing else."""
        known = [code.text for code in self.codes]
        return next((code for code in known if re.fullmatch(rf"{re.escape(code)}(\s*[—–:-].*)?", fact.text)), "")

    def names(self) -> dict[str, Tree]:
        """Return id and focus, from the page's first two lines; the level's code at their ends is left off."""
        if not self.head.lines:
            raise self.source.refused("it does not begin with the role's name")
        title, *rest = self.head.lines
        code = next((each.text for each in self.codes if title.text.endswith(f" — {each.text}")), None)
        focus = Fact(title.text.removesuffix(f" — {code}"), title.place)
        ids = [fact for fact in rest if re.fullmatch(r"[\w.-]+", fact.text)]
        if not ids and not self.wish.id:
            raise self.source.refused("it does not say the role's id; name it with --id", title.place.line)
        self.head.lines = [fact for fact in rest if fact not in ids[:1]]
        own = Fact(ids[0].text.removesuffix(f".{code}"), ids[0].place) if ids else None
        return {"id": given("id", self.wish.id) if self.wish.id else own, "focus": focus}

    def described(self) -> dict[str, Tree]:
        """Return description and differential; the page says the description more than once."""
        part = next((one for one in self.sections if one.heading and _FOCUS.fullmatch(one.heading.text)), None)
        lines = [*self.head.lines, *(part.lines if part else ())]
        first: dict[str, Fact] = {}
        for fact in lines:
            first.setdefault(fact.text, fact)
        once = list(first.values())
        self.head.lines = []
        if part:
            self.sections.remove(part)
        names = ("description", "differential")
        for fact in once[2:]:
            self.aside.setdefault("Introduction", []).append(fact)
        return dict(zip(names, once, strict=False))

    def skills(self) -> Iterator[dict[str, Tree]]:
        """Give the skills: each is two points, a name and what it means."""
        section = self.section(SKILLS)
        points = [_point(fact) for fact in section.lines if _is_point(fact)] if section else []
        if section:
            section.lines = [fact for fact in section.lines if not _is_point(fact)]
        for name, words in zip(points[::2], [*points[1::2], None], strict=False):
            yield {"name": name, "description": words} if words else {"name": name}

    def level_facts(self, levels: dict[Fact, dict[str, Tree]]) -> None:
        """Add name, summary, experience and dimensions to the level that the page is about."""
        section = next((one for one in self.sections if one.heading and _LEVEL.fullmatch(one.heading.text)), None)
        if section is None or section.heading is None:
            return
        label = section.heading.text.removeprefix("Level — ")
        code = next((each for each in self.codes if re.match(rf"{re.escape(each.text)}\b", label)), None)
        if code is None:
            return
        self.sections.remove(section)
        points = [_point(fact) for fact in section.lines if _is_point(fact)]
        plain = [fact for fact in section.lines if not _is_point(fact)]
        pairs = {name.text: words for name, words in zip(points[::2], points[1::2], strict=False)}
        left = [*plain[1:], *points[len(points) // 2 * 2 :]]
        self.result.left += [Note(fact, "a line among a level's facts") for fact in left]
        facts = {
            "label": Fact(label, section.heading.place),
            "summary": one_line(plain[0]) if plain else None,
            "typical_experience": pairs.pop(EXPERIENCE, None),
            "dimensions": pairs,
        }
        if not set(pairs) <= set(DIMENSIONS):
            self.result.dimensions = [name for name in points[::2] if name.text in pairs]
        levels[code] |= {name: tree for name, tree in facts.items() if tree}

    def classifications(self) -> Iterator[dict[str, Tree]]:
        """Give the codes of public schemes: a scheme's name, and below it its code and where that comes from."""
        section = self.section(CLASSES)
        scheme: Fact | None = None
        for fact in section.lines if section else ():
            found = _CODE.fullmatch(_point(fact).text)
            if found and scheme:
                where = {"source": Fact(found["source"], fact.place)} if found["source"] else {}
                yield {"scheme": scheme, "code": Fact(found["code"], fact.place), **where}
            elif _is_point(fact):
                self.result.left.append(Note(fact, "a line among the classifications"))
            else:
                scheme = fact
        if section:
            self.sections.remove(section)

    def aliases(self) -> Iterator[Fact]:
        section = self.section(ALIASES)
        for fact in section.lines if section else ():
            if _is_point(fact):
                yield one_line(_point(fact))
        if section:
            section.lines = [fact for fact in section.lines if not _is_point(fact)]

    def keep_rest(self) -> None:
        """Keep what is left below its headings."""
        for section in self.sections:
            if section.lines and section.heading:
                first = section.lines[0]
                text = "\n".join(fact.text for fact in section.lines)
                self.aside[section.heading] = Fact(text, first.place)


def _is_rule(line: str) -> bool:
    """Say whether a line of a table only parts its head from the rest, or is that head."""
    cells = _cells(line)
    rule, head = set("".join(cells)) <= set("-: "), set(cells[1:]) & set(RUBRIC_COLUMNS.values())
    return line.startswith("|") and (rule or bool(head))


def _is_point(fact: Fact) -> bool:
    return fact.text.startswith(("- ", "• ", "* "))


def _point(fact: Fact) -> Fact:
    return Fact(fact.text[2:].strip(), fact.place) if _is_point(fact) else fact


def _cells(line: str) -> list[str]:
    """Return the cells of a line of a Markdown table."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]


KIND = Kind(
    name="profile-page",
    library="Role profiles",
    tag="profile",
    source="Pages of role profiles",
    read=read,
    endings=(".txt", ".md"),
    options=frozenset(("id", "per_level")),
)
