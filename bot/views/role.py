"""About a role: what the library says of it at one level, verbatim, and where it comes from."""

from __future__ import annotations

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.rich import paragraph, text
from canon.model import RUBRIC_COLUMNS, Profile, Role

CALLBACK = "role"


def role_modal(role: Role, profile: Profile) -> Block:
    """Return the view about a role; a part that the library lacks is left out."""
    body = [
        blocks.header(profile.title),
        blocks.context(" · ".join(part for part in (profile.id, f"role library: {profile.canon}") if part)),
        *_said("", role.description.text if role.description else ""),
        *_said("What sets it apart", role.differential.text if role.differential else ""),
        *_said(profile.label.text if profile.label else "", profile.summary.text if profile.summary else ""),
        *_said("Typical experience", profile.typical_experience.text if profile.typical_experience else ""),
        *(block for row in profile.dimensions for block in _said(row.name or "", row.text)),
        *(
            block
            for name, word in RUBRIC_COLUMNS.items()
            if name in profile.rubric
            for block in _said(word, profile.rubric[name].text)
        ),
        *_said("Skills", "\n".join(_skill(role, place) for place in range(len(role.skills)))),
        *_said("Classification", "\n".join(f"{c.scheme} {c.code}" for c in role.classifications)),
    ]
    return blocks.modal(CALLBACK, "About this role", body, close="Close")


def _skill(role: Role, place: int) -> str:
    skill = role.skills[place]
    return f"• {skill.name.text}" + (f": {skill.description.text}" if skill.description else "")


def _said(title: str, words: str) -> list[Block]:
    if not words:
        return []
    return [paragraph(text(f"{title}\n" if title else "", bold=True), text(words))]
