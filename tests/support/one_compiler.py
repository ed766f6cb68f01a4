"""Engines of SQLAlchemy that share what they compiled: to write the same SQL anew for each takes longer than to run it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa


def one_compiler(create_engine: Callable[..., sa.Engine]) -> Callable[..., sa.Engine]:
    """Return ``create_engine`` for engines on SQLite that share a compiler. Others are left alone: they hang hooks on it."""
    first: list[sa.Engine] = []

    def create(*args: Any, **named: Any) -> sa.Engine:
        engine = create_engine(*args, **named)
        if engine.dialect.name != "sqlite":
            return engine
        first.append(engine)
        engine.dialect = engine.pool._dialect = first[0].dialect
        engine._compiled_cache = first[0]._compiled_cache
        del first[1:]
        return engine

    return create
