"""Database backends: SQLite for one process, PostgreSQL for several replicas."""
