"""Hypothesis drives whole conversations: whatever people and the Lead API do, the promises hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec import structs

from conversations.answers.text import plain
from conversations.callback_data import LIMIT
from conversations.commands import SendLead
from conversations.events import (
    Attachment,
    Body,
    Edited,
    LeadDelayed,
    LeadReceived,
    LeadRejected,
    LeadSetAside,
    LeadSlow,
    LeadStatus,
    RelayBroken,
    RelayIdle,
    ReminderDue,
    Resumed,
    Said,
    SentAttachment,
    SharedContact,
    SpokeInGroup,
    StaffEnded,
    StaffWrote,
    Started,
    Tapped,
    VisitAccepted,
    VisitReminderDue,
    VisitSuggested,
)
from conversations.form import Form, OwnQuestion
from conversations.languages import catalogue
from conversations.lead import Campaign, Estimate, LeadType, Range
from conversations.questions import DEFAULT_ORDER
from conversations.state import Collecting, Ended, Fresh, Sent, Valued, text_mark
from support.person import ANSWERS, FORM, NOON, Person

SAYINGS = st.sampled_from(
    [
        *ANSWERS.values(),
        "yes", "no", "maybe", "ok", "yes but no marketing", "back", "why?", "stop", "carry on", "start again", "another",
        "bungalow", "3 or 4", "cloud9@gmial.com", "DE1 IJX", "Marla", "flat 3b, 12 high st, derby de11jx",
        "/start", "/help", "/back", "/cancel", "/privacy", "/withdraw", "/mydata", "/nonsense", "change my phone",
        "tuesday", "2pm",
        "hello", "thanks", "not now", "rather not say", "piss off", "what is love?", "what happens next?", "is it free?",
        "po polsku", "in Welsh", "English", "/language", "/skip", "don't remind me", "Dzień dobry, ile to kosztuje",
        "😊", "\x00", "\ud800", "<b>x</b>", "'; DROP TABLE leads; --", "4" * 4096,
    ]
)  # fmt: skip
FORMS = [
    replace(FORM, visits=True, relay=True),
    FORM,
    replace(FORM, privacy_url="", phone="", chat_url="https://t.me/derbyhomes_bot"),
    replace(
        FORM,
        questions=("name", "postcode", *(key for key in DEFAULT_ORDER if key not in ("name", "postcode")), "title", "message",
                   "appointment", "questionnaire"),
        own_questions=(OwnQuestion("When would you like to move?", ("Soon", "Not sure")), OwnQuestion("How did you hear of us?")),
    ),
]  # fmt: skip
DOUBTS = [
    Said("yes, I agree", own=False), Said("tak, zgadzam się", own=False), Edited("yes, I agree"), Edited("yes"),
    Tapped("c:1::yes"), Tapped("c:0::yes"), *(Said(text) for text in ("maybe", "yes but no marketing", "agree? no", "ok", "👍",
    "yes?", "later", "thanks", "all correct", "4 bedrooms", "yes, but call me first", "po polsku", "/help")),
]  # fmt: skip
CAMPAIGNS = st.sampled_from([None, Campaign("a", LeadType.VENDOR), Campaign("b", LeadType.LANDLORD), Campaign("c")])


class Conversations(RuleBasedStateMachine):
    """One person and one bot. Every button ever drawn stays pressable."""

    def __init__(self) -> None:
        super().__init__()
        self.person = Person()
        self.consents = 0
        self._past: set[str] = set()
        """Visits whose rows are left until they expire."""

    @initialize(form=st.sampled_from(FORMS), language=st.sampled_from(["en-GB", "cy", "pl", "de"]))
    def meets(self, form: Form, language: str) -> None:
        self.person = Person(form=form, language=language, staff_told=form.visits)

    def _happens(self, message: str = "", *, what: Body, silence: bool = False) -> None:
        before = len(self.person.messages), len(self.person.toasts)
        relay, topic = self.person.state.relay, len(self.person.topic)
        leads = [each for each in self.person.happens(what, message) if isinstance(each, SendLead)]
        said = self.person.messages[before[0] :]
        carried = relay is not None and len(self.person.topic) > topic
        assert said or len(self.person.toasts) > before[1] or carried or silence, f"silent after {what}"
        assert relay is not None or self.person.state.relay is None or isinstance(what, Tapped)
        assert len(leads) <= 1
        if leads:
            self.consents += 1
            typed = isinstance(what, Said) and what.own and self._yes(what.text)
            assert isinstance(what, Tapped) or typed
        if (
            said
            and not leads
            and self.person.state.relay is None
            and not isinstance(what, LeadSlow | LeadDelayed | SpokeInGroup)
        ):
            last = said[-1]
            asked = last.hide_keyboard and last.text.endswith("?")  # a message has either buttons or this
            assert last.buttons or last.keyboard or asked, f"nothing to do next after {what}: {last.text!r}"

    @staticmethod
    def _yes(text: str) -> bool:
        return plain(text).startswith(("ye", "tak", "ydw"))

    @rule(text=SAYINGS)
    def says(self, text: str) -> None:
        self._happens(what=Said(text))

    @rule(text=SAYINGS)
    def forwards_or_writes_under_a_picture(self, text: str) -> None:
        self._happens(what=Said(text, own=False))

    @rule(phone=st.sampled_from(["447986000000", "+441332345678", "48601234567", "", "x"]), own=st.booleans())
    def shares_a_contact(self, phone: str, own: bool) -> None:
        self._happens(what=SharedContact(phone, own))

    @rule()
    def is_addressed_where_others_read_along(self) -> None:
        before = self.person.state
        self._happens(what=SpokeInGroup())
        assert structs.replace(self.person.state, at=before.at) == before or isinstance(before.phase, Fresh)

    @rule(hours=st.sampled_from([0, 1, 20, 24 * 40]))
    def is_left_alone_and_reminded(self, hours: int) -> None:
        reminded = self.person.state.reminded
        self.person.waited += timedelta(hours=hours)
        before = len(self.person.messages)
        self._happens(what=ReminderDue(), silence=True)
        if reminded or hours == 0 or not isinstance(self.person.state.phase, Collecting):
            assert len(self.person.messages) == before

    @rule(data=st.data())
    def staff_answer_a_visit(self, data: st.DataObject) -> None:
        """One that stands, or one that was moved or cancelled meanwhile."""
        name = data.draw(st.sampled_from([*self.person.visits, "VB-GONE"]))
        slot = f"{(NOON + self.person.waited + timedelta(days=1)).date()} 15-16"
        answers: list[Body] = [VisitAccepted(name), VisitSuggested(name, slot), VisitReminderDue(name)]
        self._happens(what=data.draw(st.sampled_from(answers)), silence=True)

    @invariant()
    def staff_find_the_visit_that_stands_and_no_other(self) -> None:
        standing = self.person.state.visit
        assert set(self.person.visits) <= ({standing.name} if standing is not None else self._past)
        self._past = set(self.person.visits)

    @rule(data=st.data())
    def something_comes_of_a_relay(self, data: st.DataObject) -> None:
        """Of one that is open, or one that is over."""
        name = data.draw(st.sampled_from([*self.person.relays, "VB-GONE"]))
        news: list[Body] = [
            StaffWrote(name, "Hello"),
            StaffWrote(name),
            StaffEnded(name),
            RelayIdle(name),
            RelayBroken(name),
        ]
        self._happens(what=data.draw(st.sampled_from(news)), silence=True)

    @invariant()
    def a_relay_is_open_only_after_consent_and_staff_find_it(self) -> None:
        relay = self.person.state.relay
        still = {name for name, stored in self.person.relays.items() if stored.ends_at is not None}
        assert still == (set() if relay is None else {relay.name})
        assert relay is None or (
            isinstance(self.person.state.phase, Valued) and relay.reference in self.person.standings
        )

    @rule()
    def is_resumed(self) -> None:
        self._happens(what=Resumed(), silence=not isinstance(self.person.state.phase, Collecting))

    @rule(text=st.text(max_size=40))
    def says_anything(self, text: str) -> None:
        self._happens(what=Said(text))

    @rule(campaign=CAMPAIGNS)
    def starts(self, campaign: Campaign | None) -> None:
        self._happens(what=Started(campaign))

    @rule(kind=st.sampled_from(list(Attachment)))
    def sends_something(self, kind: Attachment) -> None:
        self._happens(what=SentAttachment(kind))

    @rule(data=st.data())
    def taps_any_button_ever_drawn(self, data: st.DataObject) -> None:
        drawn = [
            button.data for message in self.person.messages for row in message.buttons for button in row if button.data
        ]
        if drawn:
            self._happens(what=Tapped(data.draw(st.sampled_from(drawn))))

    @rule(text=st.sampled_from(sorted(ANSWERS.values())), message=st.integers(1, 40))
    def edits(self, text: str, message: int) -> None:
        same = text_mark(str(message), text) in self.person.state.texts
        self._happens(str(message), what=Edited(text), silence=same)

    @precondition(lambda self: isinstance(self.person.state.phase, Collecting))
    @rule()
    def answers_what_is_asked(self) -> None:
        phase = self.person.collecting
        key = phase.editing or next((key for key in self.person.form.questions if key not in phase.answers), "")
        if key:
            self.says(ANSWERS.get(key, "/skip"))

    @rule()
    def gets_through(self) -> None:
        """From wherever it stands: who answers plainly and presses what is offered gets a lead sent. Nobody is stuck."""
        if not self._comes_to_the_consent_question():
            return
        sent = len(self.person.sent)
        self._taps(catalogue(self.person.state.language).sentences["consent.yes"])
        assert isinstance(self.person.state.phase, Sent), self.person.messages[-1].text
        assert len(self.person.sent) == sent + 1

    @rule(doubt=st.sampled_from(DOUBTS))
    def is_in_doubt_at_the_consent_question(self, doubt: Said | Edited | Tapped) -> None:
        if not self._comes_to_the_consent_question():
            return
        sent = len(self.person.sent)
        # Each edit of its own message: one that changes nothing is silent.
        self._happens(f"9999{self.person.events}" if isinstance(doubt, Edited) else "", what=doubt)
        assert len(self.person.sent) == sent

    def _comes_to_the_consent_question(self) -> bool:
        """Go there from wherever it stands, which has to be possible; ``False`` if a lead is on its way."""
        person = self.person
        if not isinstance(person.state.phase, Collecting):
            self.starts(None)
        if isinstance(person.state.phase, Ended):
            self._taps(catalogue(person.state.language).sentences["button.resume"])
        if isinstance(person.state.phase, Sent):
            return False
        for _ in range(3 * len(person.form.questions)):
            phase = person.state.phase
            assert isinstance(phase, Collecting)
            key = phase.editing or next((key for key in person.form.questions if key not in phase.answers), "")
            if phase.pending is not None:
                self.says(ANSWERS.get(phase.pending.question, "/skip"))
                self._takes_what_is_offered()
            elif key:
                self.says(ANSWERS.get(key, "/skip"))
            elif phase.reviewed:
                return True
            else:
                self._taps(catalogue(person.state.language).sentences["button.reviewed"])
        raise AssertionError(f"stuck at {person.messages[-1].text!r}")

    def _takes_what_is_offered(self) -> None:
        phase = self.person.state.phase
        if isinstance(phase, Collecting) and phase.pending is not None:
            self._taps(self.person.labels()[0])

    def _taps(self, label: str) -> None:
        self._happens(what=Tapped(self.person.button(label)))

    @rule()
    def finishes_the_form(self) -> None:
        """Reach the deep states: whoever answers plainly and says yes gets their lead sent."""
        person = self.person
        person.says("/delete")
        self.starts(None)
        for key in person.form.questions:
            assert key not in person.answered
            self.says(ANSWERS.get(key, "/skip"))
            assert person.form.question(key).accepts(person.answered[key].value)
        sent = len(person.sent)
        self.says("yes")
        self.says("yes, I agree")
        assert len(person.sent) == sent + 1
        assert isinstance(person.state.phase, Sent)

    @precondition(lambda self: self.person.standings)
    @rule(data=st.data())
    def an_outcome_comes(self, data: st.DataObject) -> None:
        reference = data.draw(st.sampled_from(sorted(self.person.standings)))
        if self.person.standings[reference].status in (LeadStatus.WITHDRAWN, LeadStatus.DELIVERED):
            return
        lead = self.person.leads[reference]
        kind = data.draw(st.sampled_from(["received", "none", "slow", "delayed", "rejected", "set aside"]))
        match kind:
            case "received" | "none":
                self.person.stands(reference, LeadStatus.DELIVERED)
                estimate = Estimate(Range(1, 2, 3), None) if kind == "received" else Estimate()
                self._happens(what=LeadReceived(reference, lead.lead_type, lead.address, estimate))
            case "slow":
                self.person.stands(reference, LeadStatus.IN_FLIGHT)
                self._happens(what=LeadSlow(reference), silence=True)
            case "delayed":
                self.person.stands(reference, LeadStatus.WAITING)
                self._happens(what=LeadDelayed(reference))
            case "rejected":
                self.person.stands(reference, LeadStatus.REJECTED)
                key = data.draw(st.sampled_from(DEFAULT_ORDER))
                self._happens(what=LeadRejected(reference, key, "not accepted"))
            case _:
                self.person.stands(reference, LeadStatus.SET_ASIDE)
                self._happens(what=LeadSetAside(reference))

    @invariant()
    def nothing_is_sent_without_its_own_consent(self) -> None:
        assert len(self.person.sent) == self.consents
        times = [lead.consent.at for lead in self.person.sent]
        assert len(set(times)) == len(times)
        assert all(lead.consent.wording for lead in self.person.sent)

    @invariant()
    def every_lead_is_within_the_guides_limits(self) -> None:
        for lead in self.person.sent[-1:]:
            assert 1 <= len(lead.name.first) <= 50
            assert 1 <= len(lead.name.last) <= 50
            assert len(lead.name.title) <= 50
            assert 1 <= len(lead.address) <= 100
            assert 2 <= len(lead.postcode) <= 10
            assert 0 <= lead.bedrooms <= 20

    @invariant()
    def buttons_fit_telegram(self) -> None:
        for message in self.person.messages[-2:]:
            assert 0 < len(message.text) <= 4096
            assert all(len(button.data.encode()) <= LIMIT for row in message.buttons for button in row)
            assert sum(bool(each) for each in (message.buttons, message.keyboard, message.hide_keyboard)) <= 1


TestConversations = Conversations.TestCase
TestConversations.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
