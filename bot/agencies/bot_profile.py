"""Bot profile shown by Telegram: name, descriptions and commands, in every language."""

from __future__ import annotations

from bot.campaigns.one_line import one_line
from bot.campaigns.sharing.wording import WORDS
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
    descriptions, short = {}, {}
    for language, words in WORDS.items():
        code = "" if language == DEFAULT.language else language
        who = name or words.agency
        descriptions[code] = _fitting(words.description.format(agency=who), words.description_plain, DESCRIPTION_MAX)
        short[code] = _fitting(
            words.short_description.format(agency=who), words.description_plain, SHORT_DESCRIPTION_MAX
        )
    return Profile(
        name=name,
        descriptions=descriptions,
        short_descriptions=short,
        menus={"" if language == DEFAULT.language else language: _menu(language) for language in CATALOGUES},
        admin_menu={**_menu(DEFAULT.language), **{each: STAFF.sentences[f"command.{each}"] for each in COMMANDS}},
        admins=tuple(sorted(agency.admin_ids)),
    )


def _fitting(text: str, plain: str, longest: int) -> str:
    """Return ``text``, or ``plain`` without the agency's name where that is too long."""
    return text if len(text) <= longest else plain


def _menu(language: str) -> Menu:
    return {command: CATALOGUES[language].sentences[f"command.{command}"] for command in MENU}
