"""Block Kit out: pure functions from facts to plain dicts; each module holds its ids, builder and reader."""
