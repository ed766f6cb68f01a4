"""Campaigns: an agency's links, what each of them says, and where they are shared."""
