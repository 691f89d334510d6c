"""The memory: tables, engine, units of work and repositories; frozen facts in and out."""
