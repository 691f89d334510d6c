"""A made-up library with something in every place that the format has, and roles of other functions beside it."""

from __future__ import annotations

RICH = """
format: 1
canon: {name: Test, tag: TST, source: Written for this test., licence: CC0, quality: {Levels: 4.5}, pass_at: 4}
dimensions: [Scope, Impact]
levels:
  P1: {label: P1 — Junior, dimensions: {Scope: One page, Impact: A reader}}
  P2: {label: P2 — Senior, summary: Knows it., typical_experience: 4 years, dimensions: {Scope: One book}}
roles:
  - id: EDIT
    function: Publishing / Books
    focus: Copy Editor
    description: "Edits texts.\\nAnd more."
    differential: Reads twice.
    aliases: [Text Editor, Corrector]
    classifications: [{scheme: SOC, code: 27-3041, source: a table}]
    skills: [{name: Reading, description: Reads fast., source: a book}, {name: Bare}]
    sections:
      Role Variations: {Fiction: Novels., Science: Papers.}
      Average Day: [Read, Write]
      Common Partners: Authors
      Notes: "one\\ntwo"
      Deep: [{Who: [Ana, {Where: Here}]}]
      AI Agent Profile: {Agent Name: Editor_Bot}
      Personalities: [The Strict One]
    levels:
      P1:
        responsibilities: [Corrects spelling., {id: same, text: Keeps the style book.}]
        rubric: {knowledge_application: Knows the rules.}
      P2:
        title: Senior Editor
        track: Expert
        core_outputs: [A clean book.]
        responsibilities:
          - {name: Style, text: Owns the style book., details: [commas, dashes], kind: accountability}
          - {id: same, text: Keeps the style guide.}
        components: [Teaches others.]
        rubric: {knowledge_application: Makes the rules., typical_degree_years: 4 years}
  - id: PROOF
    function: Publishing / Books
    focus: Proof Reader
    classifications: [{scheme: SOC, code: 43-9081}]
    levels:
      P1: {responsibilities: [Corrects spelling., Reads proofs.]}
      P4: {responsibilities: [Leads the readers.]}
  - id: SALES
    function: Selling
    focus: Bookseller
    responsibilities: [Sells books.]
"""
