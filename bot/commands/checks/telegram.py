"""Checks at Telegram: token, profile, staff group."""

from __future__ import annotations

import asyncio

from bot.agencies.bot_profile import profile_of
from bot.agencies.runtime import AgencySetup, Endpoints
from bot.commands.checks.finding import Finding, good, note, stored, wrong
from bot.core.agency import Agency
from bot.settings.schema import Settings
from bot.staff.notifications import LET_IN, outdated, reachable_admins, setting
from bot.telegram.chat_access import Access, lacking_for_topics, may_write
from bot.telegram.client import BotApi
from bot.telegram.profile import differences
from bot.telegram.token_probe import Known, TokenRefused, Unreachable, identify


async def token(connections: Endpoints, agency: Agency) -> list[Finding]:
    """Check the token, and what Telegram shows of the bot."""
    async with connections.bot_api() as api:
        answer = await identify(api)
        shown = await _profile(api, agency) if isinstance(answer, Known) else []
    match answer:
        case TokenRefused(sentence):
            return [wrong(sentence)]
        case Unreachable(why):
            return [wrong(f"Telegram cannot be reached at TELEGRAM_API_URL ({why}).")]
        case Known(username):
            return [good(f"Telegram knows the bot: https://t.me/{username}"), *modes(answer), *shown]


def modes(bot: Known) -> list[Finding]:
    """Check for bot modes switched on at BotFather that this bot does not support."""
    if not bot.unserved:
        return []
    modes, them = " and ".join(bot.unserved), "it" if len(bot.unserved) == 1 else "them"
    return [
        note(f"Telegram offers {modes} with this bot, which is not made for {them}: switch {them} off in BotFather.")
    ]


async def _profile(api: BotApi, agency: Agency) -> list[Finding]:
    """Check the bot's public profile, and whether its admins can be reached."""
    other = await differences(api, profile_of(agency))
    if other is None:
        return [note("The bot's profile at Telegram could not be read.")]
    if not other:
        return [good("The bot's name, descriptions and commands are up to date.")]
    return [
        note(
            f"Telegram shows a different {', '.join(other)}: `python -m bot run` updates it, and an "
            "admin's menu once the admin has sent the bot a message."
        )
    ]


async def staff_chat(setup: AgencySetup, chosen: Settings, places: asyncio.Semaphore) -> list[Finding]:
    """Check that notices can reach somebody: the staff group or an admin."""
    agency = setup.agency
    if agency.staff_chat_id is None and not agency.admin_ids:
        return [_untold("set ADMIN_IDS and have the admins send")]
    rows = stored(chosen, lambda tx: (outdated(tx, agency), reachable_admins(tx, agency)))
    if rows is None:
        return []
    moved, admins = rows
    if agency.staff_chat_id is not None:
        async with places, setup.connections.bot_api() as api:
            group = moved or agency.staff_chat_id
            found = [_group(agency, await may_write(api, group))]
            return found + ([_topics(await lacking_for_topics(api, group))] if agency.form.relay else [])
    if admins:
        return [note("STAFF_CHAT_ID is not set: notices go to the admins, each in their own chat.")]
    return [_untold("have the admins send")]


def _untold(begin: str) -> Finding:
    mend = f"set STAFF_CHAT_ID, or {begin} the running bot a message each."
    return wrong(f"No staff can be notified: {mend}")


def _group(agency: Agency, answer: Access) -> Finding:
    match answer:
        case Access.YES:
            return good("The bot can write in the staff's group.")
        case Access.NO:
            return wrong(f"{setting(agency)}: the bot may not write in the staff's group; {LET_IN}")
        case Access.UNKNOWN:
            return note("Could not find out whether the bot can write in the staff's group.")


def _topics(lacking: tuple[str, ...] | None) -> Finding:
    if lacking is None:
        return note("RELAY: could not find out whether the bot can make topics in the staff's group.")
    if lacking:
        return wrong(f"RELAY: for topics in the staff's group there is still missing: {', '.join(lacking)}.")
    return good("RELAY: the bot can make topics in the staff's group, and delete them.")
