"""An import as a whole: files found and read, one bad file among many, what the library is called, the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from canon.importers.draft import Wish
from canon.importers.kinds import KINDS, kind
from canon.importers.reports import report_lines
from canon.importers.running import run
from canon.importers.sources import LARGEST, Refused
from tests.unit.canon.importers.conftest import Bring, LoadImport, why

CARD = (
    "# {name}\n\n**Role Code:** {code}\n\n## Responsibilities\n\n* **One:** First of {name}.\n* Second of {name}.\n"
)


def card(code: str, name: str = "Cook") -> str:
    return CARD.format(code=code, name=name)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_there_under_its_name(name: str) -> None:
    assert kind(name).name == name


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf \r\n\t\r\n", "it is empty"),
        ("# Köchin\n".encode("latin-1"), "it is not UTF-8 from here on; save it as UTF-8"),
        (card("A1").encode("utf-16"), "it is not UTF-8 from here on; save it as UTF-8"),
        (b"# A\n\nb\x00c", "it holds the control character U+0000; remove it"),
        (b"\xff" * 10, "it is not UTF-8 from here on; save it as UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(bring: Bring, name: str, data: bytes, sentence: str) -> None:
    done = bring(name, data)
    assert not done.text
    assert any(sentence in refusal for refusal in why(done))


@pytest.mark.parametrize("name", KINDS)
def test_what_is_of_no_kind_is_refused_with_a_reason(bring: Bring, name: str) -> None:
    done = bring(name, "Dear all,\n\nthe canteen is closed on Friday.\n\nYours\n")
    assert (done.text, len(done.refused)) == ("", 1)
    assert len(why(done)[0]) > 30


def test_a_file_that_is_too_large_is_refused_unread(bring: Bring) -> None:
    assert why(bring("role-card", b"x" * (LARGEST + 1))) == ["source.md: it is larger than 20 MB; split it"]


def test_one_bad_file_among_a_hundred_is_named_and_the_others_are_taken(
    bring: Bring, load_import: LoadImport
) -> None:
    files = {f"{at // 10}/{at}.md": card(f"C{at}", f"Cook {at}") for at in range(100)} | {"4/42.md": "# Nobody\n"}
    done = bring("role-card", files)
    assert why(done) == ["4/42.md: it is no role card: it has no line **Role Code:** with a code"]
    library = load_import(done)
    assert {role.id for role in library.roles} == {f"C{at}" for at in range(100) if at != 42}
    assert "# 9/99.md:7" in done.text


def test_an_id_that_is_taken_and_a_role_that_does_not_fit_are_named_with_their_lines(bring: Bring) -> None:
    long = "X" * 61
    done = bring("role-card", {"a.md": card("A1"), "b.md": card("A1"), "c.md": card(long)})
    assert why(done) == [
        "b.md:3: its id A1 is taken by a.md:3; keep one of them",
        "c.md:3: the role does not fit: roles[0].id: the text has 61 characters; a name holds at most 60",
    ]
    assert len(done.roles) == 1


def test_the_library_is_called_as_typed_else_as_the_kind_is(bring: Bring, load_import: LoadImport) -> None:
    (info,) = load_import(bring("role-card", card("A1"))).canons
    assert (info.name, info.tag, info.source, info.licence) == (
        "Role cards",
        "role card",
        "Role cards in Markdown",
        "not stated",
    )
    typed = {"name": "Acme", "tag": "ACME", "source": "Ours.", "licence": "internal"}
    (info,) = load_import(bring("role-card", card("A1"), **typed)).canons
    assert (info.name, info.tag, info.source, info.licence) == ("Acme", "ACME", "Ours.", "internal")


def test_files_are_found_once_whatever_the_ending_when_named_and_hidden_ones_never(tmp_path: Path) -> None:
    for name in ("a.md", "sub/a.md", ".git/b.md", "card.role"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(card(name.replace("/", "-").replace(".", "-")), encoding="utf-8")
    done = run(kind("role-card"), [tmp_path, tmp_path / "a.md", tmp_path / "card.role"], Wish())
    assert [role["id"].text for role in done.roles] == ["a-md", "sub-a-md", "card-role"]
    apart = run(kind("role-card"), [tmp_path / "a.md", tmp_path / "sub" / "a.md"], Wish())
    assert f"# {(tmp_path / 'sub' / 'a.md').as_posix()}:3" in apart.text


def test_a_path_that_leads_to_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing is here; name a file or a folder with some"):
        run(kind("role-card"), [tmp_path / "none"], Wish())
    with pytest.raises(Refused, match=r"no file that ends in \.md or \.markdown or \.txt is here"):
        run(kind("role-card"), [tmp_path], Wish())


def test_the_same_text_twice_in_a_role_stands_once_or_gets_an_id(bring: Bring, load_import: LoadImport) -> None:
    text = card("A1") + "* Second of Cook.\n* **Two:** First of Cook.\n* **Three:** First of Cook.\n"
    done = bring("role-card", text)
    rows = load_import(done).roles[0].profiles[0].responsibilities
    assert [(row.name, row.text) for row in rows] == [
        ("One", "First of Cook."),
        (None, "Second of Cook."),
        ("Two", "First of Cook."),
        ("Three", "First of Cook."),
    ]
    assert [row.key for row in rows[2:]] == [f"{rows[0].key}-2", f"{rows[0].key}-3"]
    assert [(note.fact.place.line, note.why) for note in done.left] == [(9, "the same stands in line 8 already")]


def test_the_screen_s_report_is_short_and_the_file_s_is_whole(bring: Bring) -> None:
    files = {f"{at:02}.md": card(f"C{at}") + f"\n## Notes {at}\n\n## Empty {at}\n" for at in range(25)}
    done = bring("role-card", files)
    short, whole = list(report_lines(done)), list(report_lines(done, whole=True))
    assert short[:2] == ["Taken: 25 roles", "  Cook (C0): 2 responsibilities"]
    assert short[21] == "  … and 5 more; --report FILE lists all"
    assert "Left out (50): a heading with nothing of its own below it" in short
    assert len([line for line in whole if "Empty" in line]) == 25
    assert not any("more;" in line for line in whole)
