"""One module for each kind of thing the database remembers; frozen facts in and out."""
