"""Checks at Telegram: token, profile, staff group."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from bot.agencies.bot_profile import profile_of
from bot.agencies.runtime import AgencySetup
from bot.commands.checks.finding import Finding, Rows, good, note, wrong
from bot.core.agency import Agency
from bot.staff.notifications import LET_IN, advice, outdated, reachable_admins, setting
from bot.telegram.chat_access import Access, lacking_for_topics, may_write
from bot.telegram.profile import differences
from bot.telegram.token_probe import Known, TokenRefused, Unreachable, identify


async def token(setup: AgencySetup, _: Rows) -> AsyncIterator[Finding]:
    """Check the token, and what Telegram shows of the bot."""
    async with setup.connections.bot_api() as api:
        answer = await identify(api)
        match answer:
            case TokenRefused(sentence):
                yield wrong(sentence)
            case Unreachable(why):
                yield wrong(f"Telegram cannot be reached at TELEGRAM_API_URL ({why}).")
            case Known(username):
                yield good(f"Telegram knows the bot: https://t.me/{username}")
                for finding in modes(answer):
                    yield finding
                yield _profile(await differences(api, profile_of(setup.agency)))


def modes(bot: Known) -> Iterator[Finding]:
    """Check for bot modes switched on at BotFather that this bot does not support."""
    if bot.unserved:
        some, them = " and ".join(bot.unserved), "it" if len(bot.unserved) == 1 else "them"
        yield note(
            f"Telegram offers {some} with this bot, which is not made for {them}: switch {them} off in BotFather."
        )


def _profile(other: list[str] | None) -> Finding:
    """Return the finding of the profile's fields that differ."""
    if other is None:
        return note("The bot's profile at Telegram could not be read.")
    if not other:
        return good("The bot's name, descriptions and commands are up to date.")
    return note(
        f"Telegram shows a different {', '.join(other)}: `python -m bot run` updates it, and an "
        "admin's menu once the admin has sent the bot a message."
    )


async def staff_chat(setup: AgencySetup, rows: Rows) -> AsyncIterator[Finding]:
    """Check that notices can reach somebody: the staff group or an admin."""
    agency = setup.agency
    stored = rows.read(lambda tx: (outdated(tx, agency), reachable_admins(tx, agency)))
    moved, admins = stored or (None, None)
    if agency.staff_chat_id is None and not agency.admin_ids:
        yield _untold("set ADMIN_IDS and have the admins send")
    elif stored is None:
        return
    elif agency.staff_chat_id is not None:
        if moved is not None:
            yield note(advice(agency, moved))
        async with setup.connections.bot_api() as api:
            group = moved or agency.staff_chat_id
            yield _group(agency, await may_write(api, group))
            if agency.form.relay:
                yield _topics(await lacking_for_topics(api, group))
    elif admins:
        yield note("STAFF_CHAT_ID is not set: notices go to the admins, each in their own chat.")
    else:
        yield _untold("have the admins send")


def _untold(begin: str) -> Finding:
    return wrong(f"No staff can be notified: set STAFF_CHAT_ID, or {begin} the running bot a message each.")


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
