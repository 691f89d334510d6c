"""A list of people as HR systems export it: every shape of file, and every fault by line and column."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.services.roster_file import LARGEST, Row, read_roster

HEAD = "Employee ID,Name,Work Email,Manager ID\n"
TWO = f"{HEAD}1,Ana Ruiz,Ana@X.org,\n2,Sam Okafor,sam@x.org,1\n"
ROWS = (
    Row(2, "1", "ana@x.org", (), None, {"name": "Ana Ruiz"}),
    Row(3, "2", "sam@x.org", ("1",), None, {"name": "Sam Okafor"}),
)
NOT_UTF8 = "The file is not in UTF-8: in Excel choose “Save as” and “CSV UTF-8”, elsewhere the encoding UTF-8."


def refusal(data: bytes | str, **mapping: str) -> str:
    with pytest.raises(Refused) as refused:
        read_roster(data.encode() if isinstance(data, str) else data, mapping)
    return refused.value.sentence


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read_roster(text.encode()).faults]


@pytest.mark.parametrize(
    "data",
    [
        TWO.encode(),
        TWO.encode("utf-8-sig"),
        TWO.replace("\n", "\r\n").encode(),
        TWO.replace("\n", "\r").encode(),
        TWO.replace(",", ";").encode("utf-8-sig"),
        TWO.replace(",", "\t").encode(),
        TWO.rstrip("\n").encode(),
        f"{TWO}\n,,,\n \n\n".encode(),
        TWO.replace("Name", "NAME").replace("Employee ID", "employee_id").replace("Work Email", "E-Mail").encode(),
        TWO.replace("Manager ID", "manager  id ").encode(),
        TWO.replace("Name", '"Name"').replace("Ana Ruiz", '"Ana Ruiz"').encode(),
        TWO.replace("Name", "Name,Salary").replace("Ana Ruiz", "Ana Ruiz,1").replace("Okafor", "Okafor,2").encode(),
        TWO.replace("\n", ",\n").encode(),
        "\n".join(";".join(f'"{cell}"' for cell in line.split(",")) for line in TWO.splitlines()).encode(),
    ],
)
def test_the_same_people_are_read_from_every_shape_of_file(data: bytes) -> None:
    assert read_roster(data).rows == ROWS
    assert read_roster(data).faults == ()


def test_the_line_that_tells_excel_the_delimiter_is_no_person() -> None:
    file = read_roster(b"sep=;\r\n" + TWO.replace(",", ";").encode())
    assert [(row.line, row.employee_id) for row in file.rows] == [(3, "1"), (4, "2")]
    assert read_roster(b'"sep=|"\n' + TWO.replace(",", "|").encode()).rows[0].line == 3


def test_a_line_is_numbered_as_an_editor_shows_it_also_below_quoted_newlines() -> None:
    file = read_roster(f'{HEAD}1,"Ana\r\nRuiz",ana@x.org,\n\n2,Sam,nothing,1\n'.encode())
    assert [(row.line, row.values["name"]) for row in file.rows] == [(2, "Ana Ruiz"), (5, "Sam")]
    assert [str(fault) for fault in file.faults] == [
        "Line 5, Work Email: this is no e-mail address; write one such as ana@example.com."
    ]


def test_every_column_is_read() -> None:
    head = (
        "Personnel number;Given name;Surname;Business email;Supervisor email;Deputy;Deputy until;Country code;"
        "State code;Department;Position;Grade;Start date;Termination date;Absent until;Work days"
    )
    row = (
        "7;Ana;Ruiz;ana@x.org;EVA@x.org;8;2027-01-31;es;ES-MD;Sales;Sales manager;M2;2020-01-01;2027-12-31;"
        "2026-12-06;Mon-Thu"
    )
    assert read_roster(f"{head}\n{row}".encode()).rows == (
        Row(
            2,
            "7",
            "ana@x.org",
            ("eva@x.org",),
            "8",
            {
                "name": "Ana Ruiz",
                "stand_in_until": date(2027, 1, 31),
                "country": "ES",
                "region": "ES-MD",
                "unit": "Sales",
                "job_title": "Sales manager",
                "level": "M2",
                "hired": date(2020, 1, 1),
                "last_day": date(2027, 12, 31),
                "away_until": date(2026, 12, 6),
                "working_days": "1234",
            },
        ),
    )


def test_several_columns_may_name_the_manager_and_a_name_is_the_last_of_them() -> None:
    file = read_roster(b"id,manager,manager email,manager id\n2,Ana Ruiz,ana@x.org,1\n3,Ana Ruiz,,\n")
    assert [row.managers for row in file.rows] == [("1", "ana@x.org", "Ana Ruiz"), ("Ana Ruiz",)]


def test_what_the_file_lacks_is_not_said() -> None:
    row = read_roster(b"e-mail,manager\nana@x.org,\n").rows[0]
    assert (row.employee_id, row.values, row.stand_in) == ("", {}, None)
    assert read_roster(b"id,manager\n1,\n").rows[0].email is None


def test_nobody_standing_in_has_no_last_day_and_somebody_needs_one() -> None:
    head = "id,manager,stand-in,stand-in until\n"
    assert read_roster(f"{head}1,,,2027-01-01\n".encode()).rows[0].values == {"stand_in_until": None}
    needed = "a stand-in needs a last day, such as 2027-06-30, under “stand-in until”."
    assert faults(f"{head}1,,2,\n") == [f"Line 2, stand-in until: {needed}"]
    assert faults("id,manager,deputy\n1,,2\n") == [f"Line 2, deputy: {needed}"]
    assert len(faults(f"{head}1,,2,soon\n")) == 1
    assert read_roster(b"id,manager,stand-in until\n1,,2027-01-01\n").rows[0].values == {}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("1,A,a@x.org", "Line 2: it has 3 cells where the header has 4; export the file again."),
        ("1,A,a@x.org,,9", "Line 2: it has 5 cells where the header has 4; export the file again."),
        (",A,,1", "Line 2: it does not say who this is: write an employee id or an e-mail."),
        ("1,A\0,a@x.org,", "Line 2, Name: this has characters that cannot be shown; type it anew."),
        (",A,mine,", "Line 2, Work Email: this is no e-mail address; write one such as ana@example.com."),
    ],
)
def test_a_line_with_a_fault_is_named_and_the_others_stand(row: str, fault: str) -> None:
    file = read_roster(f"{HEAD}{row}\n2,Sam Okafor,sam@x.org,1\n".encode())
    assert [str(one) for one in file.faults] == [fault]
    assert file.rows[-1] == ROWS[1]


def test_every_fault_of_a_line_is_said_with_the_files_own_headings() -> None:
    text = "id,manager,Land,Region,Eintritt,Tage\n1,,AT,DE-BY,1.1.2020,always\n"
    columns = {"Land": "country", "Eintritt": "hire date", "Tage": "working days"}
    found = read_roster(text.encode(), columns)
    assert [(fault.line, fault.column) for fault in found.faults] == [
        (2, "Eintritt"),
        (2, "Tage"),
        (2, "Region"),
    ]
    assert str(found.faults[2]) == "Line 2, Region: this region is in another country than the one in this line."


def test_lines_that_say_nothing_of_who_they_are_about_are_counted() -> None:
    assert read_roster(f"{HEAD}1,A,bad,\n,B,,\n,C,bad,\n9\n".encode()).nameless == (3, 4, 5)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-32"])
def test_another_encoding_is_refused_with_what_to_do(encoding: str) -> None:
    assert refusal(TWO.replace("Ruiz", "Müller").encode(encoding)) == NOT_UTF8


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty."),
        ("\ufeff", "The file is empty."),
        ("\n\n , \n", "The file is empty."),
        ("sep=;", "The file is empty."),
        (HEAD, "The file has a header and nobody below it."),
        (f"{HEAD},,,\n", "The file has a header and nobody below it."),
        (
            "name,manager\nAna,\n",
            "No column says who a person is: call one “employee id” or “e-mail”, or map yours to it.",
        ),
        ("\0\0\0", "No column says who a person is: call one “employee id” or “e-mail”, or map yours to it."),
        ("id,name\n1,Ana\n", "No column says who the manager is: call one “manager”, or map yours to it."),
        (
            "ID,Name,manager,Employee ID\n1,A,,2\n",
            "Two columns are the employee id: “ID” (column 1) and “Employee ID” (column 4). Rename one.",
        ),
        (
            "id,manager,manager\n1,,\n",
            "Two columns are the manager: “manager” (column 2) and “manager” (column 3). Rename one.",
        ),
        (
            f'{TWO}3,"Eva,eva@x.org,1\n4,Mia,mia@x.org,1\n',
            "From line 4 on the file cannot be read: its quotation marks do not fit together. Export it again.",
        ),
        (
            f'{TWO}3,"Eva" Lind,eva@x.org,1\n',
            "From line 4 on the file cannot be read: its quotation marks do not fit together. Export it again.",
        ),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    assert refusal(text) == sentence


def test_a_file_that_is_no_list_of_people_is_not_read_at_all() -> None:
    assert refusal(b"x" * (LARGEST + 1)) == "The file is larger than 32 MB: a list of people is not."


def test_columns_that_are_not_read_may_stand_twice() -> None:
    assert read_roster(b"id,manager,notes,notes\n1,,a,b\n").rows[0].employee_id == "1"


def test_a_mapping_by_hand_says_what_a_heading_means_and_beats_the_guess() -> None:
    text = "Nr;Vorgesetzter;Manager;Titel\n1;;x;Chef\n2;1;x;Verkauf\n"
    file = read_roster(text.encode(), {"nr": "employee id", "Vorgesetzter": "Manager", " titel": "job title"})
    assert [(row.employee_id, row.managers, row.values) for row in file.rows] == [
        ("1", (), {"job_title": "Chef"}),
        ("2", ("1",), {"job_title": "Verkauf"}),
    ]


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"Name": "boss"}, "“boss” is no column: choose one of employee id, e-mail, name,"),
        (
            {"Chef": "manager"},
            "The file has no single column “Chef”: its columns are Employee ID, Name, Work Email, Manager ID.",
        ),
        ({"Name": "manager", "Work Email": "supervisor"}, "Two headings are mapped to the manager: name one."),
    ],
)
def test_a_mapping_of_what_is_not_there_is_refused(mapping: dict[str, str], words: str) -> None:
    assert refusal(TWO, **mapping).startswith(words)


def test_formulas_are_text() -> None:
    row = read_roster(f'{HEAD}1,"=HYPERLINK(""http://x"",""y"")",a@x.org,@SUM\n'.encode())
    assert row.rows[0].values == {"name": '=HYPERLINK("http://x","y")'}
    assert [fault.column for fault in row.faults] == ["Manager ID"]


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(table=st.lists(st.lists(cells, min_size=4, max_size=4), max_size=6), delimiter=st.sampled_from(",;\t"))
def test_whatever_stands_in_the_cells_is_read_or_refused_line_by_line(table: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["id", "name", "e-mail", "manager"], *table, ["9", "", "", ""]])
    file = read_roster(out.getvalue().encode())
    assert file.rows[-1].employee_id == "9"
    lines = {row.line for row in file.rows} | {fault.line for fault in file.faults}
    assert len(lines) == 1 + sum(any(cell.strip() for cell in row) for row in table)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    for content in (data, TWO.encode() + data):
        with suppress(Refused):
            assert read_roster(content).rows + read_roster(content).faults
