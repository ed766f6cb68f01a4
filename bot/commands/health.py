"""``python -m bot health``: liveness of the bot on this machine, for a container's health check.

It reads the heartbeat that the running bot leaves, and imports nothing else of the bot: imports would be most of its work.
"""

from __future__ import annotations

import sys

from bot.core import heartbeat_file
from bot.settings import locations


def main() -> int:
    """Return 0 if the bot runs, processes its updates and can write to its database; 1 with a sentence on standard error if not."""
    try:
        problem = heartbeat_file.problem_of(heartbeat_file.path_of(*locations.read()))
    except ValueError as error:
        problem = str(error)
    except OSError as error:
        problem = f"The bot's heartbeat cannot be read ({error.strerror})."
    if problem:
        print(problem, file=sys.stderr)
        return 1
    return 0
