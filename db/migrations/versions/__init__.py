"""One module for each schema, named by its number."""
