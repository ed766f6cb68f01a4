"""A person talking to the pure core, for tests: says and taps things, and sees words as a phone would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from msgspec import structs

from bot.core.serialization import MESSAGE, STATE
from bot.staff.wording import STAFF
from conversations.answers.reading import Value
from conversations.commands import Command, Line, PassOn, StoreRelay, StoreVisit, TellTopic
from conversations.data_export import held_lead
from conversations.effects import carry_out
from conversations.events import (
    Body,
    Edited,
    Event,
    LeadReceived,
    LeadStanding,
    LeadStatus,
    ReminderDue,
    Said,
    SharedContact,
    Started,
    Tapped,
)
from conversations.flow.step import step
from conversations.form import Form
from conversations.languages.catalogue import Catalogue
from conversations.languages.message import Calendar, Message, Picture
from conversations.languages.render import render, words
from conversations.lead import Campaign, Estimate, Lead, LeadType, Range
from conversations.relay import File
from conversations.state import Answer, Collecting, Ended, Fresh, Sent, State, Valued

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FORM = Form(agency="Derby Homes", privacy_url="https://derbyhomes.example/privacy", phone="01332 000000")

ANSWERS = {
    "sale_or_let": "sell it",
    "name": "Marla Singer",
    "phone": "07986 000000",
    "email": "cloud9@cloud.com",
    "address": "123 Example Street, Derby",
    "postcode": "DE1 1JX",
    "bedrooms": "4",
    "property_type": "semi-detached",
}
"""What the guide's example person says to each question."""
ESTIMATE = Estimate(Range(285_000, 300_000, 315_000), Range(1150, 1225, 1300))
"""What the Lead API makes of that: pounds, and pounds per month."""


def received(reference: str, lead_type: LeadType = LeadType.VENDOR, estimate: Estimate = ESTIMATE) -> LeadReceived:
    """Return the outcome of the example person's lead that was delivered."""
    return LeadReceived(reference, lead_type, "123 Example Street, Derby", estimate)


@dataclass
class Person:
    """One chat. Every state goes through JSON between two events, as storage does it."""

    form: Form = FORM
    language: str = "en-GB"
    state: State = field(default_factory=State)
    messages: list[Message] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    leads: dict[str, Lead] = field(default_factory=dict)
    sent: list[Lead] = field(default_factory=list)
    standings: dict[str, LeadStanding] = field(default_factory=dict)
    staff: list[str] = field(default_factory=list)
    erasures: int = 0
    removals: int = 0
    additions: list[PassOn] = field(default_factory=list)
    visits: dict[str, StoreVisit] = field(default_factory=dict)
    """The visits that staff find, by name."""
    relays: dict[str, StoreRelay] = field(default_factory=dict)
    topic: list[tuple[str, File | None]] = field(default_factory=list)
    """What was said in the staff's topics, with the files."""
    calendars: list[Calendar] = field(default_factory=list)
    typings: int = 0
    events: int = 0
    waited: timedelta = timedelta()
    staff_told: bool = False
    """Whether somebody at the agency reads what is told to the staff."""
    limit_reached: bool = False
    """Whether no new lead of this chat is taken today."""
    account: tuple[str, str] = ("", "")
    """The first and last name of the account."""

    def happens(self, body: Body, message: str = "") -> list[Command]:
        """Let ``body`` happen; returns the commands, having carried them out."""
        self.events += 1
        event = Event(
            at=NOON + timedelta(seconds=self.events) + self.waited,
            body=body,
            fresh_reference=f"VB-{self.events:010}",
            language=self.language,
            message=message or str(self.events),
            leads=tuple(self.standings.values()),
            staff_told=self.staff_told,
            limit_reached=self.limit_reached,
            account=self.account,
        )
        turn = step(self.form, self.state, event)
        assert turn == step(self.form, self.state, event), "equal inputs give equal results"
        carry_out(turn, self.form, self.language, self)
        self.state = State() if isinstance(turn.state.phase, Fresh) else _stored(turn.state)
        return list(turn.commands)

    def say(self, message: Message) -> None:
        assert MESSAGE.decode(MESSAGE.encode(message)) == message
        self.pictures += [message.picture] if message.picture is not None else []
        self.calendars += [message.calendar] if message.calendar is not None else []
        self.messages += [message] if message.text else []

    def toast(self, text: str) -> None:
        self.toasts.append(text)

    def typing(self) -> None:
        self.typings += 1

    def send_lead(self, lead: Lead) -> None:
        self.sent.append(lead)
        self.leads[lead.reference] = lead
        self.standings[lead.reference] = LeadStanding(lead.reference, LeadStatus.WAITING)

    def withdraw_lead(self, reference: str) -> None:
        self.stands(reference, LeadStatus.WITHDRAWN)

    def pass_on(self, addition: PassOn) -> None:
        self.additions.append(addition)

    def store_visit(self, visit: StoreVisit) -> None:
        self.visits[visit.name] = visit

    def drop_visit(self, name: str) -> None:
        self.visits.pop(name, None)

    def store_relay(self, relay: StoreRelay) -> None:
        self.relays[relay.name] = relay

    def tell_topic(self, told: TellTopic) -> None:
        self.topic.append((words(told.line, self.form, STAFF), told.file))

    def tell_staff(self, line: Line) -> None:
        self.staff.append(words(line, self.form, STAFF))

    def erase(self) -> None:
        self.erasures += 1
        self.visits.clear()
        self.relays.clear()
        self.standings.clear()

    def show_held(self, language: Catalogue) -> None:
        for each in self.standings.values():
            held = held_lead(self.leads[each.reference], each.status, None)
            self.messages.append(render(held, self.form, language))

    def remove_messages(self) -> None:
        self.removals += 1

    def says(self, text: str, message: str = "") -> str:
        """Type ``text``; returns what the bot says."""
        return self._hears(Said(text), message)

    def edits(self, message: str, text: str) -> str:
        return self._hears(Edited(text), message)

    def starts(self, campaign: Campaign | None = None) -> str:
        return self._hears(Started(campaign))

    def shares_contact(self, phone: str, *, own: bool = True) -> str:
        return self._hears(SharedContact(phone, own))

    def taps(self, label: str) -> str:
        """Press the newest button with this label; returns what the bot says."""
        return self._hears(Tapped(self.button(label)))

    def _hears(self, body: Body, message: str = "") -> str:
        before = len(self.messages)
        self.happens(body, message)
        return "\n---\n".join(each.text for each in self.messages[before:])

    def button(self, label: str) -> str:
        """Return the data of the newest button with this label."""
        for message in reversed(self.messages):
            for row in message.buttons:
                for button in row:
                    if button.label == label:
                        return button.data
        raise AssertionError(f"no button {label!r}; the last message has {self.labels()}")

    def labels(self) -> list[str]:
        """Return the labels under the last message."""
        return [button.label for row in self.messages[-1].buttons for button in row]

    def values(self) -> dict[str, Value]:
        """Return what is held as the answer to each question."""
        return {key: answer.value for key, answer in self.answered.items()}

    @property
    def answered(self) -> Mapping[str, Answer]:
        """The answers of a conversation that has begun."""
        return self._begun.answers

    @property
    def campaign(self) -> Campaign:
        """The campaign of a conversation that has begun."""
        return self._begun.campaign

    @property
    def collecting(self) -> Collecting:
        """The phase of a form that is being filled in."""
        phase = self.state.phase
        assert isinstance(phase, Collecting)
        return phase

    @property
    def _begun(self) -> Collecting | Sent | Valued | Ended:
        phase = self.state.phase
        assert not isinstance(phase, Fresh)
        return phase

    def is_reminded(self) -> None:
        """Do nothing for a day, and be reminded."""
        self.waited += timedelta(hours=20)
        self.happens(ReminderDue())

    def answers(self, *keys: str) -> str:
        """Give the example person's answers to these questions; all that are left if none is named."""
        said = ""
        for key in keys or tuple(key for key in self.form.questions if key not in self.answered):
            said = self.says(ANSWERS[key])
        return said

    def reaches_consent(self) -> str:
        """Start, answer everything, and confirm the review."""
        self.starts()
        self.answers()
        return self.taps("All correct")

    def reaches_sent(self) -> Lead:
        """Go all the way to a consented lead."""
        self.reaches_consent()
        self.taps("Yes, show my estimate")
        return self.sent[-1]

    def stands(self, reference: str, status: LeadStatus, *, unknown: bool = False) -> None:
        """Set how far a lead is, as its row would say."""
        self.standings[reference] = structs.replace(
            self.standings[reference], status=status, attempts=1, unknown=unknown
        )


def _stored(state: State) -> State:
    """Return ``state`` after a trip through storage."""
    loaded = STATE.decode(STATE.encode(state))
    assert loaded == state
    return loaded
