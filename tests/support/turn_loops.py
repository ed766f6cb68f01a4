"""Make turn loops with wakeups of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.core.agency import Agency
from bot.core.wakeup import Wakeup
from bot.storage.database import Database
from bot.telegram.updates import read_update
from bot.turns.turn_loop import TurnLoop


def make_turn_loop(database: Database, agency: Agency | Callable[[str], Agency | None], **options: Any) -> TurnLoop:
    """Return a turn loop for one agency, whatever it is called, or for those that are found by their ids.

    ``options`` are :class:`TurnLoop`'s own.
    """
    return TurnLoop(
        database,
        agency if callable(agency) else lambda _: agency,
        lambda _, body: read_update(body),
        inbox_wakeup=Wakeup(),
        outbox_wakeup=Wakeup(),
        leads_wakeup=Wakeup(),
        **options,
    )
