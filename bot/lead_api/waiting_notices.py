"""Notices to people whose estimate is late: one when it waits, one when it takes long, each once per consent."""

from __future__ import annotations

import math

from bot.core.serialization import LEAD
from bot.lead_api.notices import tell_delayed, tell_slow
from bot.storage.leads import lead_queue
from bot.storage.transaction import Transaction

PATIENCE = (2.0, 8.0)
"""Seconds without an answer after which the person hears a word, and after which another. "Typing" shows for five of them."""


def tell_waiting(tx: Transaction, since: float, patience: tuple[float, float]) -> int:
    """Notify people whose lead waits for a free request and was never begun; return how many.

    ``since``: when this was done before (seconds since 1970). Those whose request is under way are seen to beside it.
    """
    notified = 0
    ends = (*patience, math.inf)
    for number, tell in enumerate((tell_slow, tell_delayed)):
        # Who has waited for the later word is not told the earlier one as well.
        begins = max(since - ends[number], tx.now - ends[number + 1])
        for job in lead_queue.not_begun(tx, begins, tx.now - ends[number]):
            try:
                lead = LEAD.decode(job.lead)
            except ValueError:  # the attempt, when it comes, sets it aside
                continue
            notified += tell(tx, job, lead)
    return notified
