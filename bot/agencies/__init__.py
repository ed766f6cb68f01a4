"""Agencies served by this process: their settings, connections and lifecycle."""
