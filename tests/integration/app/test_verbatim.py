"""What people type comes back to the letter: on reopening, in every layout, and in the text to copy."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.sandbox.person import Person
from bot.sandbox.state import Json
from tests.integration.app.office import Office

LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
FIELDS = ("Baseline", "Target", "How you will both see it")


@given(baseline=LINES, target=LINES, note=LINES)
@example(baseline="<!channel> & <@U_SAM>", target="*30 %* _of_ `deals` ~won~", note=":tada: https://example.test")
@example(baseline=" 22 %  of deals ", target="⟨target⟩", note="→ “quoted”")
@example(baseline="&amp;lt;", target="\u202e30 %\u200b", note="x" * 500)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_typed_text_comes_back_to_the_letter(office: Office, baseline: str, target: str, note: str) -> None:
    ana = office.ana
    begins(office)
    for label, words in zip(FIELDS, (baseline, target, note), strict=True):
        ana.enters(label, words)
    ana.closes()

    ana.types("/goals team")
    ana.clicks("Show")
    ana.chooses("Go to a goal", office.goals_of().goals[0].key)
    assert [ana.value(label) for label in FIELDS] == [baseline, target, note]
    ana.closes()

    ana.types("/goals copy")
    assert f"to {target} by 2027-06-30." in box(ana)
    assert f"from {baseline} to" in box(ana)
    assert f"Notes from Ana Ruiz\n  - Goal 1: {note}" in box(ana)
    ana.types("/goals team")
    ana.clicks("Show")
    for layout in ("OKRs", "MBO areas", "Scorecard", "SMART"):
        ana.chooses("Layout", layout)
        assert target in runs(ana)


def begins(office: Office) -> None:
    """Begin anew: the draft of the example before is taken back."""
    if office.count_goals():
        office.ana.closes()
        office.ana.types("/goals team")
        office.ana.clicks("Show")
        office.ana.clicks("Take back")
    office.drafts(office.ana)


def box(ana: Person) -> str:
    """Return the text to copy."""
    return "".join(run["text"] for run in ana.last_message.blocks[1]["elements"][0]["elements"])


def runs(ana: Person) -> list[str]:
    """Return the runs of rich text in the view, each value a run of its own."""
    assert ana.modal is not None
    rich: list[Json] = [block for block in ana.modal.blocks if block["type"] == "rich_text"]
    return [run["text"] for block in rich for part in block["elements"] for run in part["elements"]]
