"""Migrations: one module per schema change, each based on the previous one."""
