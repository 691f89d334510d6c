"""An example of a career ladder as CSV, filled in, that `table` imports as it is."""

from __future__ import annotations

import csv
import io

HEADER = ("role", "level", "kind", "name", "text", "source")
SOURCE = "Example: write where the text comes from"
ROLE = "Support Engineer"
_LINES = (
    ("", "description", "", "Helps customers to use the product, and the company to learn from what they meet."),
    ("S1", "level name", "", "S1 — Support Engineer"),
    ("S1", "responsibility", "First answers", "Answers new questions from customers within the promised time."),
    ("S1", "responsibility", "Notes", "Writes down every solution so that others find it."),
    ("S1", "responsibility", "", "Hands what cannot be solved to the right team, with all that is known."),
    ("S1", "Knowledge & Application", "", "Knows the product's main functions; works with written procedures."),
    ("S1", "Complexity & Problem Solving", "", "Solves known problems; asks for help with new ones."),
    ("S1", "Scope", "", "Single questions"),
    ("S1", "Decision rights", "", "Choices within written procedures"),
    ("S2", "level name", "", "S2 — Senior Support Engineer"),
    ("S2", "responsibility", "Difficult cases", "Leads difficult cases to their end, together with other teams."),
    ("S2", "responsibility", "Causes", "Finds the cause behind questions that come again, and has it mended."),
    ("S2", "responsibility", "", "Teaches new colleagues."),
    ("S2", "Knowledge & Application", "", "Knows the whole product and how customers work with it."),
    ("S2", "Complexity & Problem Solving", "", "Solves new problems; sees what they have in common."),
    ("S2", "Scope", "", "An area of the product"),
    ("S2", "Decision rights", "", "How a case is solved"),
    ("", "skill", "Explaining", "Saying difficult things so that a customer can act on them."),
)


def template_text() -> str:
    """Return the example: UTF-8 with a mark for spreadsheets, and their line ends."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows((ROLE, *line, SOURCE) for line in _LINES)
    return f"\ufeff{out.getvalue()}"
