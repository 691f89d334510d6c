"""Clock in: one module per job."""
