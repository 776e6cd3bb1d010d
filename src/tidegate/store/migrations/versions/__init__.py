"""One module for each revision of the schema, applied in the order of their revisions."""
