"""Sharing goals, from the last page to a confirmation, as two people do it."""

from __future__ import annotations

from tests.integration.app.office import Office


def filled(office: Office) -> None:
    """Let Ana fill Sam's five goals as far as the last page."""
    office.starts(office.ana, "Sam Okafor")
    office.ana.submits()
    for number in range(1, 6):
        office.ana.enters("Baseline (where it stands today)", f"{number} now")
        office.ana.enters("Target", f"{number} then")
        office.ana.submits()


def test_sam_gets_what_ana_shares_and_confirms_it(office: Office) -> None:
    filled(office)
    print("\n=====", office.ana.id); print(office.ana.sees())
    office.ana.submits()
    print("\n=====", office.ana.id); print(office.ana.sees())
    office.ana.submits()
    print(office.ana.errors)
    office.beats()
    print("\n=====", office.sam.id); print(office.sam.sees())
    office.sam.clicks("Show them")
    office.beats()
    print("\n=====", office.sam.id); print(office.sam.sees())
    office.sam.clicks("Confirm I’ve read it")
    print("\n=====", office.sam.id); print(office.sam.sees())
    office.sam.submits()
    office.beats()
    print("\n=====", office.sam.id); print(office.sam.sees())
    print("\n=====", office.ana.id); print(office.ana.sees())
    assert 0
