"""Bulk predicates: conditions on many values that use an index and stay prepared.

SQLite reads the table for pairs in a list, so chats are two lists. Statements are prepared by their text, so a list is
one parameter: an array on PostgreSQL, JSON on SQLite.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from bot.storage.sql.array_parameters import array


class _Listed(sa.types.TypeDecorator[list[Any]]):
    """List of numbers or texts as a JSON parameter."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: list[Any] | None, dialect: sa.Dialect) -> str:  # noqa: ARG002
        """Return the list as JSON."""
        return msgspec.json.encode(value).decode()


class one_of(sa.sql.functions.FunctionElement[bool]):  # noqa: N801  reads as SQLAlchemy's own in_ and any_ do
    """True if ``column`` has one of the values of the parameter ``name``, a list."""

    type = sa.Boolean()
    inherit_cache = True

    def __init__(self, column: sa.ColumnElement[Any], name: str) -> None:
        super().__init__(column, sa.bindparam(name, type_=_Listed()))

    def self_group(self, against: object = None) -> Any:  # noqa: ARG002
        """Return the condition as it is: SQLAlchemy would append ``= 1`` for SQLite, which then uses no index."""
        return self


class none_of(one_of):  # noqa: N801  as above
    """True if ``column`` has none of the values of the parameter ``name``, a list."""

    inherit_cache = True


@compiles(one_of)
def _in_list(element: one_of, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(each, **options) for each in element.clauses)
    found = "NOT IN" if isinstance(element, none_of) else "IN"
    return f"{column} {found} (SELECT value FROM json_each({values}))"  # noqa: S608  SQL that SQLAlchemy made


@compiles(one_of, "postgresql")
def _in_array(element: one_of, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    listed = array(cast("sa.BindParameter[Any]", values).key, column.type)
    found = column != sa.all_(listed) if isinstance(element, none_of) else column == sa.any_(listed)
    return compiler.process(found, **options)


def among(agency: sa.ColumnElement[str], chat_id: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """True for every chat in question, and for others that share an agency with one and a number with another.

    Chat numbers are the same in all agencies: the caller leaves the others out.
    """
    return sa.and_(one_of(agency, "agencies"), one_of(chat_id, "chats"))


def chats_in_values(chats: Collection[tuple[str, int]]) -> dict[str, list[str] | list[int]]:
    """Return the parameters of :func:`among` for these chats, each ``(agency, chat_id)``."""
    return {"agencies": list({agency for agency, _ in chats}), "chats": [chat_id for _, chat_id in chats]}


@dataclass(frozen=True, slots=True)
class AgencyFilter:
    """Filter by agency: the agencies ``of`` (``None``: all), without those ``but``."""

    of: Collection[str] | None = None
    but: Collection[str] = ()

    def values(self) -> dict[str, object]:
        """Return the parameters of :func:`whose`."""
        return {"everybody": self.of is None, "of": list(self.of or ()), "but": list(self.but)}


ALL_AGENCIES = AgencyFilter()


def whose(agency: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """True for the rows of the agencies that a :class:`AgencyFilter` means."""
    everybody: sa.BindParameter[bool] = sa.bindparam("everybody", type_=sa.Boolean())
    return sa.and_(sa.or_(everybody, one_of(agency, "of")), none_of(agency, "but"))
