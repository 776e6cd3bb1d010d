"""The only reader of the data files: load, validate, freeze, hash."""
