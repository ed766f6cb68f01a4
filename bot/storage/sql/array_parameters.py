"""Array parameters for PostgreSQL, as text (PostgreSQL manual, 8.15 "Arrays").

Psycopg's own list adapters work item by item and took a tenth of an update's cost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY


class _ArrayText(sa.types.UserDefinedType[Any]):
    """List parameter with items of ``kind`` or ``None``."""

    cache_ok = True

    def __init__(self, kind: sa.types.TypeEngine[Any]) -> None:
        self.kind = kind

    def get_col_spec(self, **_: Any) -> str:
        """Return the server's type of the parameter."""
        return "text"

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], str]:
        """Return the function that formats a list as text."""
        write = _writer(self.kind.dialect_impl(dialect))
        return lambda values: "{" + ",".join(["NULL" if value is None else write(value) for value in values]) + "}"


def array(name: str, kind: sa.types.TypeEngine[Any]) -> sa.ColumnElement[Any]:
    """Return the parameter ``name``, a list with items of ``kind``, as an array.

    Raises :class:`TypeError` for an unsupported kind.
    """
    _writer(kind)
    return sa.cast(sa.bindparam(name, type_=_ArrayText(kind)), ARRAY(kind))


def _writer(kind: sa.types.TypeEngine[Any]) -> Callable[[Any], str]:
    if isinstance(kind, sa.LargeBinary):
        return _binary
    if isinstance(kind, sa.Boolean):
        return lambda value: "t" if value else "f"
    if isinstance(kind, sa.Integer):
        return str
    if isinstance(kind, sa.Float):
        return repr
    if isinstance(kind, sa.String):
        return _quoted
    raise TypeError(f"no array of {kind!r} is sent")


def _binary(value: bytes) -> str:
    return f'"\\\\x{value.hex()}"'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
