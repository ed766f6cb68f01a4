"""Database upkeep: keys, erasure, chunked deletes, due times, process notes."""
