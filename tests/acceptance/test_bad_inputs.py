"""What people send instead of an answer: a clear sentence each time, the question again, nothing lost, no exception."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from sandbox import Sandbox
from support.delivered import the_lead
from support.homeowner import ORDER, SAID, STAGES, Homeowner
from support.processes import Launcher
from support.waiting import eventually

LONG = "a" * 4096
"""As long as Telegram lets a message be."""

TEXTS = {
    "emoji": "🙈🏽🏡🇬🇧❤️‍🔥",
    "4,096 characters": LONG,
    "4,096 emoji halves": "🙈" * 2048,
    "markup": "<b>&amp;</b> *x* _y_ `z` [a](tg://user?id=1) \\ ~ #",
    "control characters": "\x00\x07\x1b[31m\x7f\x85\r\n\t",
    "zero-width characters": "\u200b\u200d\u2060\ufeff\u00ad",
    "right to left": "\u202e\u0645\u0631\u062d\u0628\u0627\u202c \u2066x\u2069",
    "a lone surrogate": "\ud83d",
    "an unknown command": "/nosuchcommand now",
    "only a slash": "/",
    "format strings": "{0.__class__} %s %(x)n ${jndi:ldap://x} {answer}",
    "SQL": "' OR 1=1; SELECT * FROM chats; --",
    "a shrug": "???",
    "digits of another script": "\u0669\u0669\u0669\u0669",
}
"""No answer to any question."""

ATTACHED = ("photo", "voice", "sticker", "video", "document", "location", "poll")

ANOTHERS = {
    "sale_or_let": "cloud9@cloud.com",
    "name": "DE1 1JX",
    "phone": "cloud9@cloud.com",
    "email": "07986 000000",
    "address": "cloud9@cloud.com",
    "postcode": "semi-detached",
    "bedrooms": "DE1 1JX",
    "property_type": "07986 000000",
    "review": "DE1 1JX",
    "consent": "semi-detached",
}
"""An answer to another question."""

SLIPS = {
    "sale_or_let": "both",
    "name": "Hello",
    "phone": "07986 0000",
    "email": "cloud9 at cloud",
    "address": "DE1 1JX",
    "postcode": "DE1",
    "bedrooms": "-3",
    "property_type": "igloo",
    "review": "something is wrong",
    "consent": "maybe, if there's no marketing",
}
"""Nearly an answer."""


@pytest.mark.parametrize("question", ORDER)
async def test_what_is_no_answer_gets_one(bots: Launcher, sandbox: Sandbox, marla: Homeowner, question: str) -> None:
    await bots.start(plan={})
    await marla.reaches(question)

    sent: dict[str, Callable[[], object]] = {
        **{name: partial(marla.phone.send, text) for name, text in TEXTS.items()},
        **{kind: partial(marla.phone.attach, kind) for kind in ATTACHED},
        "somebody else's contact": lambda: marla.phone.share_contact(own=False),
        "another question's answer": lambda: marla.phone.send(ANOTHERS[question]),
        "nearly an answer": lambda: marla.phone.send(SLIPS[question]),
    }
    for what, send in sent.items():
        before = len(marla.texts)
        send()
        await eventually(lambda: marla.texts[before:], f"an answer to {what}")  # noqa: B023  awaited here
        (told,) = marla.texts[before:]
        if STAGES[question] in told:
            assert not told.startswith(STAGES[question]), f"{what} is asked again without a word: {told}"
        else:
            assert marla.labels, f"{what} is neither asked again nor offered a way to go on: {told}"

    await marla.goes_on()
    sent_lead = the_lead(sandbox)
    assert tuple(
        sent_lead[field]
        for field in (
            "title", "first_name", "last_name", "email", "phone", "postcode", "property_bedrooms", "property_type",
        )
    ) == ("Mrs", "Marla", "Singer", "cloud9@cloud.com", "07986000000", "DE1 1JX", 4, "semi-detached")  # fmt: skip
    assert SAID["address"] == sent_lead["address"]
