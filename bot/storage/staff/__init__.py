"""Stored data of the agency's staff: dialogues, menus, groups, notices."""
