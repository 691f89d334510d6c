"""The names of the controls under shared goals.

Each carries a `OneVersion`, except `MORE`, whose entries carry a `More`, `DROP`, which carries a `OneSheet`, and
`AGREE_MOVE` and `REFUSE_MOVE`, which carry a `OneMove`. Where one view or message has the same control twice, a colon
and a number follow: match `^id(:|$)`. That is so for `OPEN` and `ANSWER` in news, for `OPEN` beside versions, and for
`PAGE`, `LAYOUT`, `HISTORY` and `READINGS` where they turn pages.
"""

from __future__ import annotations

CONFIRM = "shared:confirm"
ASK = "shared:ask"
READ = "shared:read"
MORE = "shared:more"
MEET = "shared:meet"
NOT_MANAGER = "shared:not_manager"
OPEN = "shared:open"
PAGE = "shared:page"
LAYOUT = "shared:layout"
CHECK = "shared:check"
PROGRESS = "shared:progress"
CHANGE = "shared:change"
SEND_NOW = "shared:now"
TAKE_BACK = "shared:back"
ANSWER = "shared:answer"
SHARE = "shared:share"
DROP = "shared:drop"
GIVE_UP = "shared:give_up"
CLOSE = "shared:close"
REOPEN = "shared:reopen"
MOVE = "shared:move"
REPLACE = "shared:replace"
HISTORY = "shared:history"
READINGS = "shared:readings"
PRIVACY = "shared:privacy"
COMMENT = "shared:comment"
AGREE_MOVE = "shared:agree_move"
REFUSE_MOVE = "shared:refuse_move"
