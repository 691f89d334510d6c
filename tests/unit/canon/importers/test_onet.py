"""O*NET: occupations with their tasks, the attribution, and what a role has no place for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canon.importers.draft import Wish
from canon.importers.kinds import kind
from canon.importers.onet import ATTRIBUTION
from canon.importers.running import take_all
from canon.importers.sources import SourceFile
from tests.conftest import Golden
from tests.unit.canon.importers.conftest import Bring, LoadImport, all_words, left, why

OCCUPATIONS = "O*NET-SOC Code\tTitle\tDescription\n51-3011.00\tBakers\tMix and bake.\n51-9999.00\tIdle\tNothing.\n"
TASKS = (
    "O*NET-SOC Code\tTask ID\tTask\tTask Type\tIncumbents Responding\n"
    '51-3011.00\t101\tCheck "proof" of the dough.\tCore\t95\n'
    "51-3011.00\t102\tClean the ovens.\tSupplemental\t\n"
    "51-3011.00\t103\tTaste.\tn/a\t\n"
)
BOTH = {"Occupation Data.txt": OCCUPATIONS, "Task Statements.txt": TASKS}


def test_both_files_make_roles_with_the_attribution(bring: Bring, golden: Golden) -> None:
    done = bring("onet", BOTH)
    assert why(done) == []
    golden("importers/onet.yaml", done.text)
    assert set(left(done)) == {"95", "51-9999.00", "Idle", "Nothing."}


def test_tasks_keep_their_ids_and_types(bring: Bring, load_import: LoadImport) -> None:
    library = load_import(bring("onet", BOTH))
    (info,), (role,) = library.canons, library.roles
    assert (info.source, info.licence) == (ATTRIBUTION, "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/")
    assert [(row.key, row.source_kind, row.text) for row in role.profiles[0].responsibilities] == [
        ("o:101", "Core task", 'Check "proof" of the dough.'),
        ("o:102", "Supplemental task", "Clean the ovens."),
        ("o:103", "task", "Taste."),
    ]
    assert [(one.scheme, one.code) for one in role.classifications] == [("O*NET-SOC", "51-3011.00")]


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        ({"a.txt": TASKS}, "there is no file of O*NET's Occupation Data; name both"),
        ({"a.txt": OCCUPATIONS}, "there is no file of O*NET's Task Statements; name both"),
        ({"a.txt": "x\ty\n1\t2\n"}, "a.txt:1: it is neither O*NET's Occupation Data nor its Task Statements"),
        ({"a.txt": OCCUPATIONS.split("\n", maxsplit=1)[0]}, "it has a header and nothing below it"),
    ],
)
def test_what_is_missing_is_said(bring: Bring, sources: dict[str, str], sentence: str) -> None:
    (reason,) = why(bring("onet", sources))
    assert sentence in reason


def test_another_file_beside_them_is_named_and_spoils_nothing(bring: Bring) -> None:
    done = bring("onet", BOTH | {"Read Me.txt": "Hello\n"})
    assert [role["id"].text for role in done.roles] == ["51-3011.00"]
    assert why(done)[0].startswith("Read Me.txt:1: it is neither")


def test_tasks_of_nobody_and_other_titles_are_named(bring: Bring) -> None:
    head, *lines = TASKS.split("\n")
    titled = "\n".join([f"{head}\tTitle", f"{lines[0]}\tBread people", "99-0000.00\t1\tFloats.\tCore\t\t", ""])
    found = left(bring("onet", BOTH | {"Task Statements.txt": titled}))
    assert found["Bread people"] == "another name for the occupation"
    assert found["Floats."] == "a task of an occupation that Occupation Data does not have"


def test_line_ends_and_short_lines_change_nothing(bring: Bring) -> None:
    windows = {name: text.replace("\n", "\r\n") for name, text in BOTH.items()}
    short = BOTH | {"Task Statements.txt": TASKS.replace("n/a\t\n", "n/a\n")}
    assert bring("onet", windows).text == bring("onet", BOTH).text == bring("onet", short).text


def test_a_thousand_occupations_are_read(bring: Bring) -> None:
    codes = [f"{at // 100:02}-{at % 100:04}.00" for at in range(1_000)]
    occupations = OCCUPATIONS + "".join(f"{code}\tTitle {code}\tText.\n" for code in codes)
    tasks = TASKS + "".join(f"{code}\t{n}\tTask {n} of {code}.\tCore\t\n" for code in codes for n in range(5))
    done = bring("onet", {"Occupation Data.txt": occupations, "Task Statements.txt": tasks})
    assert (len(done.roles), why(done)) == (1_001, [])


CELLS = st.text("abß&\"' ", min_size=1, max_size=8).map(lambda text: f"w{text}w")
ROWS = st.lists(st.tuples(st.sampled_from(("1", "2", "3")), CELLS, CELLS, st.just("Core"), CELLS), max_size=6)


@settings(max_examples=50)
@given(ROWS, st.lists(st.tuples(st.sampled_from(("1", "2")), CELLS, CELLS), max_size=3, unique_by=lambda row: row[0]))
def test_every_text_of_the_source_is_taken_or_named(
    tasks: list[tuple[str, ...]], jobs: list[tuple[str, ...]]
) -> None:
    first = (("0", "Zero", "None."),)
    sources = [
        SourceFile("o.txt", "\n".join(["O*NET-SOC Code\tTitle\tDescription", *map("\t".join, (*first, *jobs))])),
        SourceFile(
            "t.txt", "\n".join([TASKS.split("\n", maxsplit=1)[0], "0\t0\tFirst.\tCore\t", *map("\t".join, tasks)])
        ),
    ]
    done = take_all(kind("onet"), sources, Wish())
    assert why(done) == []
    found = all_words(done)
    assert [cell for row in (*tasks, *jobs) for cell in row[1:] if cell not in found] == []
