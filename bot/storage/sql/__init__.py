"""SQL building blocks: prepared statements, bulk statements and predicates."""
