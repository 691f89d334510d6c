"""Review cycles: which days people work, when they are reminded, and the phases that templates propose."""
