"""Campaigns, offices and funnel counts."""
