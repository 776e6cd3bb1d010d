"""An official file becomes listings: fetching, recognising, parsing, guarding, dating."""
