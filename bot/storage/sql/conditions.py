"""Conditions on columns that most tables have, with the parameters ``of_agency`` and ``of_chat``."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def of_agency(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """Return the condition for the rows of an agency."""
    agency: sa.ColumnElement[Any] = table.c.agency
    return agency == sa.bindparam("of_agency")


def of_chat(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """Return the condition for the rows of a chat of an agency."""
    return sa.and_(of_agency(table), table.c.chat_id == sa.bindparam("of_chat"))
