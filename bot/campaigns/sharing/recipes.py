"""Recipes of share files: the worded contents of a poster or picture, stored until it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.campaigns.sharing.wording import WORDS, PosterWording
from bot.core.agency import Agency
from bot.core.serialization import Codec
from conversations.form import Form
from conversations.lead import Campaign, LeadType


class FileKind(StrEnum):
    """Kind of share file. The value is part of the file name."""

    QR_PNG = "qr.png"
    QR_SVG = "qr.svg"
    POSTER_A4 = "poster-a4.pdf"
    POSTER_A5 = "poster-a5.pdf"
    PICTURE = "picture.png"
    SQUARE = "square.png"
    STORY = "story.png"


LETTERLESS = frozenset({FileKind.QR_PNG, FileKind.QR_SVG})
"""Files without words: the same in every language."""
SHOWN_IN_CHAT = frozenset({FileKind.PICTURE, FileKind.SQUARE})
"""Files sent as photos. Telegram shrinks a photo to 1280 pixels, which a story would not survive."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Recipe of one file. ``colour`` is the agency's as ``#rrggbb``; ``logo`` is the path of a PNG or JPEG, or empty."""

    thing: FileKind
    name: str
    link: str
    agency: str
    colour: str
    headline: str
    promise: str
    steps: tuple[str, ...]
    hint: str
    contact: str
    caveat: str
    logo: str = ""


RECIPE: Codec[Recipe] = Codec(Recipe)


def url_of(chat_url: str, code: str) -> str:
    """Return a campaign's link; ``chat_url`` is the bot's address, ``https://t.me/<bot>``."""
    return f"{chat_url}?start={code}"


def without_scheme(address: str) -> str:
    """Return a URL without ``https://``, as printed."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def languages(agency: Agency) -> tuple[str, ...]:
    """Return the languages of an agency's share files."""
    return tuple(each for each in agency.languages if each in WORDS) or ("en",)


def recipe(thing: FileKind, agency: Agency, campaign: Campaign, language: str) -> Recipe:
    """Return the recipe of one file for a campaign's link, in one of :func:`languages`."""
    words, form = WORDS[language], agency.form.at_office(campaign.office_id)
    kind = kind_of(campaign)
    translated = f"-{language}" if len(languages(agency)) > 1 and thing not in LETTERLESS else ""
    stem, _, ending = thing.value.rpartition(".")
    return Recipe(
        thing=thing,
        name=f"{campaign.code}-{stem}{translated}.{ending}",
        link=url_of(form.chat_url, campaign.code),
        agency=form.office or form.agency or words.agency,
        colour=form.colour,
        headline=words.headline[kind],
        promise=words.promise,
        steps=words.steps,
        hint=words.hint,
        contact=contact(form, words),
        caveat=words.caveat,
        logo=form.logo,
    )


def recipes(agency: Agency, campaign: Campaign, kinds: Iterable[FileKind] = FileKind) -> list[Recipe]:
    """Return the recipes of a campaign's files; files with words come once per language of :func:`languages`."""
    spoken = languages(agency)
    return [
        recipe(kind, agency, campaign, language)
        for kind in kinds
        for language in (spoken[:1] if kind in LETTERLESS else spoken)
    ]


def kind_of(campaign: Campaign) -> str:
    """Return ``sale`` or ``let``, or ``ask`` for a link that leaves the choice to the homeowner."""
    match campaign.lead_type:
        case LeadType.VENDOR:
            return "sale"
        case LeadType.LANDLORD:
            return "let"
        case None:
            return "ask"


def contact(form: Form, words: PosterWording) -> str:
    """Return the contact details of ``form`` for people without Telegram; empty if there are none."""
    page = without_scheme(form.agency_url)
    if form.phone and page:
        return words.contact_both.format(phone=form.phone, page=page)
    if form.phone:
        return words.contact_phone.format(phone=form.phone)
    if page or form.email:
        return words.contact_page.format(page=page or form.email)
    return ""
