"""Tables: what each line is, which columns mean what, and what spreadsheets do to a file."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canon.importers.draft import Wish
from canon.importers.kinds import kind
from canon.importers.running import take_all
from canon.importers.sources import SourceFile
from canon.importers.template import template_text
from tests.conftest import Golden
from tests.unit.canon.importers.conftest import Bring, LoadImport, all_words, left, why

CELL_HINT = "give it one with --columns, or keep it aside with --columns “…=section”"
HEAD = "role,level,kind,name,text,source\n"


def test_the_template_imports_without_a_mapping(bring: Bring, golden: Golden) -> None:
    done = bring("table", template_text())
    assert (why(done), left(done)) == ([], {})
    golden("importers/template.csv", template_text().replace("\r\n", "\n"))
    golden("importers/table.yaml", done.text)


def test_every_line_of_the_template_is_where_its_kind_says(bring: Bring, load_import: LoadImport) -> None:
    (role,) = load_import(bring("table", template_text())).roles
    first, second = role.profiles
    assert (role.focus.text, first.code, second.code) == ("Support Engineer", "S1", "S2")
    assert [len(first.responsibilities), len(first.rubric), len(first.dimensions)] == [3, 2, 2]
    assert first.label is not None
    assert first.label.text == "S1 — Support Engineer"
    assert role.description is not None
    assert [skill.name.text for skill in role.skills] == ["Explaining"]
    assert role.sections == {"source": ["Example: write where the text comes from"]}


def test_a_kind_of_its_own_stands_in_the_source_label(bring: Bring, load_import: LoadImport) -> None:
    text = (
        f"{HEAD}Cook,C1,accountability,,Feeds people.,\nCook,C1,Core output,,Dinner at six.,\nCook,C1,,,Washes up.,\n"
    )
    profile = load_import(bring("table", text)).roles[0].profiles[0]
    assert [(row.text, row.source_kind) for row in profile.responsibilities] == [
        ("Feeds people.", "accountability"),
        ("Washes up.", "responsibility"),
    ]
    assert [row.text for row in profile.core_outputs] == ["Dinner at six."]


def test_a_dimension_of_the_company_s_own_is_added_to_the_usual_ones(bring: Bring, load_import: LoadImport) -> None:
    text = f"{HEAD}Cook,C1,,,Cooks.,\nCook,C1,dimension Heat,,One stove,\nCook,C1,scope,,A kitchen,\n"
    profile = load_import(bring("table", text)).roles[0].profiles[0]
    assert {row.name: row.text for row in profile.dimensions} == {"Scope": "A kitchen", "Heat": "One stove"}
    assert profile.dimension_order[-1] == "Heat"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "sep={}\r\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_as_spreadsheets_write_them(bring: Bring, delimiter: str, start: str, end: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows(
        [["Job title", "Grade", "Responsibility"], ["Cook", "C1", 'Says "hi", often; twice'], ["", "", ""]]
    )
    done = bring("table", start.format(delimiter) + out.getvalue())
    (role,) = done.roles
    assert (why(done), left(done)) == ([], {})
    assert [row.text for row in role["levels"]["C1"]["responsibilities"]] == ['Says "hi", often; twice']
    assert f"# source.csv:{3 if start.startswith('sep') else 2}" in done.text


def test_headings_can_be_mapped_by_hand_and_others_kept_aside(bring: Bring, load_import: LoadImport) -> None:
    text = "Rolle;Stufe;Aufgabe;Bemerkung;Ort\nKoch;K1;Kocht.;Neu;Bonn\nKoch;K1;Spült.;Neu;Bonn\n"
    columns = {"Rolle": "role", "Stufe": "level", "Aufgabe": "text", "Bemerkung": "section"}
    done = bring("table", text, columns=columns)
    (role,) = load_import(done).roles
    assert role.sections == {"Bemerkung": ["Neu"]}
    assert [row.text for row in role.profiles[0].responsibilities] == ["Kocht.", "Spült."]
    assert left(done)["Bonn"].startswith("no column for “Ort”; give it one with --columns")


@pytest.mark.parametrize(
    ("text", "columns", "sentence"),
    [
        ("a,b\n1,2\n", {}, "source.csv:1: no column is the role; its columns are a, b. Say which is with --columns"),
        ("role,b\n1,2\n", {}, "source.csv:1: no column is the text"),
        (HEAD, {}, "source.csv: it has a header and no text below it"),
        (
            f'{HEAD}Cook,,,,"open,\n',
            {},
            "source.csv:2: from here on its quotation marks do not fit together; export it again",
        ),
        (f"{HEAD}C,,,,x,\n", {"x": "text"}, "source.csv:1: it has no single column “x”"),
        (f"{HEAD}C,,,,x,\n", {"text": "words"}, "“words” is no column; choose one of role, role id"),
        ("job,position,text\na,b,c\n", {}, "“job” and “position” may both be the role; say which"),
        ("role,a,b\n1,2,3\n", {"a": "text", "b": "text"}, "two columns are mapped to the text; name one"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    bring: Bring, text: str, columns: dict[str, str], sentence: str
) -> None:
    (reason,) = why(bring("table", text, columns=columns))
    assert sentence in reason


def test_lines_that_contradict_or_belong_nowhere_are_named(bring: Bring) -> None:
    lines = (
        "Cook,C1,,,Cooks.,\n",
        "Cook,C1,level name,,C1 — Cook,\n",
        "Cook,C1,level name,,C1 — Chef,\n",
        "Cook,,,,Has no level.,\n",
        "Cook,,scope,,Nowhere,\n",
        ",C1,,,Nobody's.,\n",
        "Cook,C1,,,,\n",
        "Cook,C1,,,Cooks.,x,more\n",
    )
    assert left(bring("table", HEAD + "".join(lines))) == {
        "C1 — Chef": "line 3 gives Cook another label already",
        "Has no level.": "a line without a level, in a role that has levels",
        "Nowhere": "“scope” belongs to a level, and the line has none",
        "C1": "a line without a text",
        "Nobody's.": "a line without a role",
        "Cook": "a line without a text",
        "Cooks.": "the same stands in line 2 already",
        "more": f"more cells than the header has; {CELL_HINT}",
    }


def test_sub_points_and_breaks_in_cells(bring: Bring, load_import: LoadImport) -> None:
    text = 'role,text,details\nCook,"Cooks\nwell",one\nCook,Serves,"a\nb"\n'
    rows = load_import(bring("table", text)).roles[0].profiles[0].responsibilities
    assert [(row.text, row.details) for row in rows] == [("Cooks well", ("one",)), ("Serves", ("a", "b"))]


def test_five_megabytes_and_entities_stay_as_they_are(bring: Bring) -> None:
    text = HEAD + "".join(f"Cook,C1,,,Cooks {at} &amp; {'x' * 500},\n" for at in range(10_000))
    done = bring("table", text)
    rows = done.roles[0]["levels"]["C1"]["responsibilities"]
    assert (len(rows), rows[7].text[:15]) == (10_000, "Cooks 7 &amp; x")


CELLS = st.text('abß&;,"\n -', max_size=8).map(lambda text: f"w{text}w") | st.just("")
KINDS = st.sampled_from(("", "responsibility", "scope", "summary", "skill", "description", "own kind", "Core output"))
LINES = st.lists(
    st.tuples(st.sampled_from(("A", "B", "")), st.sampled_from(("1", "")), KINDS, *[CELLS] * 4), max_size=8
)


@settings(max_examples=40)
@given(LINES)
def test_every_text_of_the_source_is_taken_kept_aside_or_named(lines: list[tuple[str, ...]]) -> None:
    out = io.StringIO(newline="")
    rows = [("A", "1", "", "", "first", "", ""), *lines]
    csv.writer(out).writerows([("role", "level", "kind", "name", "text", "source", "more"), *rows])
    done = take_all(kind("table"), [SourceFile("a.csv", out.getvalue())], Wish())
    found = "".join(all_words(done).split())
    cells = ["".join(part.split()) for row in rows for cell in row[3:] for part in cell.split("\n")]
    assert [cell for cell in cells if cell not in found] == []


def test_ids_functions_and_names_of_roles_come_from_their_columns(bring: Bring, load_import: LoadImport) -> None:
    text = (
        "role,role id,function,level,level name,id,text\n"
        "Cook,C1,Kitchen,A,A — First,r1,Cooks.\n"
        "Chef,C1,Hotel,,Nameless,,Leads.\n"
    )
    done = bring("table", text)
    (role,) = load_import(done).roles
    assert (role.id, role.function.text if role.function else "", role.profiles[0].responsibilities[0].key) == (
        "C1",
        "Kitchen",
        "o:r1",
    )
    assert left(done) == {
        "Chef": "another name for the role C1",
        "Hotel": "line 2 gives Chef another function already",
        "Nameless": "the name of a level in a line without a level",
        "Leads.": "a line without a level, in a role that has levels",
    }


def test_a_cell_that_is_too_long_is_said(bring: Bring) -> None:
    (reason,) = why(bring("table", f"{HEAD}Cook,,,,{'x' * 140_000},\n"))
    assert reason == "source.csv:2: from here on a cell has more than 131,072 characters; export it again"
