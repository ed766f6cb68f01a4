"""The shell around :mod:`conversations`: everything that touches the world."""
