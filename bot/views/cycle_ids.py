"""The names of the controls of review cycles.

Each carries a `CyclePlace`, except: the entries of `LATE` and `MORE` carry a `CycleDeed`; `DRY_RUN`, `CALENDAR`,
`RUN_PAGE`, `LOOKUP`'s view and `EXPORT_PLAN` carry a `RunPlace`; `NEW` carries nothing. Behind `PAGE`, `RUN_PAGE` and
`LOG_PAGE` a colon and a number follow.
"""

from __future__ import annotations

OPEN = "cycle:open"
NEW = "cycle:new"
FILTERS = "cycle:filters"
"""How the block of the three filters begins: a colon, the cycle's id and what it was drawn with follow."""
STEP = "cycle:step"
UNIT = "cycle:unit"
COUNTRY = "cycle:country"
PAGE = "cycle:page"
LATE = "cycle:late"
"""The menu beside a late person: `remind`, `excuse`, `due`, `manager` or `history`."""
HISTORY = "cycle:history"
REMIND = "cycle:remind"
CALENDAR = "cycle:calendar"
EXPORT = "cycle:export"
LOG = "cycle:log"
LOG_PAGE = "cycle:log_page"
MORE = "cycle:more"
"""The menu of a whole cycle: `edit`, `dates`, `people`, `pause`, `resume` or `close`."""
PAUSE = "cycle:pause"
RESUME = "cycle:resume"
DROP = "cycle:drop"
DRY_RUN = "cycle:dry_run"
RUN_PAGE = "cycle:run_page"
LOOKUP = "cycle:lookup"
EXPORT_PLAN = "cycle:export_plan"
