"""Wording of posters and posts, per language. A language without an entry here has no posters of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class PosterWording:
    """Wording of posters in one language. ``headline``, ``subject`` and ``post`` are by kind: ``sale``, ``let``, ``ask``.

    ``post`` has ``{agency}``; the contact sentences have ``{phone}`` and ``{page}``. ``start`` says what follows a
    tap on the link, ``profile`` where the link is for people who read a post on Instagram.
    """

    agency: str
    headline: Mapping[str, str]
    promise: str
    steps: tuple[str, str, str]
    hint: str
    start: str
    profile: str
    contact_both: str
    contact_phone: str
    contact_page: str
    caveat: str
    subject: Mapping[str, str]
    post: Mapping[str, str]


WORDS: Mapping[str, PosterWording] = MappingProxyType(
    {
        "en": PosterWording(
            agency="your estate agent",
            headline={
                "sale": "What might your home sell for?",
                "let": "What rent might your home bring?",
                "ask": "What might your home sell or rent for?",
            },
            promise="A free computer estimate in about two minutes, in a chat on your phone.",
            steps=(
                "Scan the code with your phone's camera",
                "Telegram opens: tap START",
                "Answer a few quick questions",
            ),
            hint="Open the link, then tap START",
            start="Telegram opens; tap START.",
            profile="The link is in our profile: Telegram opens; tap START.",
            contact_both="No Telegram? Call {phone} or visit {page}.",
            contact_phone="No Telegram? Call {phone}.",
            contact_page="No Telegram? You'll find us at {page}.",
            caveat="A computer estimate, not a survey or a formal valuation.",
            subject={
                "sale": "A free estimate of what your home might sell for",
                "let": "A free estimate of the rent your home might bring",
                "ask": "A free estimate for your home",
            },
            post={
                "sale": "What might your home sell for? {agency} shows you a free computer estimate in about two minutes.",
                "let": "What rent might your home bring? {agency} shows you a free computer estimate in about two minutes.",
                "ask": "What might your home sell or rent for? {agency} shows you a free computer estimate in two minutes.",
            },
        ),
        "cy": PosterWording(
            agency="eich asiant tai",
            headline={
                "sale": "Faint allech chi ei gael am eich cartref?",
                "let": "Faint o rent allech chi ei gael am eich cartref?",
                "ask": "Faint allech chi ei gael am werthu neu osod eich cartref?",
            },
            promise="Amcangyfrif cyfrifiadurol am ddim mewn rhyw ddau funud, mewn sgwrs ar eich ffôn.",
            steps=(
                "Sganiwch y cod â chamera'ch ffôn",
                "Bydd Telegram yn agor: tapiwch START",
                "Atebwch ambell gwestiwn byr",
            ),
            hint="Agorwch y ddolen, yna tapiwch START",
            start="Bydd Telegram yn agor; tapiwch START.",
            profile="Mae'r ddolen yn ein proffil: bydd Telegram yn agor; tapiwch START.",
            contact_both="Dim Telegram? Ffoniwch {phone} neu ewch i {page}.",
            contact_phone="Dim Telegram? Ffoniwch {phone}.",
            contact_page="Dim Telegram? Rydym ni yn {page}.",
            caveat="Amcangyfrif gan gyfrifiadur, nid arolwg na phrisiad ffurfiol.",
            subject={
                "sale": "Amcangyfrif am ddim o bris eich cartref",
                "let": "Amcangyfrif am ddim o'r rhent am eich cartref",
                "ask": "Amcangyfrif am ddim ar gyfer eich cartref",
            },
            post={
                "sale": "Faint allech chi ei gael am eich cartref? Amcangyfrif am ddim gan {agency} mewn rhyw ddau funud.",
                "let": "Faint o rent allech chi ei gael? Amcangyfrif am ddim gan {agency} mewn rhyw ddau funud.",
                "ask": "Gwerthu neu osod eich cartref? Amcangyfrif am ddim gan {agency} mewn rhyw ddau funud.",
            },
        ),
        "pl": PosterWording(
            agency="biuro nieruchomości",
            headline={
                "sale": "Za ile można sprzedać twój dom?",
                "let": "Jaki czynsz może przynieść twój dom?",
                "ask": "Za ile można sprzedać lub wynająć twój dom?",
            },
            promise="Bezpłatne oszacowanie komputerowe w około dwie minuty, na czacie w telefonie.",
            steps=(
                "Zeskanuj kod aparatem telefonu",
                "Otworzy się Telegram: naciśnij START",
                "Odpowiedz na kilka krótkich pytań",
            ),
            hint="Otwórz link i naciśnij START",
            start="Otworzy się Telegram; naciśnij START.",
            profile="Link jest w naszym profilu: otworzy się Telegram; naciśnij START.",
            contact_both="Bez Telegrama? Zadzwoń: {phone} albo wejdź na {page}.",
            contact_phone="Bez Telegrama? Zadzwoń: {phone}.",
            contact_page="Bez Telegrama? Znajdziesz nas tutaj: {page}.",
            caveat="Oszacowanie komputerowe, a nie oględziny ani oficjalna wycena.",
            subject={
                "sale": "Bezpłatne oszacowanie ceny twojego domu",
                "let": "Bezpłatne oszacowanie czynszu za twój dom",
                "ask": "Bezpłatne oszacowanie dla twojego domu",
            },
            post={
                "sale": "Za ile można sprzedać twój dom? {agency}: bezpłatne oszacowanie komputerowe w około dwie minuty.",
                "let": "Jaki czynsz może przynieść twój dom? {agency}: bezpłatne oszacowanie komputerowe w około dwie minuty.",
                "ask": "Za ile można sprzedać lub wynająć twój dom? {agency}: bezpłatne oszacowanie komputerowe w dwie minuty.",
            },
        ),
    }
)
