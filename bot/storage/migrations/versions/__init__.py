"""One module per change of the schema, each on top of the one before."""
