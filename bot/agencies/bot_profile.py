"""Bot profile shown by Telegram: name, descriptions and commands, in every language."""

from __future__ import annotations

from bot.campaigns.one_line import one_line
from bot.core.agency import Agency
from bot.staff.commands import COMMANDS
from bot.staff.wording import STAFF
from bot.telegram.profile import DESCRIPTION_MAX, NAME_MAX, SHORT_DESCRIPTION_MAX, Menu, Profile
from conversations.intents import MENU
from conversations.languages import CATALOGUES, DEFAULT


def profile_of(agency: Agency) -> Profile:
    """Return the profile of an agency's bot.

    Without an agency name, the bot keeps the name set at BotFather and uses the descriptions without a name.
    """
    name = one_line(agency.form.agency, NAME_MAX)
    descriptions, short, menus = {}, {}, {}
    for language, catalogue in CATALOGUES.items():
        words, code = catalogue.sentences, "" if language == DEFAULT.language else language
        menus[code] = _menu(language)
        descriptions[code] = _fitting(words["profile.description"], words["profile.plain"], name, DESCRIPTION_MAX)
        short[code] = _fitting(words["profile.short"], words["profile.plain"], name, SHORT_DESCRIPTION_MAX)
    return Profile(
        name=name,
        descriptions=descriptions,
        short_descriptions=short,
        menus=menus,
        admin_menu={**menus[""], **{each: STAFF.sentences[f"command.{each}"] for each in COMMANDS}},
        admins=tuple(sorted(agency.admin_ids)),
    )


def _fitting(text: str, plain: str, agency: str, longest: int) -> str:
    """Return ``text`` with the agency's name, or ``plain``, without a name, if that is too long or there is none."""
    named = text.format(agency=agency)
    return named if agency and len(named) <= longest else plain


def _menu(language: str) -> Menu:
    return {command: CATALOGUES[language].sentences[f"command.{command}"] for command in MENU}
