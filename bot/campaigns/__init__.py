"""Campaigns: an agency's links, their parameters, and the places where they are shared."""
