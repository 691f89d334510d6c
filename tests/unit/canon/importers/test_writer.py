"""What is written comes back text for text, and every text has its place above it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from canon.importers.writer import document, shown
from canon.model import Fact, Place
from canon.yaml_text import Listing, Node, Scalar, Table, read

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")) | st.sampled_from(
    " \n:#-'\"|>&*!%@`{}[],?~\\"
)
TEXTS = st.text(CHARACTERS, min_size=1, max_size=40).filter(lambda text: text.strip() != "") | st.sampled_from(
    [
        "NO",
        "null",
        "1:30",
        "- a",
        "a: b",
        "🎯 b",
        "\ufeffx",
        "it's",
        'don\'t: "x"',
        "  lead",
        "a\n\n  b",
        "=",
        "<<",
        "\x85x",
    ]
)


def fact(text: str, line: int = 1) -> Fact:
    return Fact(text, Place("card.md", line, ""))


TREES: st.SearchStrategy[Any] = st.recursive(
    TEXTS.map(fact),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(TEXTS, inner, min_size=1, max_size=4).map(
            lambda found: {fact(key): value for key, value in found.items()}
        )
    ),
    max_leaves=12,
)


def plain(node: Node) -> Any:
    if isinstance(node, Table):
        return {key: plain(value) for key, value in node.items.items()}
    if isinstance(node, Listing):
        return [plain(value) for value in node.items]
    assert isinstance(node, Scalar)
    assert node.tag == "str"
    return node.text


def words(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key.text if isinstance(key, Fact) else key: words(value) for key, value in tree.items()}
    return [words(value) for value in tree] if isinstance(tree, list) else tree.text


@given(TREES)
def test_any_tree_comes_back_text_for_text(tree: Any) -> None:
    node, faults = read(document({"a": tree, "b": [tree]}), "made")
    assert faults == []
    assert node is not None
    assert plain(node) == {"a": words(tree), "b": [words(tree)]}


def test_a_place_stands_above_its_texts_once_and_in_a_line_of_its_own() -> None:
    rows = [{"name": fact("n", 3), "text": fact("it's: so", 3)}, fact("b", 4), {"text": fact("c", 4), "kind": "task"}]
    assert document({"rows": rows, "id": fact("ID", 1)}).split("\n", 1)[1] == (
        "rows:\n"
        "  # card.md:3\n"
        "  - name: n\n"
        "    text: |-\n"
        "      it's: so\n"
        "  # card.md:4\n"
        "  - b\n"
        "  - text: c\n"
        "    kind: task\n"
        "# card.md:1\n"
        "id: ID\n"
    )


def test_a_file_s_name_cannot_break_out_of_its_comment() -> None:
    assert shown(Place("a\nrole: x\u2028.md", 7, "")) == "a?role: x?.md:7"
    assert shown(Place("--tag", 0, "")) == "--tag"
