"""Notices to people whose estimate is late: one when it waits, one when it takes long, each once per consent."""

from __future__ import annotations

import math

from bot.core.serialization import LEAD
from bot.lead_api.notices import tell_delayed, tell_slow
from bot.storage.leads import lead_queue
from bot.storage.transaction import Transaction

PATIENCE = (2.0, 8.0)
"""Seconds without an answer until the first and the second notice. "Typing" is shown for five of them."""


def tell_waiting(tx: Transaction, since: float, patience: tuple[float, float]) -> int:
    """Notify people whose lead waits for a free slot and was never begun; return how many.

    ``since``: when this was last done (seconds since 1970). People whose request is in flight are notified by its task.
    """
    notified = 0
    ends = (*patience, math.inf)
    for number, tell in enumerate((tell_slow, tell_delayed)):
        # People due for the second notice do not get the first as well.
        begins = max(since - ends[number], tx.now - ends[number + 1])
        for job in lead_queue.not_begun(tx, begins, tx.now - ends[number]):
            try:
                lead = LEAD.decode(job.lead)
            except ValueError:  # the attempt will set it aside
                continue
            notified += tell(tx, job, lead)
    return notified
