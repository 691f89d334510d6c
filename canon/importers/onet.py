"""O*NET: Occupation Data and Task Statements as its database's text files, parted by tabs, under CC BY 4.0."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from canon.importers.draft import Kind, Note, Part, Tree, Wish, one_line
from canon.importers.sources import Refused, SourceFile
from canon.model import Fact

CODE, TITLE, DESCRIPTION = "O*NET-SOC Code", "Title", "Description"
TASK_ID, TASK, TASK_TYPE = "Task ID", "Task", "Task Type"
ATTRIBUTION = (
    "This file includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training "
    "Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. Goalframe has "
    "put the texts into another form; USDOL/ETA has not approved, endorsed, or tested this."
)
LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
_TAKEN = frozenset((CODE, TITLE, DESCRIPTION, TASK_ID, TASK, TASK_TYPE))


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file: its cells by heading."""

    cells: Mapping[str, Fact]

    def __getitem__(self, heading: str) -> Fact:
        return self.cells[heading]


def read(sources: Sequence[SourceFile], wish: Wish) -> Part:
    """Read both files; raises `Refused` where one of them is missing."""
    del wish
    result = Part()
    occupations: dict[str, dict[str, Tree]] = {}
    tasks: list[_Line] = []
    for source in sources:
        try:
            lines = list(_lines(source, result))
        except Refused as refused:
            result.refused.append(refused)
            continue
        if TASK in lines[0].cells:
            tasks += lines
        else:
            occupations |= {line[CODE].text: _role(line) for line in lines if line[CODE].text}
    if not (tasks and occupations):
        lacking = "Task Statements" if occupations else "Occupation Data"
        seen = f" ({result.refused[0]})" if result.refused else ""
        raise Refused(
            f"there is no file of O*NET's {lacking}; name both “Occupation Data” and “Task Statements”{seen}"
        )
    for task in tasks:
        _add(task, occupations, result)
    result.roles = [role for role in occupations.values() if role["responsibilities"]]
    idle = [role for role in occupations.values() if not role["responsibilities"]]
    for role in idle:
        texts = (role["id"], role["focus"], role["description"])
        result.left += [
            Note(text, "an occupation without tasks: no goal could stand on it") for text in texts if text.text
        ]
    return result


def _lines(source: SourceFile, result: Part) -> Iterator[_Line]:
    """Give the lines of a file; columns that no role takes up are noted, cell by cell."""
    reader = csv.reader(io.StringIO(source.text, newline="\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    head = [heading.strip() for heading in next(reader)]
    wanted = (CODE, TASK) if TASK in head else (CODE, TITLE, DESCRIPTION)
    lacking = [heading for heading in wanted if heading not in head]
    if lacking:
        raise source.refused(
            f"it is neither O*NET's Occupation Data nor its Task Statements: no column “{lacking[0]}”", 1
        )
    count = 0
    for cells in reader:
        number = reader.line_num
        facts = [source.fact(cell.strip(), number) for cell in cells]
        if not any(fact.text for fact in facts):
            continue
        count += 1
        for at, fact in enumerate(facts):
            heading = head[at] if at < len(head) else ""
            if fact.text and heading not in _TAKEN:
                result.left.append(Note(fact, f"the column “{heading}”, for which a role has no place"))
        facts += [source.fact("", number) for _ in head[len(facts) :]]
        yield _Line(dict(zip(head, facts, strict=False)))
    if not count:
        raise source.refused("it has a header and nothing below it")


def _role(line: _Line) -> dict[str, Tree]:
    code = line[CODE]
    return {
        "id": code,
        "focus": one_line(line[TITLE]),
        "description": line[DESCRIPTION],
        "classifications": [{"scheme": "O*NET-SOC", "code": code}],
        "responsibilities": [],
    }


def _add(task: _Line, occupations: Mapping[str, dict[str, Tree]], result: Part) -> None:
    role = occupations.get(task[CODE].text)
    if role is None or not task[TASK].text:
        why = "a line without a task" if role else "a task of an occupation that Occupation Data does not have"
        result.left += [Note(fact, why) for name, fact in task.cells.items() if fact.text and name in _TAKEN]
        return
    title = task.cells.get(TITLE)
    if title and title.text not in {"", role["focus"].text}:
        result.left.append(Note(title, "another name for the occupation"))
    kind = task.cells.get(TASK_TYPE)
    named = kind and kind.text.casefold() not in {"", "n/a"}
    row: dict[str, Tree] = {"id": task.cells.get(TASK_ID), "text": one_line(task[TASK])}
    row["kind"] = Fact(f"{kind.text} task", kind.place) if kind and named else "task"
    role["responsibilities"].append(
        {name: tree for name, tree in row.items() if not isinstance(tree, Fact) or tree.text}
    )


KIND = Kind(
    name="onet",
    library="O*NET",
    tag="O*NET",
    source=ATTRIBUTION,
    licence=LICENCE,
    read=read,
    endings=(".txt", ".tsv"),
    together=True,
)
