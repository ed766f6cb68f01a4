"""Admin commands in menu order."""

from __future__ import annotations

from collections.abc import Mapping

from bot.staff.admin_command import Command
from bot.staff.link_command import LINK
from bot.staff.links_command import LINKS
from bot.staff.stats_command import STATS

COMMANDS: Mapping[str, Command] = {command.name: command for command in (LINK, LINKS, STATS)}
"""By name, without the slash. A name of the homeowner's commands would hide that one from admins."""
