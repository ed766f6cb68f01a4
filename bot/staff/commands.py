"""Admin commands in menu order."""

from __future__ import annotations

from collections.abc import Mapping

from bot.staff.admin_command import Command
from bot.staff.costs_command import COSTS
from bot.staff.leads_command import LEADS
from bot.staff.link_command import LINK
from bot.staff.links_command import LINKS
from bot.staff.stats_command import STATS

COMMANDS: Mapping[str, Command] = {command.name: command for command in (LEADS, LINK, LINKS, COSTS, STATS)}
"""Commands by name, without the slash. Using the name of a homeowner's command would hide that one from admins."""
