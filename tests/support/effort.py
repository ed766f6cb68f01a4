"""How much people have to send until they see their estimate: conversations played, and what was sent counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from statistics import median
from types import MappingProxyType

from conversations.events import LeadReceived
from conversations.languages import catalogue
from conversations.lead import Campaign, Estimate, LeadType, Range
from conversations.questions import property_first
from conversations.state import Collecting, Valued
from support.person import FORM, Person

ESTIMATE = Estimate(Range(285_000, 300_000, 315_000), Range(1150, 1225, 1300))
ANSWERS = MappingProxyType(
    {
        "sale_or_let": "!vendor",
        "name": "Marla Singer",
        "phone": "!share",
        "email": "cloud9@cloud.com",
        "address": "123 Example Street, Derby DE1 1JX",
        "postcode": "DE1 1JX",
        "bedrooms": "!3",
        "property_type": "!semi-detached",
    }
)
"""What is given to each question: "!" and a choice's code is a tap, ``!share`` the key that shares the number."""
LONGEST = 40
"""Messages after which somebody is taken to be stuck."""


@dataclass(frozen=True)
class Someone:
    """A person: what they begin with, and what of their answers differs. ``then`` is said at the review."""

    what: str
    first: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    then: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    campaign: Campaign | None = None
    language: str = "en"
    property_first: bool = False


SALE, LET = Campaign("sale", LeadType.VENDOR), Campaign("let", LeadType.LANDLORD)
QUESTION_BY_QUESTION = (
    Someone("answers as asked"),
    Someone("came by a link for sellers", campaign=SALE),
    Someone("came by a link for landlords", campaign=LET),
    Someone("lets", says={"sale_or_let": "!landlord"}),
    Someone("types everything", says={"sale_or_let": "sell", "phone": "07986 000000", "bedrooms": "three",
                                      "property_type": "semi detatched"}),
    Someone("gives the postcode by itself", says={"address": "123 example st, derby"}),
    Someone("mistypes the postcode", says={"address": "123 Example Street, Derby", "postcode": "DE1 IJX"}),
    Someone("mistypes the email address", says={"email": "cloud9@gmial.com"}),
    Someone("gives the first name first", says={"name": "Marla"}),
    Someone("has a bungalow", says={"property_type": "bungalow"}),
    Someone("asks why, and whether it is free", asks=("why do you need my number?", "is it free?")),
    Someone("corrects the bedrooms at the review", then=("no, it's 4 bedrooms",)),
    Someone("is asked about the home first", property_first=True),
    Someone("speaks Welsh", language="cy"),
    Someone("speaks Polish", language="pl"),
)  # fmt: skip
ALL_AT_ONCE = (
    Someone("everything in a sentence", "I'd like to sell my 4 bed semi at 123 Example Street, Derby DE1 1JX. "
            "Marla Singer, 07986 000000, cloud9@cloud.com"),
    Someone("everything on lines", "Marla Singer\n07986 000000\ncloud9@cloud.com\n123 Example Street, Derby\nDE1 1JX\n"
            "4 bed semi-detached, selling"),
    Someone("lets a flat", "hi, my name is Tom Singer and I want to rent out my 2 bed flat, flat 3b, 12 High St, Derby DE1 1JX, "
            "tel 07986000000 email tom@example.com"),
    Someone("a slip in the email address", "Sell. Marla Singer, 07986 000000, cloud9@gmial.com, 123 Example Street, "
            "Derby DE1 1JX, 4 bedrooms, semi"),
    Someone("no word of sale or let", "Marla Singer, 07986 000000, cloud9@cloud.com, 123 Example Street, Derby DE1 1JX, "
            "4 bedrooms, semi"),
    Someone("everything, by a link", "Marla Singer, 07986 000000, cloud9@cloud.com, 123 Example Street, Derby DE1 1JX, "
            "4 bedrooms, semi", campaign=SALE),
    Someone("no email address", "I'm Marla Singer, 07986 000000. What's my 3 bed terraced house worth? "
            "I want to sell: 12 High Street, Derby DE1 1JX"),
    Someone("in Welsh", "Dw i eisiau gwerthu tŷ pâr, 3 ystafell wely, 123 Example Street, Derby DE1 1JX. Fy enw i yw Siân Evans, "
            "07986 000000, sian@example.com", language="cy"),
    Someone("in Polish", "Chcę sprzedać dom, bliźniak, 3 sypialnie, 123 Example Street, Derby DE1 1JX. Nazywam się Anna Nowak, "
            "tel 07986 000000, anna@example.com", language="pl"),
)  # fmt: skip


@dataclass(frozen=True)
class Count:
    """What ``someone`` sends (messages and taps), and what they read: the bot's messages, and the words in these."""

    sent: int
    messages: int
    words: int


def effort_of(someone: Someone) -> Count:
    """Return what ``someone`` sends and reads from /start to the estimate. Raises if they get stuck."""
    order = property_first(FORM.questions) if someone.property_first else FORM.questions
    person = Person(form=replace(FORM, questions=order), language=someone.language)
    sentences = catalogue(someone.language).sentences
    sent = 0

    def send(act: Callable[[str], str], what: str) -> None:
        nonlocal sent
        sent += 1
        if sent > LONGEST:
            raise AssertionError(f"{someone.what}: stuck at {person.messages[-1].text!r}")
        act(what)

    person.starts(someone.campaign)
    for said in (*someone.asks, *([someone.first] if someone.first else [])):
        send(person.says, said)
    then = list(someone.then)
    while isinstance(phase := person.state.phase, Collecting):
        asked = next((key for key in person.form.questions if key not in phase.answers), "")
        if phase.pending is not None:
            _clear_up(person, send, phase.pending.question)
        elif asked:
            _answer(person, send, asked, {**ANSWERS, **someone.says}[asked])
        elif then:
            send(person.says, then.pop(0))
        else:
            send(person.taps, sentences["consent.yes" if phase.reviewed else "button.reviewed"])
    lead = person.sent[-1]
    person.happens(LeadReceived(lead.reference, lead.lead_type, lead.address, ESTIMATE))
    if not isinstance(person.state.phase, Valued) or not person.pictures:
        raise AssertionError(f"{someone.what}: no estimate")
    return Count(sent, len(person.messages), sum(len(message.text.split()) for message in person.messages))


def _clear_up(person: Person, send: Callable[[Callable[[str], str], str], None], question: str) -> None:
    """Take the first reading that is offered; a first name alone is completed."""
    if question == "name":
        send(person.says, "Singer")
    else:
        send(person.taps, person.labels()[0])


def _answer(person: Person, send: Callable[[Callable[[str], str], str], None], key: str, said: str) -> None:
    code = said.removeprefix("!")
    if said == "!share":
        send(person.shares_contact, "447986000000")
    elif code != said:
        send(person.taps, catalogue(person.language).sentences[f"{key}.choice.{code}"])
    else:
        send(person.says, said)


@dataclass(frozen=True)
class Effort:
    """What each of some people sent and read, in their order."""

    title: str
    people: tuple[tuple[str, Count], ...]

    @property
    def median(self) -> float:
        """The median of what they sent."""
        return median(count.sent for _, count in self.people)


def efforts() -> tuple[Effort, Effort]:
    """Play all conversations: question by question, and with one full message first."""
    return (
        Effort("By buttons and typing", tuple((each.what, effort_of(each)) for each in QUESTION_BY_QUESTION)),
        Effort("With one full message first", tuple((each.what, effort_of(each)) for each in ALL_AT_ONCE)),
    )
