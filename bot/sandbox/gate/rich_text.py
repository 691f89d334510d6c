"""The gate's view of rich text: sections, lists, quotes, preformatted text and what stands in them."""

from __future__ import annotations

from bot.sandbox.gate.shapes import (
    Check,
    address,
    boolean,
    integer,
    listing,
    one_of,
    shape,
    string,
    variant,
)

MOST_PARTS = 1000
NAME = string(255, least=1)

_STYLE = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
_HIGHLIGHT = shape(
    {},
    dict.fromkeys(("bold", "italic", "strike", "highlight", "client_highlight", "unlink"), boolean),
)
_WORDS = shape({"text": string(least=1)}, {"style": _STYLE})
_LINK = shape({"url": address()}, {"text": string(), "unsafe": boolean, "style": _STYLE})
_DATE = shape(
    {"timestamp": integer(0, 99_999_999_999), "format": string(least=1)},
    {"url": address(), "fallback": string(least=1), "style": _STYLE},
)
_INLINE: dict[str, Check] = {
    "text": _WORDS,
    "link": _LINK,
    "emoji": shape({"name": NAME}, {"unicode": string(), "skin_tone": integer(1, 6), "style": _STYLE}),
    "user": shape({"user_id": NAME}, {"style": _HIGHLIGHT}),
    "usergroup": shape({"usergroup_id": NAME}, {"style": _HIGHLIGHT}),
    "channel": shape({"channel_id": NAME}, {"style": _HIGHLIGHT}),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}, {"style": _STYLE}),
    "color": shape({"value": NAME}, {"style": _STYLE}),
    "date": _DATE,
}
_PARTS = listing(variant("rich text", _INLINE), most=MOST_PARTS, noun="elements")
_SECTION = shape({"elements": _PARTS})
_BORDER = {"border": integer(0, 1)}
_LIST = shape(
    {
        "style": one_of("bullet", "ordered"),
        "elements": listing(variant("list item", {"rich_text_section": _SECTION}), most=MOST_PARTS),
    },
    {"indent": integer(0, 8), "offset": integer(0, 10_000), **_BORDER},
)
_PREFORMATTED = shape(
    {"elements": listing(variant("preformatted text", {"text": _WORDS, "link": _LINK}), most=MOST_PARTS)},
    {**_BORDER, "language": NAME},
)

RICH_TEXT = variant(
    "rich text",
    {
        "rich_text_section": _SECTION,
        "rich_text_list": _LIST,
        "rich_text_preformatted": _PREFORMATTED,
        "rich_text_quote": shape({"elements": _PARTS}, _BORDER),
    },
)
